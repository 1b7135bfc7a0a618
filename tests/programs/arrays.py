"""This module writes statements about arrays: storage, views, aliases, overlaps."""

from __future__ import annotations

from tests.programs.draft import Draft
from tests.programs.expressions import array, scalar, stored, tame
from tests.programs.places import element, index, indices, views

SHAPES = ((3,), (4,), (4,), (2, 3), (3, 3))


def vectors(d: Draft, least: int = 1) -> list[str]:
    """Return the vectors of at least so many elements."""
    shapes = d.scope.arrays.items()
    return [name for name, s in shapes if len(s) == 1 and s[0] >= least]


def matrices(d: Draft) -> list[str]:
    """Return the matrices."""
    return [name for name, s in d.scope.arrays.items() if len(s) == 2]


def assign(d: Draft) -> None:
    """`a = e`: a fresh array, or an old name rebound."""
    old = [name for name, shape in d.scope.arrays.items() if shape]
    if old and d.chance(0.5):
        name = d.pick(old)
        d.mark("array rebound")
        d.emit(f"{name} = {array(d, d.scope.arrays[name])}")
        return
    name, shape = d.fresh("v"), d.pick(SHAPES)
    d.emit(f"{name} = {array(d, shape)}")
    d.scope.arrays[name] = shape


def scratch(d: Draft) -> None:
    """An array allocated and filled in a loop."""
    name, i, n = d.fresh("v"), d.fresh("i"), 3
    d.mark("scratch array")
    d.emit(f"{name} = np.{d.pick(['zeros', 'empty', 'ones'])}({n})")
    with d.block(f"for {i} in range({n}):"):
        d.scope.ints[i] = n
        d.emit(f"{name}[{i}] = {scalar(d)}")
    d.scope.arrays[name] = (n,)


def alias(d: Draft) -> None | bool:
    """`b = a`."""
    if not d.scope.arrays:
        return False
    name, other = d.fresh("b"), d.pick(list(d.scope.arrays))
    d.mark("alias")
    d.emit(f"{name} = {other}")
    d.scope.arrays[name] = d.scope.arrays[other]
    return None


def view(d: Draft) -> None | bool:
    """`v = a[1:]`, a row, a column, a transpose; or a view of a view."""
    names = [name for name, shape in d.scope.arrays.items() if shape and shape[0] > 1]
    if not names:
        return False
    derived = [name for name in names if name[0] == "w"]
    other = d.pick(derived if derived and d.chance(0.6) else names)
    have = d.scope.arrays[other]
    shapes = [have[::-1], have[1:], have[:1]] if len(have) == 2 else [(have[0] - 1,)]
    shape = d.pick([*shapes, (2,)])
    options = views(d, other, shape)
    if not options:
        return False
    name = d.fresh("w")
    d.mark("view of a view" if other.startswith("w") else "view")
    d.emit(f"{name} = {d.pick(options)}")
    d.scope.arrays[name] = shape
    if d.chance(0.3) and shape[0] > 1:
        view(d)
    return None


def reshaped(d: Draft) -> None | bool:
    """A matrix as a vector: a view, or a copy."""
    if not matrices(d):
        return False
    other, name = d.pick(matrices(d)), d.fresh("w")
    rows, columns = d.scope.arrays[other]
    d.mark("reshape")
    forms = ["{}.reshape(-1)", "{}.ravel()", "{}.T.ravel()", "np.reshape({}, (-1,))"]
    d.emit(f"{name} = {d.pick(forms).format(other)}")
    d.scope.arrays[name] = (rows * columns,)
    return None


def copied(d: Draft) -> None | bool:
    """`b = a.copy()`."""
    if not d.scope.arrays:
        return False
    name, other = d.fresh("v"), d.pick(list(d.scope.arrays))
    d.mark("copy")
    d.emit(f"{name} = {d.pick(['{}.copy()', 'np.array({})']).format(other)}")
    d.scope.arrays[name] = d.scope.arrays[other]
    return None


def store_element(d: Draft) -> None | bool:
    """`a[i] = e`, `a[i, j] += e`."""
    names = [name for name, shape in d.scope.arrays.items() if 0 not in shape and shape]
    if not names:
        return False
    name = d.pick(names)
    d.mark("element store")
    where = element(d, name)
    if d.chance(0.5):
        d.emit(f"{where} = {scalar(d)}")
    else:
        d.emit(f"{where} {d.pick(['+=', '-=', '*='])} {tame(d)}")
    return None


