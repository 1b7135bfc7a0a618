"""This module writes callees that change the parts of storage that they are given.

The storage carries no derivative, as a rule; what stands beside it does.
"""

from __future__ import annotations

from tests.programs.draft import Draft, Scope
from tests.programs.expressions import scalar, tame

# What a callee does with an array `a` of two or more items, a number `u` with a
# derivative, a number `v` and, in some, an array `y` of results.
_READS = (
    "{u} = math.sin({u} * {a}[{i}])",
    "{u} += 0.3 * np.sum({a}) * math.cos({u})",
    "{u} = {u} * 0.5 + {a}[:2].dot({a}[-2:]) * math.tanh({u})",
    "{u} = {u} * {a}[0] if {a}[{i}] > {c} else {u} * 0.7",
    "{u} += [math.sin({u} * {r}) for {r} in {a}][{i}]",
)
_CHANGES = (
    "{a}[{i}] = {v}",
    "{a} *= {c}",
    "{a}[1:] += {v}",
    "{a}[:] = {a}[::-1]",
    "{a}.fill({v})",
    "{a}[{i}], {a}[-1] = {v}, {a}[0]",
    "np.add({a}, {c}, out={a})",
    "{a} = {a} * {c}",
)
_OUTPUTS = (
    "{y}[{i}] = 0.5 * {y}[1] * {a}[0] + {u}",
    "{y}[{i}] += {u} * {a}[{i}]",
    "{y} *= {a}[{i}]",
)
# Storage, and the parts of it that are passed.
_ARRAYS = (
    "{k}",
    "{k}[1:]",
    "{k}[::-1]",
    "{k}.reshape(-1)",
    "np.asarray({k})",
    "{m}[{i}]",
    "{m}.T[{i}]",
    "{m}[{i}, 1:]",
    "{m}[:, {i}]",
    "{m}.ravel()[2:]",
    "[{k}, {m}[2]][{i}]",
    "({k} if {s} > {c} else {m}[0])",
)


def _line(d: Draft, form: str, **holes: str) -> str:
    while "{c}" in form:
        form = form.replace("{c}", d.constant(), 1)
    return form.format(i=str(d.below(2)), r=d.fresh("r"), **holes)


def _body(d: Draft, names: list[str], u: str, v: str, y: str | None) -> None:
    """Write reads and changes of the arrays `names` in turns, and a result."""
    for _ in range(2 + d.below(4)):
        forms = [_READS, _CHANGES, *([_OUTPUTS] if y else [])]
        d.emit(_line(d, d.pick(d.pick(forms)), a=d.pick(names), u=u, v=v, y=y or ""))
    d.emit(f"return {u} * 0.6 + {tame(d)}")


def _part(d: Draft, k: str, m: str, s: str) -> str:
    return _line(d, d.pick(_ARRAYS), k=k, m=m, s=s)


def parts(d: Draft) -> None:
    """Calls with parts of storage that the callee, or the caller, changes."""
    d.mark("callee changes parts", "element store")
    form = d.pick(["one", "one", "two", "rest", "recursive"])
    k, m, s, y = d.fresh("k"), d.fresh("m"), d.fresh("s"), d.fresh("y")
    name, a, b, u, v = (d.fresh(stem) for stem in ("into", "a", "b", "u", "v"))
    out = d.fresh("out") if d.chance(0.4) else None

    def write() -> None:
        if form == "recursive":
            passed = ", ".join([f"{a}[1:]", u, v, *([out] if out else [])])
            d.emit(f"if len({a}) > 2: {u} += 0.5 * {name}({passed})")
        names = {"two": [a, b], "rest": [f"{a}[0]", f"{a}[1]"]}.get(form, [a])
        _body(d, names, u, v, out)

    own = {"two": [a, b, u, v], "rest": [u, v]}.get(form, [a, u, v])
    own += ([out] if out else []) + ([f"*{a}"] if form == "rest" else [])
    d.helper(f"def {name}({', '.join(own)}):", write, Scope(floats=[u]))
    c = [d.constant() for _ in range(12)]
    d.emit(f"{k} = np.array([{', '.join(c[:3])}])")
    d.emit(f"{k}[{d.below(3)}] = {d.constant()}")
    d.emit(f"{m} = np.array([{', '.join(c[3:])}]).reshape(3, 3)")
    d.emit(f"{s} = {scalar(d)}")
    d.emit(f"{y} = np.array([{s}, {tame(d)}])")
    for _ in range(2 + d.below(2)):
        _call(d, form, name, (k, m, s, y), bool(out))
        if d.chance(0.4):
            d.emit(_line(d, d.pick(_CHANGES[:6]), a=d.pick([k, f"{m}[1]"]), v=c[0]))
    d.emit(f"{s} = {s} + np.sum({y})")
    d.scope.floats.append(s)


def _call(d: Draft, form: str, name: str, held: tuple[str, ...], out: bool) -> None:
    """Write one call, perhaps in a loop or an expression."""
    k, m, s, y = held
    first, second = _part(d, k, m, s), _part(d, k, m, s)
    value = d.constant() if d.chance(0.9) else s
    given = {"two": [first, second, s, value], "rest": [s, value]}
    own = given.get(form, [first, s, value]) + ([y] if out else [])
    own += [first, second] if form == "rest" else []
    call = f"{name}({', '.join(own)})"
    forms = [f"{s} = {call}", f"{s} += math.sin({call})", f"{s} = {call} * {tame(d)}"]
    statement = d.pick(forms)
    if d.chance(0.3) and d.place.loops < 2:
        statement = f"for _ in range({d.below(3)}): {statement}"
    d.emit(statement)
