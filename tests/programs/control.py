"""This module writes branches, loops and exits; `statements` fills their bodies."""

from __future__ import annotations

from tests.programs import arrays, scalars
from tests.programs.draft import Draft
from tests.programs.expressions import scalar, tame
from tests.programs.places import condition

DEEPEST = 4


def statements(d: Draft, count: int) -> None:
    """Write some statements, as long as the program's budget lasts."""
    for _ in range(count):
        if d.budget <= 0:
            return
        d.budget -= 1
        _statement(d)


def _statement(d: Draft) -> None:
    for _ in range(20):
        write = d.rng.choices(list(d.weights), list(d.weights.values()))[0]
        if write(d) is not False:
            return


def body(d: Draft) -> None:
    """Write the body of a block."""
    statements(d, 1 + d.below(3))


def choose(d: Draft) -> None | bool:
    """`if`, `elif`, `else` around any statements."""
    if d.place.depth >= DEEPEST:
        return False
    d.mark("if/elif/else")
    with d.block(f"if {condition(d)}:"):
        body(d)
    if d.chance(0.3):
        with d.block(f"elif {condition(d)}:"):
            body(d)
    if d.chance(0.6):
        with d.block("else:"):
            body(d)
    return None


def _header(d: Draft) -> tuple[str, dict[str, int], list[str], bool]:
    """Return the head of a `for`: text, integers, floats, does it freeze."""
    i, u, w, n = d.fresh("i"), d.fresh("u"), d.fresh("w"), 1 + d.below(4)
    sized = {v: d.scope.arrays[v][0] for v in arrays.vectors(d)}
    options = [(f"for {i} in range({n}):", {i: n}, [], False, "for range")] * 4
    options += [
        (f"for {i} in range({n}, 0, -1):", {i: n + 1}, [], False, "for range"),
        (f"for {i} in range(0, {n}, 2):", {i: n}, [], False, "for range"),
        (f"for {u} in ({scalar(d)}, {scalar(d)}):", {}, [u], False, "for tuple"),
        (f"for {i} in np.arange({n}):", {i: n}, [], False, "for array"),
        (f"for {i} in range({n} - {n}):", {i: 9}, [], False, "zero trips"),
    ]
    for k, limit in d.scope.ints.items():
        if limit <= 4:
            bounds = (f"range({k})", limit), (f"range({k} + 1)", limit + 1)
            for text, most in bounds:
                head = f"for {i} in {text}:"
                options.append((head, {i: most}, [], False, "variable range"))
    for v, size in sized.items():
        options += [
            (f"for {u} in {v}:", {}, [u], False, "for array"),
            (f"for {i}, {u} in enumerate({v}):", {i: size}, [u], False, "enumerate"),
            (f"for {i} in range(len({v})):", {i: size}, [], False, "for range"),
            (f"for {u} in reversed({v}):", {}, [u], False, "reversed"),
            (f"for {i} in reversed(range({n})):", {i: n}, [], False, "reversed"),
        ]
    for xs in d.scope.lists:
        options += [
            (f"for {u} in {xs}:", {}, [u], True, "for list"),
            (f"for {u} in reversed({xs}):", {}, [u], True, "reversed"),
            (f"for {u} in {xs}[:0]:", {}, [u], True, "zero trips"),
            (f"for {i}, {u} in enumerate({xs}):", {i: 9}, [u], True, "enumerate"),
            (f"for {u} in {xs}[1:]:", {}, [u], False, "for list"),
            (f"for {u}, {w} in zip({xs}, {xs}[1:]):", {}, [u, w], True, "zip"),
        ]
    if sized:
        v = d.pick(list(sized))
        other = d.pick([*sized, *d.scope.lists])
        options += [(f"for {u}, {w} in zip({v}, {other}):", {}, [u, w], True, "zip")]
        options += [
            (f"for {u}, {w} in zip({other}, {v}[::-1]):", {}, [u, w], True, "zip"),
            (
                f"for {i}, ({u}, {w}) in enumerate(zip({v}, {v}[1:])):",
                {i: sized[v]},
                [u, w],
                True,
                "enumerate",
            ),
        ]
    kinds = sorted({option[-1] for option in options})
    kind = d.pick(kinds)
    chosen = d.pick([option for option in options if option[-1] == kind])
    d.mark(kind)
    return chosen[:-1]


