"""This module knows what indexing an array gives, by NumPy's rules.

>>> u = Array("float64", ("n", "m"))
>>> show(index(u, [INT])), show(index(u, [Span(1, lengths.ABSENT), INT]))
('float64[m]', 'float64[n - 1]')
>>> show(index(u, [Array("bool", ("n", "m"))])), show(index(u, [NONE, INT, INT]))
('float64[?]', 'float64[1]')
"""

from __future__ import annotations

from functools import reduce
from typing import Any, NamedTuple

from s2s.analyse import lengths
from s2s.analyse.numeric_kinds import (
    as_array,
    broadcast_shapes,
    scalar,
    scalar_or_array,
)
from s2s.kinds import (
    INT,
    NONE,
    NUMBER,
    UNKNOWN,
    Array,
    Float,
    Inert,
    Kind,
    List,
    Number,
    Tuple,
    show,
)

__all__ = ["INT", "NONE", "Span", "index", "show"]


class Span(NamedTuple):
    """A slice in an index; its parts are symbols of ints, None, or `lengths.ABSENT`."""

    start: Any = lengths.ABSENT
    stop: Any = lengths.ABSENT
    step: Any = lengths.ABSENT


ANY_SPAN = Span(None, None, None)


class Part(NamedTuple):
    """One entry of an index: what it is, the dimensions it takes, those it gives."""

    role: str  # "int", "span", "new", "rest" or "array"
    takes: int
    gives: Any


def index(array: Array | Number, entries: list[Span | Kind]) -> Kind:
    """Give the kind of `array[entries]`."""
    parts = [_part(entry) for entry in _opened(entries)]
    if isinstance(array, Number):
        return NUMBER
    if None in parts:
        return scalar_or_array((array.dtype,))
    if array.shape is None:
        keeps = any(part.role not in {"int", "array"} for part in parts)
        return Array(array.dtype) if keeps else scalar_or_array((array.dtype,))
    spread = _spread(parts, len(array.shape))
    if spread is None:
        return UNKNOWN
    shape = _shape(array.shape, spread)
    rest = any(part.role == "rest" for part in parts)
    return (
        scalar((array.dtype,))
        if shape == () and not rest
        else Array(array.dtype, shape)
    )


def _opened(entries: list[Span | Kind]) -> list[Span | Kind]:
    """An index that is a tuple stands for its items."""
    match entries:
        case [Tuple(items)]:
            return list(items)
    return entries


def _part(entry: Span | Kind) -> Part | None:
    match entry:
        case Span():
            return Part("span", 1, entry)
        case Inert("int") | Float():
            return Part("int", 1, ())
        case Inert("None"):
            return Part("new", 0, 1)
        case Inert("ellipsis"):
            return Part("rest", 0, None)
        case Inert("slice"):
            return Part("span", 1, ANY_SPAN)
        case Array() | List() | Tuple():
            return _array_part(entry)
    return None


def _array_part(entry: Array | List | Tuple) -> Part | None:
    """See an index array: a mask takes as many dimensions as it has."""
    array = as_array(entry)
    if array is None or array.shape is None:
        return None
    if isinstance(entry, List) and array.dtypes == ("int64", "float64"):
        return Part("array", 1, array.shape)  # an empty list is an index, too
    if len(array.dtypes) > 1:
        return None
    if array.dtypes == ("bool",):
        return Part("array", len(array.shape), (None,)) if array.shape else None
    if not array.dtypes[0].lstrip("u").startswith("int"):
        return None
    return Part("array", 1, array.shape) if array.shape else Part("int", 1, ())


def _spread(parts: list[Part], rank: int) -> list[Part] | None:
    """Write the ellipsis, and what is left out at the end, as full slices."""
    missing = rank - sum(part.takes for part in parts)
    places = [i for i, part in enumerate(parts) if part.role == "rest"]
    if missing < 0 or len(places) > 1:
        return None
    full = [Part("span", 1, Span())] * missing
    at = places[0] if places else len(parts)
    # The ellipsis separates the index arrays around it even where it is nothing.
    return [*parts[:at], *parts[at : at + 1], *full, *parts[at + 1 :]]


def _shape(shape: tuple, parts: list[Part]) -> tuple:
    """Give the dimensions; those of index arrays stand where these do, or first."""
    fancy = {"array", "int"} if any(p.role == "array" for p in parts) else set()
    places = [place for place, part in enumerate(parts) if part.role in fancy]
    kept = [
        _kept(part, dims)
        for part, dims in zip(parts, _taken(shape, parts), strict=True)
    ]
    if not places:
        return sum(kept, ())
    indexed = reduce(broadcast_shapes, (parts[place].gives for place in places))
    first = places[0] if places[-1] - places[0] == len(places) - 1 else 0
    rest = [() if place in places else dims for place, dims in enumerate(kept)]
    return (*sum(rest[:first], ()), *indexed, *sum(rest[first:], ()))


def _taken(shape: tuple, parts: list[Part]) -> list[tuple]:
    """Give the dimensions that each entry takes."""
    taken, axis = [], 0
    for part in parts:
        taken.append(shape[axis : axis + part.takes])
        axis += part.takes
    return taken


def _kept(part: Part, dimensions: tuple) -> tuple:
    """Give the dimensions that an entry keeps or adds."""
    if part.role == "span":
        return (lengths.slice_length(dimensions[0], *part.gives),)
    return (1,) if part.role == "new" else ()
