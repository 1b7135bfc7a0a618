"""This module gives the lengths in the kinds of arguments names of their own.

What counts for a callee is which lengths are equal, not what the caller knows of them:
so a recursion with arrays that shrink, or with a count that falls, needs one
derivative.

    (float64[n - 1], float64[n - 1, m])     (float64[n1], float64[n1, n2])

A letter stands for what is never negative; an int may be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from s2s.analyse import lengths
from s2s.kinds import Array, Inert, Kind, List, Tuple


def canonical(kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """The kinds with the symbols of lengths numbered as they first appear."""
    return _numbered(kinds)[0]


def restored(kind: Kind | None, kinds: tuple[Kind, ...]) -> Kind | None:
    """What a callee says of a kind, in the symbols of who calls it with `kinds`."""
    back = {number: symbol for symbol, number in _numbered(kinds)[1].items()}
    return _kind(kind, lambda symbol: _restored(symbol, back))


def _numbered(kinds: tuple[Kind, ...]) -> tuple[tuple, dict]:
    names: dict[Any, str] = {}

    def number(symbol: Any) -> Any:
        if symbol is None or (type(symbol) is int and symbol == 1):
            return symbol
        made: Any = f"n{len(names) + 1}"
        if not lengths.is_natural(symbol):
            made = ("int", made, 0)
        return names.setdefault(symbol, made)

    return tuple(_kind(kind, number) for kind in kinds), names


def _kind(kind: Kind | None, change: Callable) -> Kind | None:
    if isinstance(kind, Array) and kind.shape is not None:
        return replace(kind, shape=tuple(map(change, kind.shape)))
    if isinstance(kind, Inert) and kind.type == "int" and kind.symbol is not None:
        return replace(kind, symbol=change(kind.symbol))
    if isinstance(kind, Tuple):
        return Tuple(tuple(_kind(item, change) for item in kind.items))
    if isinstance(kind, List):
        return List(_kind(kind.item, change))
    return kind


def _restored(symbol: Any, back: dict) -> Any:
    """Nothing is known of what the callee has made of the lengths, sums apart."""
    if symbol is None or type(symbol) is int or symbol in back:
        return back.get(symbol, symbol)
    if not isinstance(symbol, tuple) or symbol[0] != "linear":
        return None
    total = symbol[1]
    for atom, factor in symbol[2]:
        value = back.get(atom)
        if isinstance(atom, str):
            value = lengths.value_of_length(value)
        total = lengths.add(total, lengths.scale(value, factor))
    return lengths.length_of_value(total)