def loop(d: Draft) -> None | bool:
    """A `for` loop, perhaps with exits and `else`."""
    if d.place.depth >= DEEPEST or d.place.loops >= 3:
        return False
    header, ints, floats, freezes = _header(d)
    d.mark("nested loops" if d.place.loops else "loop")
    frozen = freezes or d.place.frozen
    loops = d.place.loops + 1
    with d.block(header, loops=loops, breakable=True, frozen=frozen):
        d.scope.ints |= ints
        d.scope.floats += floats
        body(d)
        if d.chance(0.35):
            leave(d)
            body(d)
        if floats and d.chance(0.2):
            d.mark("loop variable overwritten")
            d.emit(f"{floats[0]} = {floats[0]} * {tame(d)}")
            body(d)
    if d.chance(0.15):
        _loop_else(d)
    constant = f"for {next(iter(ints), '')} in range({next(iter(ints.values()), 0)}):"
    if header == constant and d.chance(0.8):
        d.mark("loop variable read later")
        d.scope.ints |= ints
    return None


def _loop_else(d: Draft) -> None:
    d.mark("loop else")
    with d.block("else:"):
        body(d)


def rows(d: Draft) -> None | bool:
    """A loop over the rows of a matrix, which are views, or of a nested list."""
    if d.place.depth >= DEEPEST or d.place.loops >= 3:
        return False
    matrices, nested = arrays.matrices(d), d.scope.nested
    if not matrices and not nested:
        return False
    row, source = d.fresh("row"), d.pick([*matrices, *nested])
    d.mark("for rows")
    loops = d.place.loops + 1
    with d.block(f"for {row} in {source}:", loops=loops, breakable=True, frozen=True):
        if source in nested:
            d.scope.lists.append(row)
            d.emit(f"{row}[{d.below(2)}] {d.pick(['=', '+='])} {tame(d)}")
        else:
            d.scope.arrays[row] = d.scope.arrays[source][1:]
            d.emit(f"{row}[{d.below(2)}] {d.pick(['=', '*='])} {tame(d)}")
        body(d)
    return None


def trip(d: Draft) -> None | bool:
    """A `while` loop with a count, or a value that shrinks, in its test."""
    if d.place.depth >= DEEPEST or d.place.loops >= 3:
        return False
    k, n, loops = d.fresh("j"), 1 + d.below(4), d.place.loops + 1
    d.mark("while", "nested loops" if d.place.loops else "loop")
    d.emit(f"{k} = {d.pick(['0', '0', '0', str(n)])}")
    test = f"{k} < {n}"
    if d.scope.floats and d.chance(0.5):
        d.mark("while on a value")
        test += f" and {d.pick(d.scope.floats)} < {d.constant()}"
    with d.block(f"while {test}:", loops=loops, breakable=True):
        d.emit(f"{k} += 1")
        d.scope.ints[k] = n + 1
        body(d)
        if d.chance(0.3):
            leave(d)
            body(d)
    if d.chance(0.2):
        _loop_else(d)
    return None


def newton(d: Draft) -> None | bool:
    """A `while` loop that converges."""
    if d.place.depth >= DEEPEST:
        return False
    d.mark("while", "while on a value")
    s, q = d.fresh("s"), d.fresh("q")
    d.emit(f"{q} = 1.3 + 0.5 * {tame(d)}")
    d.emit(f"{s} = {q} + 1.0")
    with d.block(f"while {s} * {s} - {q} > 0.01:"):
        d.emit(f"{s} = 0.5 * ({s} + {q} / {s})")
    scalars.bound(d, s, q)
    return None


def leave(d: Draft) -> None | bool:
    """`break`, `continue` or `return` under a condition."""
    exits = ["break", "break", "continue"] if d.place.breakable else []
    exits += ["return"] if d.place.returns else []
    if not exits:
        return False
    way = d.pick(exits)
    d.mark(way if way != "return" else _kind_of_return(d))
    with d.block(f"if {condition(d)}:"):
        if d.chance(0.4):
            d.emit(f"{scalars.target(d)} = {scalar(d)}")
        d.emit(d.place.returns(d) if way == "return" else way)
    return None


def _kind_of_return(d: Draft) -> str:
    return f"return in {['the body', 'a loop', 'nested loops'][min(d.place.loops, 2)]}"


def _search(d: Draft) -> None | bool:
    """Two loops, one in the other, with a way out of both."""
    if d.place.depth + 2 >= DEEPEST or d.place.loops >= 2 or not d.place.returns:
        return False
    i, j, n = d.fresh("i"), d.fresh("i"), 2 + d.below(2)
    d.mark("return in nested loops", "nested loops", "for range")
    with d.block(f"for {i} in range({n}):", loops=d.place.loops + 1, breakable=True):
        d.scope.ints[i] = n
        body(d)
        with d.block(f"for {j} in range({i} + 1):", loops=d.place.loops + 1):
            d.scope.ints[j] = n
            body(d)
            with d.block(f"if {condition(d)}:"):
                d.emit(d.place.returns(d))
            body(d)
    return None


STATEMENTS = (
    *(choose, choose, loop, loop, loop, loop, loop, loop, loop, rows, rows),
    *(trip, trip, newton, leave, leave, _search),
)