def store_slice(d: Draft) -> None | bool:
    """`a[1:] = e`, `a[::2] *= e`."""
    if not vectors(d, 2):
        return False
    name = d.pick(vectors(d, 2))
    count = 1 + d.below(d.scope.arrays[name][0] - 1)
    where = d.pick(views(d, name, (count,)))
    d.mark("slice store")
    value = array(d, (count,)) if d.chance(0.7) else scalar(d)
    if d.chance(0.5):
        d.emit(f"{where} = {value}")
    else:
        d.emit(f"{where} {d.pick(['+=', '-=', '*='])} np.tanh({value})")
    return None


def store_window(d: Draft) -> None | bool:
    """`a[i:] *= e`, `a[i:i + 2] = e` with a bound that varies."""
    if not vectors(d) or not d.scope.ints:
        return False
    name, k = d.pick(vectors(d)), d.pick(list(d.scope.ints))
    d.mark("variable slice")
    window = d.pick([f"{k}:", f":{k}", f"{k}:{k} + 2", f"-{k}:"])
    value = d.pick([tame(d), f"0.4 * np.sum({name}[{window}])", f"{name}[0]"])
    d.emit(f"{name}[{window}] {d.pick(['=', '+=', '*='])} {value}")
    return None


def overlapping(d: Draft) -> None | bool:
    """`a[1:] += a[:-1]` and its like."""
    if not vectors(d, 3):
        return False
    name = d.pick(vectors(d, 3))
    d.mark("overlapping slices")
    one, two = d.pick([("1:", ":-1"), (":-1", "1:"), ("2:", ":-2"), ("::-1", ":")])
    op = d.pick(["=", "+=", "-=", "*="])
    value = d.pick(["{0}[{1}]", "np.sin({0}[{1}])", "{0}[{2}] * np.tanh({0}[{1}])"])
    d.emit(f"{name}[{one}] {op} {value.format(name, two, one)}")
    return None


def store_row(d: Draft) -> None | bool:
    """`m[i] = e`, `m[:, j] += e`."""
    if not matrices(d):
        return False
    name = d.pick(matrices(d))
    rows, columns = d.scope.arrays[name]
    d.mark("row or column store")
    where, count = f"{name}[:, {index(d, columns)}]", rows
    if d.chance(0.5):
        where, count = f"{name}[{index(d, rows)}]", columns
    d.emit(f"{where} {d.pick(['=', '+=', '-='])} {array(d, (count,))}")
    return None


def store_fancy(d: Draft) -> None | bool:
    """`a[[0, 0, 2]] = e`, `+=`, `np.add.at`."""
    if not vectors(d):
        return False
    name, count = d.pick(vectors(d)), 2 + d.below(2)
    d.mark("fancy store")
    where = indices(d, d.scope.arrays[name][0], count)
    if d.chance(0.3):
        where, literal = d.fresh("idx"), where
        d.emit(f"{where} = np.array({literal})")
    value = array(d, (count,), 1)
    forms = ["{0}[{1}] = {2}", "{0}[{1}] += {2}", "np.add.at({0}, {1}, {2})"]
    d.emit(d.pick([*forms, "{0}[{1}] *= np.sin({2})"]).format(name, where, value))
    return None


def store_mask(d: Draft) -> None | bool:
    """`a[a > 0.3] = e`."""
    if not vectors(d):
        return False
    name = d.pick(vectors(d))
    d.mark("boolean mask")
    mask = f"{stored(d, d.scope.arrays[name])} > {d.constant()}"
    if d.chance(0.5):
        where, test = d.fresh("mask"), mask
        d.emit(f"{where} = {test}")
        mask = where
    forms = ["{0}[{1}] = {2}", "{0}[{1}] *= {2}", "{0}[{1}] += np.sin({0}[{1}])"]
    d.emit(d.pick(forms).format(name, mask, tame(d)))
    return None


def whole(d: Draft) -> None | bool:
    """`a += e`, `a[:] = e`, `a.fill(e)`, `out=a`, `np.copyto(a, e)`."""
    names = [name for name, shape in d.scope.arrays.items() if shape]
    if not names:
        return False
    name = d.pick(names)
    value = array(d, d.scope.arrays[name])
    forms = ["{0} += 0.5 * {1}", "{0} *= np.tanh({1})", "{0}[:] = {1}", "{0} -= {1}"]
    forms += ["{0}.fill({2})", "np.copyto({0}, {1})", "{0}[...] = {1}"]
    forms += ["np.multiply({0}, {2}, out={0})", "np.add({1}, {0}, out={0})"]
    form = d.pick(forms)
    d.mark("whole update" if form.startswith("{0}") else "out= and its like")
    d.emit(form.format(name, value, tame(d)))
    return None


STATEMENTS = (
    assign,
    assign,
    scratch,
    alias,
    view,
    view,
    view,
    reshaped,
    copied,
    store_element,
    store_element,
    store_slice,
    store_window,
    store_window,
    overlapping,
    store_row,
    store_row,
    store_fancy,
    store_mask,
    whole,
    whole,
)
