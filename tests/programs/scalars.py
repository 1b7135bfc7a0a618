"""This module writes statements about numbers, tuples and printing.

A statement is a function of the draft; it returns False where it does not fit.
"""

from __future__ import annotations

from tests.programs.draft import Draft
from tests.programs.expressions import array, scalar, tame
from tests.programs.places import condition


def target(d: Draft, stem: str = "s") -> str:
    """Return a name for a float: an old one to overwrite, or a fresh one."""
    if d.scope.floats and d.chance(0.6):
        d.mark("overwrite")
        return d.pick(d.scope.floats)
    return d.fresh(stem)


def bound(d: Draft, *names: str) -> None:
    """Note that these names now hold floats."""
    for name in names:
        d.scope.forget(name)
        d.scope.floats.append(name)


def assign(d: Draft) -> None:
    """`x = e`, perhaps annotated."""
    name, value = target(d), scalar(d, 3)
    if d.chance(0.15):
        d.mark("annotated assignment")
        d.emit(f"{name}: float = {value}")
    else:
        d.emit(f"{name} = {value}")
    bound(d, name)


def augmented(d: Draft) -> None | bool:
    """`x += e` and its like."""
    if not d.scope.floats:
        return False
    d.mark("augmented assignment")
    name = d.pick(d.scope.floats)
    op = d.pick(["+=", "-=", "+=", "*=", "/="])
    value = f"(1.5 + ({scalar(d, 1)}) ** 2)" if op == "/=" else tame(d)
    d.emit(f"{name} {op} {value}")
    return None


def chained(d: Draft) -> None:
    """`x = y = e`."""
    d.mark("chained assignment")
    names = [target(d), d.fresh("s")]
    d.emit(f"{names[0]} = {names[1]} = {scalar(d)}")
    bound(d, *names)


def unpack(d: Draft) -> None:
    """`x, y = y, x` and other displays on both sides."""
    if len(d.scope.floats) > 1 and d.chance(0.5):
        d.mark("swap")
        one, two = d.pick(d.scope.floats), d.pick(d.scope.floats)
        d.emit(f"{one}, {two} = {two}, {scalar(d, 1)} + 0.5 * {one}")
        return
    names = [target(d), d.fresh("s"), d.fresh("s")]
    if d.chance(0.45):
        d.mark("nested tuple")
        one, two, three = (scalar(d) for _ in names)
        d.emit(f"({names[0]}, {names[1]}), {names[2]} = ({one}, {two}), {three}")
    else:
        d.mark("tuple")
        d.emit(f"{', '.join(names)} = {', '.join(scalar(d) for _ in names)}")
    bound(d, *names)


def starred(d: Draft) -> None:
    """`x, *rest = xs`."""
    d.mark("starred")
    first, rest = d.fresh("s"), d.fresh("rest")
    source = f"{scalar(d)}, {scalar(d, 1)}, {scalar(d, 1)}"
    if d.scope.lists and d.chance(0.4):
        source = f"[{source}] + {d.pick(d.scope.lists)}"
    order = f"{first}, *{rest}" if d.chance(0.6) else f"*{rest}, {first}"
    d.emit(f"{order} = {source}")
    bound(d, first)
    d.scope.lists.append(rest)


def pair(d: Draft) -> None:
    """A tuple that stays one."""
    d.mark("tuple")
    if d.scope.tuples and d.chance(0.4):
        name = d.pick(d.scope.tuples)
        d.emit(f"{name} = {name}[1], {scalar(d)}")
        return
    name = d.fresh("pair")
    d.emit(f"{name} = ({scalar(d)}, {scalar(d, 1)})")
    d.scope.tuples.append(name)


def walrus(d: Draft) -> None:
    """`x = (w := e) * w`."""
    d.mark("walrus")
    name, inner = target(d), d.fresh("w")
    if d.chance(0.3):
        with d.block(f"if ({inner} := {scalar(d)}) > {d.constant()}:"):
            bound(d, inner)
            d.emit(f"{inner} = {inner} * {tame(d)}")
        bound(d, inner)
        return
    d.emit(f"{name} = ({inner} := {scalar(d)}) * 0.5 + {inner} * {tame(d)}")
    bound(d, name, inner)


def integer(d: Draft) -> None:
    """Integers on the side that control what follows."""
    counters = [name for name in d.scope.ints if name.startswith("k")]
    if counters and d.chance(0.6):
        name = d.pick(counters)
        d.emit(f"{name} = ({name} + {1 + d.below(2)}) % {d.scope.ints[name]}")
        return
    name, limit = d.fresh("k"), 2 + d.below(3)
    d.mark("integer state")
    d.emit(f"{name} = {d.below(limit)}")
    d.scope.ints[name] = limit


def say(d: Draft) -> None:
    """Print on the side."""
    d.mark("print")
    values = [*d.scope.ints, *d.scope.floats] or ["0"]
    form = d.pick(
        ["print({0!r}, {0})", "print(f'{{{0}:.3f}}')", "print('at', {0}, end=';')"]
    )
    d.emit(form.format(d.pick(values)))


def branch(d: Draft) -> None:
    """`if`, `elif`, `else` around an assignment of one name in each."""
    d.mark("if/elif/else")
    name = target(d)
    header = f"if {condition(d)}:"
    for header in [header, f"elif {condition(d)}:" if d.chance(0.4) else "", "else:"]:
        if header:
            with d.block(header):
                d.emit(f"{name} = {scalar(d)}")
    bound(d, name)


def other_kind(d: Draft) -> None | bool:
    """A name that held a float holds an array."""
    if d.place.depth or not d.scope.floats:
        return False
    name = d.pick(d.scope.floats)
    d.mark("rebound to another kind")
    d.emit(f"{name} = np.sin({array(d, (3,), 1)}) * {name}")
    d.scope.forget(name)
    d.scope.arrays[name] = (3,)
    return None


STATEMENTS = (
    assign,
    assign,
    augmented,
    augmented,
    chained,
    unpack,
    unpack,
    starred,
    pair,
    walrus,
    integer,
    say,
    branch,
    other_kind,
)
