"""This module writes expressions: numbers and arrays.

Values stay tame: what could grow goes through `sin`, `tanh` or a division.
"""

from __future__ import annotations

from tests.programs.draft import Draft, Shape
from tests.programs.places import atom, condition, indices, views


def scalar(d: Draft, depth: int = 2) -> str:
    """Return an expression for a float."""
    if depth <= 0 or d.chance(0.15):
        return atom(d)
    write = d.pick(_SCALARS)
    return (_unary if write in d.shunned else write)(d, depth - 1)


def tame(d: Draft, depth: int = 2) -> str:
    """Return an expression for a float below one in size."""
    form = d.pick(["math.sin({})", "math.tanh({})", "0.5 * math.cos({})"])
    return form.format(scalar(d, depth - 1))


def _unary(d: Draft, depth: int) -> str:
    form = d.pick(
        [
            "math.sin({})",
            "math.cos({})",
            "math.tanh({})",
            "math.atan({})",
            "np.sin({})",
            "np.tanh({})",
            "math.exp(-({}) ** 2)",
            "math.sqrt(1.0 + ({}) ** 2)",
            "math.log(2.0 + ({}) ** 2)",
            "-({})",
            "abs({})",
            "float({})",
            "(0.3 * ({})) ** 2",
            "(0.2 * ({})) ** 3",
            "2 * math.sin({})",
            "(1 - math.cos({})) / 2",
            "(1.1 + abs({})) ** -0.5",
        ]
    )
    return form.format(scalar(d, depth))


def _binary(d: Draft, depth: int) -> str:
    form = d.pick(
        [
            "{} + 0.4 * ({})",
            "0.6 * ({}) - {}",
            "0.5 * ({}) * ({})",
            "({}) / (1.5 + ({}) ** 2)",
            "math.sin(({}) * ({}))",
            "min({}, {})",
            "max({}, {})",
            "math.atan2({}, 2.0 + ({}) ** 2)",
            "(1.2 + abs({})) ** math.tanh({})",
            "math.hypot(1.0 + abs({}), {})",
        ]
    )
    return f"({form.format(scalar(d, depth), scalar(d, depth))})"


def _ternary(d: Draft, depth: int) -> str:
    d.mark("ternary")
    return f"({scalar(d, depth)} if {condition(d)} else {scalar(d, depth)})"


def _and_or(d: Draft, depth: int) -> str:
    d.mark("and/or of values")
    return f"({scalar(d, depth)} {d.pick(['and', 'or'])} {scalar(d, depth)})"


def _reduction(d: Draft, depth: int) -> str:
    if not d.scope.arrays:
        return _unary(d, depth)
    shape = d.pick(list(d.scope.arrays.values()))
    if 0 in shape:
        d.mark("size-0 array")
        return f"np.sum({array(d, shape, 0)})"
    forms = ["np.sum({})", "({}).sum()", "np.mean({})", "({}).mean()", "np.max({})"]
    forms += ["np.min({})", "np.linalg.norm(2.0 + {})", "np.var({})"]
    forms += ["np.prod(np.cos({}))", "np.sum(np.square({}))", "np.median({})"]
    d.mark("reduction")
    return f"0.4 * {d.pick(forms).format(array(d, shape, depth))}"


def _inner_product(d: Draft, depth: int) -> str:
    shapes = [shape for shape in d.scope.arrays.values() if len(shape) == 1]
    if not shapes:
        return _reduction(d, depth)
    shape = d.pick(shapes)
    d.mark("dot")
    forms = ["np.dot({}, {})", "({}).dot({})", "({}) @ ({})", "np.sum({} * {})"]
    return (
        "math.sin("
        + d.pick(forms).format(array(d, shape, depth), array(d, shape, depth))
        + ")"
    )


def _call(d: Draft, depth: int) -> str:
    if d.scope.functions and d.chance(0.5):
        d.mark("local function")
        return f"{d.pick(d.scope.functions)}({scalar(d, depth)})"
    callees = d.callees.get("scalar", [])
    if callees:
        d.mark("call in an expression")
        return d.pick(callees).format(scalar(d, depth))
    if d.chance(0.7):
        return _unary(d, depth)
    d.mark("lambda")
    u = d.fresh("u")
    return f"(lambda {u}: {u} * {atom(d)})({scalar(d, depth)})"


def _sum_of_generator(d: Draft, depth: int) -> str:
    u = d.fresh("u")
    form = d.pick(["sum({} for {} in {})", "sum([{} for {} in {}])"])
    iterables = [*d.scope.lists, *(a for a, s in d.scope.arrays.items() if len(s) == 1)]
    source = d.pick(iterables) if iterables else f"({atom(d)}, {atom(d)})"
    d.mark("sum(generator)")
    return "0.3 * " + form.format(f"math.sin({u} * {atom(d)})", u, source)


_SCALARS = (
    [_unary] * 4
    + [_binary] * 5
    + [_reduction] * 2
    + [_inner_product]
    + [
        _ternary,
        _and_or,
        _call,
        _call,
        _sum_of_generator,
    ]
)


def array(d: Draft, shape: Shape, depth: int = 2) -> str:
    """Return an expression for an array of this shape."""
    if depth <= 0 or d.chance(0.2):
        return stored(d, shape)
    write = d.pick(_ARRAYS)
    return (_elementwise if write in d.shunned else write)(d, shape, depth - 1)


