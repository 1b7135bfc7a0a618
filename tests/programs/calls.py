"""This module writes callees, nested functions and lambdas, and calls of them."""

from __future__ import annotations

from collections.abc import Callable

from tests.programs.around import around
from tests.programs.control import statements
from tests.programs.draft import Draft, Scope
from tests.programs.expressions import scalar, stored, tame
from tests.programs.places import condition
from tests.programs.templates import CALLS, TEMPLATES

LIST_KINDS = ("callee grows a list", "returns its list")
BOUND = {"t": "floats", "t2": "floats", "t3": "floats", "v": (4,), "v2": (2,)}


def returns_scalar(d: Draft) -> str:
    """Return a `return` statement for a float."""
    return f"return {scalar(d)}"


def scalar_callee(d: Draft) -> str:
    """Write a function of floats with any body; return the form of a call."""
    name, x, y, n = (d.fresh(stem) for stem in ("g", "x", "y", "n"))
    default = d.constant()

    def write() -> None:
        d.place.returns = returns_scalar
        d.budget = 4
        if d.chance(0.6):
            d.mark("callee with early return")
            with d.block(f"if {x} > {d.constant()}:"):
                d.emit(returns_scalar(d))
        statements(d, 3)
        d.emit(f"return {tame(d)} + 0.3 * {x}")

    scope = Scope(floats=[x, y], ints={n: 4})
    d.helper(f"def {name}({x}, {y}={default}, {n}=2):", write, scope)
    d.callees.setdefault("scalar", []).extend([f"{name}({{}})", f"{name}({{}}, 0.4)"])
    d.callees.setdefault("function", []).append(name)
    return name


def writer_callee(d: Draft) -> str:
    """Write a function that changes its array of four elements."""
    name, a, x = (d.fresh(stem) for stem in ("store", "a", "x"))

    def write() -> None:
        d.place.returns = returns_scalar
        d.budget = 4
        store = [f"{a}[{d.below(4)}] = {tame(d)}", f"{a} *= {tame(d)}"]
        store += [f"{a}[1:] += np.sin({a}[:-1])", f"{a}[:] = {a} * {x}"]
        d.emit(d.pick(store))
        statements(d, 3)
        d.emit(f"return {tame(d)}")

    d.helper(f"def {name}({a}, {x}):", write, Scope(floats=[x], arrays={a: (4,)}))
    d.callees.setdefault("writer", []).append(name)
    return name


def _templated(kind: str) -> Callable[[Draft], None | bool]:
    """Return the statement that calls a callee of this kind."""

    def call(d: Draft) -> None | bool:
        call_form = CALLS[kind]
        if "{a}" in call_form and (4,) not in d.scope.arrays.values():
            return False
        if "{xs}" in call_form and not d.scope.lists:
            return False
        if kind in LIST_KINDS and d.place.frozen:
            return False
        d.mark(kind)
        _write_call(d, call_form, _callee(d, kind))
        return None

    return call


def _callee(d: Draft, kind: str) -> str:
    known = d.callees.setdefault(kind, [])
    if not known or d.chance(0.2):
        name = d.fresh("f")
        text = TEMPLATES[kind].replace("{e}", "math.sin(x)")
        while "{c}" in text:
            text = text.replace("{c}", d.constant(), 1)
        d.helpers += [*text.format(f=name).strip().split("\n"), "", ""]
        known.append(name)
    return d.pick(known)


def _write_call(d: Draft, form: str, name: str) -> None:
    fours = [a for a, shape in d.scope.arrays.items() if shape == (4,)] or ["-"]
    a, b = d.pick(fours), stored(d, (4,))
    holes = {"f": name, "x": scalar(d), "w": tame(d), "n": str(d.below(4))}
    holes |= {"a": a, "b": b, "m": d.pick(["", ", 3", ", n=1"])}
    holes |= {"o": d.pick(["", f", {b}", f", out={a}", ", None"])}
    holes |= {"xs": d.pick(d.scope.lists or ["-"])}
    if "{g}" in form:
        holes["g"] = _function(d)
    if "{ga}" in form:
        holes["ga"] = d.pick(["np.sum", f"lambda u: np.sum(u * {scalar(d, 1)})"])
    for hole, kind in BOUND.items():
        if f"{{{hole}}}" in form:
            holes[hole] = d.fresh(hole[0])
            if kind == "floats":
                d.scope.floats.append(holes[hole])
            else:
                d.scope.arrays[holes[hole]] = kind
    if "{ys}" in form:
        holes["ys"] = d.fresh("xs")
        d.scope.lists.append(holes["ys"])
    d.emit(form.format(**holes))


