"""This module keeps the table of what NumPy functions give, and reads their arguments.

An entry takes the kinds of the arguments, by the names that NumPy gives them, None for
what the call leaves out; it gives a kind, `Unknown()` for what it does not know.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from s2s.analyse import lengths
from s2s.kinds import UNKNOWN, Array, Inert, Kind, List, Tuple

TABLE: dict[Any, tuple[Callable, inspect.Signature]] = {}
UNSURE = object()


def gives(*functions: Any) -> Callable:
    """Register an entry for these functions (names of NumPy's, or objects)."""

    def register(entry: Callable) -> Callable:
        found = (named(f) if isinstance(f, str) else [f] for f in functions)
        pair = (entry, inspect.signature(entry))
        TABLE.update({function: pair for some in found for function in some})
        return entry

    return register


def named(names: str) -> Iterable[Any]:
    """Give the functions of these dotted names, as far as this NumPy has them."""
    for name in names.split():
        found: Any = np
        for part in name.split("."):
            found = getattr(found, part, None)
        if found is not None:
            yield found


def apply(function: Any, kinds: list[Kind], keywords: dict[str, Kind]) -> Kind | None:
    """Run the entry of a function; None if it has none."""
    entry, signature = TABLE.get(function, (None, None))
    if entry is None:
        return None
    try:
        bound = signature.bind(*kinds, **keywords)
    except TypeError:  # it cannot be called like this, as far as the entry knows
        return UNKNOWN
    return entry(*bound.args, **bound.kwargs)


def is_absent(kind: Kind | None) -> bool:
    """Say whether an argument is left out or None."""
    return kind is None or (isinstance(kind, Inert) and kind.type == "None")


def number(kind: Kind | None) -> int | None:
    """Give the value of an int that is written in the program."""
    known = isinstance(kind, Inert) and kind.type == "int"
    return kind.symbol if known and isinstance(kind.symbol, int) else None


def flag(kind: Kind | None, default: bool = False) -> bool | None:
    """Give the value of a bool that is written in the program; None: not known."""
    if kind is None:
        return default
    return kind.symbol if isinstance(kind, Inert) and kind.type == "bool" else None


def axes(kind: Kind | None, rank: int) -> Any:
    """Give the axes, counted from the front: all where absent; or UNSURE."""
    if is_absent(kind):
        return tuple(range(rank))
    given = kind.items if isinstance(kind, Tuple) else (kind,)
    places = [number(item) for item in given]
    if any(place is None or not -rank <= place < rank for place in places):
        return UNSURE
    return tuple(place % rank for place in places)


def axis(kind: Kind | None, rank: int, default: int) -> int | None:
    """Give one axis, counted from the front; None: not known, or out of range."""
    place = default if kind is None else number(kind)
    return place % rank if place is not None and -rank <= place < rank else None


def dtypes(kind: Kind | None, default: tuple[str, ...]) -> tuple[str, ...]:
    """Give the candidates of the dtype that an argument `dtype` asks for."""
    if is_absent(kind):
        return default
    symbol = kind.symbol if isinstance(kind, Inert) and kind.type != "int" else None
    try:
        return (np.dtype(symbol).name,) if symbol else ("",)
    except TypeError:
        return ("",)


def shape(kind: Kind | None) -> tuple | None:
    """Give the dimensions that an argument `shape` asks for; None: of any rank."""
    match kind:
        case Inert("int", symbol):
            return (lengths.length_of_value(symbol),)
        case Tuple(items):
            return tuple([length(item) for item in items])
    return None


def length(kind: Kind | None) -> Any:
    """Give the length that an int asks for."""
    whole = isinstance(kind, Inert) and kind.type == "int"
    return lengths.length_of_value(kind.symbol) if whole else None


def sequence(kind: Kind) -> tuple[list[Kind], bool]:
    """Give the items of a sequence, and whether these are all that there are."""
    match kind:
        case Tuple(items):
            return list(items), True
        case List(item) if item is not None:
            return [item], False
        case Array(dtype, (first, *rest)) if rest:
            items = first if isinstance(first, int) else 1
            return [Array(dtype, tuple(rest))] * items, isinstance(first, int)
    return [], False