def stored(d: Draft, shape: Shape) -> str:
    """Return a name of an array of this shape, a view of one, or a new array."""
    options = [name for name, have in d.scope.arrays.items() if have == shape] * 3
    options += [view for name in d.scope.arrays for view in views(d, name, shape)]
    if options and d.chance(0.9):
        return d.pick(options)
    return creation(d, shape)


def creation(d: Draft, shape: Shape) -> str:
    """Return a new array of this shape."""
    size = str(shape[0]) if len(shape) == 1 else str(shape)
    if not shape:
        d.mark("0-d array")
        return f"np.array({scalar(d, 1)})"
    if len(shape) == 1 and shape[0] and d.chance(0.4):
        d.mark("array of a display")
        return f"np.array([{', '.join(scalar(d, 1) for _ in range(shape[0]))}])"
    forms = ["np.zeros({0}) + {1}", "np.full({0}, {1})", "np.ones({0}) * {1}"]
    return f"({d.pick(forms).format(size, scalar(d, 1))})"


def _elementwise(d: Draft, shape: Shape, depth: int) -> str:
    forms = ["np.sin({})", "np.tanh({})", "np.cos({})", "np.exp(-({}) ** 2)"]
    forms += ["-({})", "0.5 * ({})", "np.sqrt(1.0 + ({}) ** 2)", "np.abs({})"]
    if 0 not in shape and shape:
        forms += ["np.clip({}, -0.83, 0.87)", "np.sort({})", "np.flip({}, 0)"]
        forms += ["np.roll({}, 1, axis=0)", "np.array({})"]
    return d.pick(forms).format(array(d, shape, depth))


def _pair(d: Draft, shape: Shape, depth: int) -> str:
    forms = ["({} + 0.3 * {})", "(0.5 * {} * {})", "({} - {})", "np.maximum({}, {})"]
    forms += ["({} / (1.5 + ({}) ** 2))", "np.minimum({}, {})"]
    return d.pick(forms).format(array(d, shape, depth), array(d, shape, depth))


def _with_scalar(d: Draft, shape: Shape, depth: int) -> str:
    d.mark("broadcasting")
    left, right = array(d, shape, depth), tame(d, depth)
    return f"({left} {d.pick(['+', '-', '*'])} {right})"


def _where(d: Draft, shape: Shape, depth: int) -> str:
    d.mark("where")
    test = f"{stored(d, shape)} > {d.constant()}"
    return f"np.where({test}, {array(d, shape, depth)}, {array(d, shape, depth)})"


def _shaped(d: Draft, shape: Shape, depth: int) -> str:
    """Return what NumPy's shape functions and products make."""
    if len(shape) == 2:
        rows, columns = shape
        d.mark("broadcasting")
        forms = [
            f"np.outer({array(d, (rows,), depth)}, {array(d, (columns,), depth)})",
            f"({array(d, (rows,), 0)}[:, None] * {array(d, (columns,), depth)})",
            f"({array(d, shape, 0)} + {array(d, (columns,), depth)})",
            f"np.stack([{', '.join(array(d, (columns,), 0) for _ in range(rows))}])",
        ]
        return d.pick(forms)
    matrices = [n for n, s in d.scope.arrays.items() if len(s) == 2]
    if len(shape) == 1 and matrices and d.chance(0.7):
        return _from_matrix(d, d.pick(matrices), shape, depth)
    if len(shape) == 1 and shape[0] > 1:
        first = 1 + d.below(shape[0] - 1)
        parts = array(d, (first,), depth), array(d, (shape[0] - first,), depth)
        joined = f"np.concatenate([{parts[0]}, {parts[1]}])"
        return d.pick([joined, f"0.4 * np.cumsum({array(d, shape, depth)})"])
    return stored(d, shape)


def _from_matrix(d: Draft, name: str, shape: Shape, depth: int) -> str:
    rows, columns = d.scope.arrays[name]
    options = []
    if rows == shape[0]:
        d.mark("dot")
        options += [f"0.3 * ({name} @ {array(d, (columns,), depth)})"]
        options += [f"0.3 * {name}.sum(axis=1)", f"np.max({name}, axis=1)"]
    if columns == shape[0]:
        options += [f"{name}.mean(axis=0)", f"0.4 * np.sum({name}, axis=0)"]
    if rows * columns == shape[0]:
        d.mark("reshape")
        options += [f"{name}.reshape(-1)", f"{name}.ravel()", f"{name}.T.reshape(-1)"]
    return d.pick(options) if options else stored(d, shape)


def _fancy(d: Draft, shape: Shape, depth: int) -> str:
    vectors = [n for n, s in d.scope.arrays.items() if len(s) == 1 and s[0]]
    if len(shape) != 1 or not vectors or not shape[0]:
        return stored(d, shape)
    name = d.pick(vectors)
    d.mark("fancy index")
    return f"{name}[{indices(d, d.scope.arrays[name][0], shape[0])}]"


_ARRAYS = (
    [_elementwise] * 3
    + [_pair] * 3
    + [_with_scalar] * 2
    + [
        _where,
        _shaped,
        _shaped,
        _fancy,
    ]
)

# Writers that a program may do without, so that no construct is in every program.
OPTIONAL = (
    _ternary,
    _and_or,
    _call,
    _sum_of_generator,
    _inner_product,
    _reduction,
    _where,
    _shaped,
    _fancy,
    _with_scalar,
)


def filled(d: Draft, form: str, names: dict) -> str:
    """Return a form with its holes filled, those for two numbers and a name, too.

    `s` is a number with a derivative, `t` one below one in size, `w` a fresh name.
    """
    return form.format(**names, s=scalar(d, 1), t=tame(d), w=d.fresh("w"))