def _function(d: Draft) -> str:
    options = [
        *d.scope.functions,
        *d.callees.get("function", []),
        "math.sin",
        "np.tanh",
    ]
    if d.chance(0.4):
        d.mark("lambda")
        u = d.fresh("u")
        return f"lambda {u}: math.sin({u} * {scalar(d, 1)})"
    return d.pick(options)


def call_scalar(d: Draft) -> None:
    """A call of a function of floats: positional, keyword and default arguments."""
    known = d.callees.get("function", [])
    name = d.pick(known) if known and d.chance(0.7) else scalar_callee(d)
    first, last = _parameters(d, name)
    d.mark("call")
    t = d.fresh("t")
    forms = ["{0}({1})", "{0}({1}, {2})", "{0}({1}, {2}, {3})"]
    if d.chance(0.4):
        d.mark("keyword argument")
        forms = ["{0}({1}, {5}={3})", "{0}({1}, {4}={2}, {5}=1)", "{0}({1}, {4}={2})"]
    call = d.pick(forms).format(name, scalar(d), scalar(d, 1), d.below(4), first, last)
    d.emit(f"{t} = {call}")
    d.scope.floats.append(t)


def _parameters(d: Draft, name: str) -> tuple[str, str]:
    header = next(line for line in d.helpers if line.startswith(f"def {name}("))
    parameters = header[header.index("(") + 1 : -2].split(", ")
    return parameters[1].split("=")[0], parameters[2].split("=")[0]


def call_writer(d: Draft) -> None | bool:
    """A call that changes an array, a view, or one array under two names."""
    fours = [a for a, shape in d.scope.arrays.items() if shape == (4,)]
    if not fours:
        return False
    known = d.callees.get("writer", [])
    name = d.pick(known) if known and d.chance(0.7) else writer_callee(d)
    d.mark("callee writes")
    target = d.pick([d.pick(fours), f"{d.pick(fours)}[::-1]"])
    if d.chance(0.3):
        d.emit(f"{name}({target}, {tame(d)})")
        return None
    t = d.fresh("t")
    d.emit(f"{t} = {name}({target}, {scalar(d)})")
    d.scope.floats.append(t)
    return None


def nested_def(d: Draft) -> None | bool:
    """A nested function that reads, late, what it captures, and may write to it."""
    if d.place.depth > 1:
        return False
    if d.chance(0.4):
        return around(d)
    name, u, r = d.fresh("inner"), d.fresh("u"), d.fresh("r")
    d.mark("nested def")
    stores = [a for a, shape in d.scope.arrays.items() if shape and 0 not in shape]
    with d.block(f"def {name}({u}):", returns=returns_scalar, loops=0, breakable=False):
        d.scope.floats.append(u)
        d.emit(f"{r} = {scalar(d)}")
        d.scope.floats.append(r)
        if stores and d.chance(0.8):
            d.mark("nested def writes")
            d.emit(f"{d.pick(stores)}[0] = 0.5 * {u}")
        if d.chance(0.4):
            with d.block(f"if {condition(d)}:"):
                d.emit(returns_scalar(d))
        d.emit(f"return {r} + 0.5 * {u}")
    d.scope.functions.append(name)
    t = d.fresh("t")
    d.emit(f"{t} = {name}({scalar(d, 1)})")
    d.scope.floats.append(t)
    return None


def local_lambda(d: Draft) -> None:
    """`fn = lambda u: e`."""
    d.mark("lambda")
    name, u, t = d.fresh("fn"), d.fresh("u"), d.fresh("t")
    d.emit(f"{name} = lambda {u}: math.sin({u}) * {scalar(d)}")
    d.emit(f"{t} = {name}({scalar(d, 1)})")
    d.scope.functions.append(name)
    d.scope.floats.append(t)


STATEMENTS = (
    call_scalar,
    call_scalar,
    call_writer,
    call_writer,
    nested_def,
    local_lambda,
    *(_templated(kind) for kind in TEMPLATES),
)
