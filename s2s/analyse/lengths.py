"""This module calculates with lengths and ints that are known by symbols only.

The symbol of an int is a number, an atom, or the linear form
`("linear", constant, ((atom, factor), ...))`. Atoms are letters (the lengths of
arguments), `("int", name, level)` (the value of an int variable), `("index", name,
level, low, high)` (that of a loop in its present trip, with its bounds), and operations
on lengths. The symbol of a length is a linear form `s` that stands for `max(s, 0)`: an
array made by `np.zeros(n)` proves `n >= 0`, and `u[1:-1]` has `max(len(u) - 2, 0)`
elements, which is `n - 2` for every `n`. None is a number of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

ABSENT = ("absent",)


def add(a: Any, b: Any) -> Any:
    """Add two ints.

    >>> add("n", -2)
    ('linear', -2, (('n', 1),))
    """
    if a is None or b is None:
        return None
    constant, terms = _parts(a)
    more, others = _parts(b)
    for atom, factor in others.items():
        terms[atom] = terms.get(atom, 0) + factor
    return _linear(constant + more, terms)


def scale(a: Any, factor: int) -> Any:
    """Multiply an int by a number."""
    if a is None:
        return None
    constant, terms = _parts(a)
    return _linear(constant * factor, {t: factor * k for t, k in terms.items()})


def multiply(a: Any, b: Any) -> Any:
    """Multiply two ints, of which one must be a number for the result to be known."""
    if isinstance(b, int):
        return scale(a, b)
    return scale(b, a) if isinstance(a, int) else None


def subtract(a: Any, b: Any) -> Any:
    """Subtract two ints."""
    return add(a, scale(b, -1))


def length_of_value(value: Any) -> Any:
    """Give the length of an array that is made with an int as its length.

    >>> length_of_value(("linear", -1, ((("length", "m"), 1),)))
    ('linear', -1, (('m', 1),))
    """
    if value is None:
        return None
    constant, terms = _parts(value)
    if not terms:
        return max(constant, 0)
    match list(terms.items()):
        case [[("length", inner), 1]] if constant <= 0:
            return add(inner, constant)
    return value


def value_of_length(length: Any) -> Any:
    """Give the int that `len` gives of a length: never below zero."""
    if length is None or is_natural(length):
        return length
    return ("length", length)


def is_natural(symbol: Any) -> bool:
    """Say whether an int is known to be zero or more."""
    constant, terms = _parts(symbol)
    signs = all(factor > 0 and _is_natural_atom(t) for t, factor in terms.items())
    return constant >= 0 and signs


def shorten(length: Any, count: int) -> Any:
    """Give the length without `count` elements: max(length - count, 0).

    >>> shorten(shorten("n", 1), 1) == shorten("n", 2), shorten(3, 5)
    (True, 0)
    """
    if isinstance(length, int):
        return max(length - count, 0)
    return add(length, -count)


def lengthen(length: Any, count: Any) -> Any:
    """Give the sum of two lengths, where both are known not to be cut off at zero."""
    if (
        length is None
        or count is None
        or not (is_natural(length) and is_natural(count))
    ):
        return None
    return add(length, count)


def product(lengths: Iterable[Any]) -> Any:
    """Give the number of elements of a shape.

    >>> product((3, "n")), product(("n", 1)), product(("n", "m"))
    (('linear', 0, (('n', 3),)), 'n', None)
    """
    result = 1
    for length in lengths:
        result = multiply(result, value_of_length(length))
    return result


def broadcast(a: Any, b: Any) -> Any:
    """Give the length that two lengths broadcast to, if they do.

    >>> broadcast("n", 1), broadcast("n", "n"), broadcast("n", "m"), broadcast(3, "n")
    ('n', 'n', None, 3)
    """
    if a == b or b == 1:
        return a
    if a == 1 or isinstance(b, int):
        return b
    return a if isinstance(a, int) else None


def slice_length(length: Any, start: Any, stop: Any, step: Any) -> Any:
    """Give the length of a slice, whose bounds are symbols, None or `ABSENT`.

    >>> slice_length("n", 1, ABSENT, ABSENT) == slice_length("n", ABSENT, -1, ABSENT)
    True
    >>> slice_length("n", ABSENT, ABSENT, -1), slice_length(10, 1, 8, 3)
    ('n', 3)
    """
    step = 1 if step == ABSENT else step
    if None in (length, start, stop) or not isinstance(step, int) or step == 0:
        return None
    if isinstance(length, int) and is_plain(start) and is_plain(stop):
        bounds = (None if b == ABSENT else b for b in (start, stop))
        return len(range(*slice(*bounds, step).indices(length)))
    if step < 0:
        whole = start == ABSENT and stop == ABSENT
        return _every(length, -step) if whole else None
    found = _between(length, start, stop)
    if found is None:
        found = _between_symbols(length, 0 if start == ABSENT else start, stop)
    return _every(found, step)


def is_plain(bound: Any) -> bool:
    """Say whether the bound of a slice is left out or a number."""
    return bound == ABSENT or isinstance(bound, int)


def _between(length: Any, start: Any, stop: Any) -> Any:
    """Give the length of `[start:stop]`, with the bounds cut off as Python does."""
    start = 0 if start == ABSENT else start
    stop = _stop(length, stop)
    if not isinstance(start, int) or not isinstance(stop, int | tuple):
        return None
    if start >= 0:
        return _from_start(length, start, stop)
    if stop == ABSENT or stop < 0:
        cut = 0 if stop == ABSENT else -stop
        return _least(shorten(length, cut), max(-start - cut, 0))
    return None


def _between_symbols(length: Any, start: Any, stop: Any) -> Any:
    """Give the length of `[start:stop]`: equal bounds mean equal lengths.

    >>> k = ("index", "k", 1, 0, ("linear", -1, (("n", 1),)))
    >>> _between_symbols("n", k, ABSENT) == subtract("n", k)
    True
    >>> _between_symbols("n", 1, add(k, 1)) == _between_symbols("n", 0, k) == k
    True
    >>> _between_symbols("n", 0, ("int", "k", 1))
    ('span', 'n', 0, ('int', 'k', 1))
    """
    known = None
    if _is_at_least(start, 0):
        if stop == ABSENT or _stop(length, stop) == ABSENT:
            known = subtract(length, start)
        elif _is_at_least(scale(stop, -1), 1):  # counts from the end
            known = subtract(add(length, stop), start)
        elif _is_at_least(stop, 0) and _is_at_least(length, 0, stop):
            known = subtract(stop, start)
    return ("span", length, start, stop) if known is None else known


def _is_at_least(symbol: Any, bound: int, less: Any = 0) -> bool:
    """Say whether `symbol - less` is known to be no smaller than a number."""
    (constant, terms), (others, more) = _parts(symbol), _parts(less)
    constant -= others
    for atom, factor in more.items():
        terms[atom] = terms.get(atom, 0) - factor
    while indices := [t for t in terms if t[0] == "index"]:
        factor = terms.pop(indices[0])
        limit = indices[0][3 if factor > 0 else 4] if factor else 0
        if limit is None:
            return False
        offset, parts = _parts(limit)
        constant += factor * offset
        for atom, times in parts.items():
            terms[atom] = terms.get(atom, 0) + factor * times
    left = {atom: factor for atom, factor in terms.items() if factor}
    signs = all(factor > 0 and _is_natural_atom(t) for t, factor in left.items())
    return constant >= bound and signs


def _from_start(length: Any, start: int, stop: Any) -> Any:
    if stop == ABSENT:
        return shorten(length, start)
    if stop < 0:
        return shorten(length, start - stop)
    return _least(shorten(length, start), max(stop - start, 0))


def _stop(length: Any, stop: Any) -> Any:
    """Write `u[:n]` as `u[:]`, and `u[:n - 1]` as `u[:-1]`.

    Not beyond `n - 2`: where `n - 3` is negative it counts from the end, so that for
    `n = 2` `u[:n - 3]` has an element, `u[:-3]` none.
    """
    if stop is None or is_plain(stop):
        return stop
    (constant, terms), (offset, others) = _parts(stop), _parts(value_of_length(length))
    beyond = constant - offset
    if terms != others or beyond < -2:
        return None
    return ABSENT if beyond >= 0 else beyond


def _least(length: Any, count: int) -> Any:
    """Give min(length, count)."""
    if isinstance(length, int):
        return min(length, count)
    return ("min", length, count) if count else 0


def _every(length: Any, step: int) -> Any:
    """Give the number of elements when each `step`-th is taken: ceil(length / step)."""
    if length is None or step == 1:
        return length
    return -(-length // step) if isinstance(length, int) else ("ceil", length, step)


def _parts(symbol: Any) -> tuple[int, dict]:
    match symbol:
        case int():
            return symbol, {}
        case ("linear", constant, terms):
            return constant, dict(terms)
    return 0, {symbol: 1}


def _linear(constant: int, terms: dict) -> Any:
    """Make the canonical form; where atoms cancel the type of the int is not known."""
    kept = sorted(((t, k) for t, k in terms.items() if k), key=repr)
    if not kept:
        return None if terms else constant
    if constant == 0 and len(kept) == 1 and kept[0][1] == 1:
        return kept[0][0]
    return ("linear", constant, tuple(kept))


def _is_natural_atom(atom: Any) -> bool:
    """Say whether an atom is a length; only int variables may be negative."""
    return not (isinstance(atom, tuple) and atom[0] in {"int", "index"})


def level(symbol: Any) -> int:
    """Give the depth of calls whose int variables a symbol mentions; 0 for none."""
    match symbol:
        case ("int", _, depth) | ("index", _, depth, _, _):
            return depth
        case tuple():
            return max(map(level, symbol), default=0)
    return 0


def indices(symbol: Any) -> frozenset[str]:
    """Give the indices of loops that a symbol mentions: it holds for one trip of each.

    >>> sorted(indices(add("n", ("index", "k", 1, 0, ("index", "i", 1, 0, "n")))))
    ['i', 'k']
    """
    if not isinstance(symbol, tuple):
        return frozenset()
    own = {symbol[1]} if symbol[:1] == ("index",) else ()
    return frozenset(own).union(*map(indices, symbol))
