"""This module gives the lengths in the kinds of arguments names of their own.

What counts for a callee is which lengths are equal, not what the caller knows of them: so a recursion with
arrays that shrink, or with a count that falls, needs one derivative.

    (float64[n - 1], float64[n - 1, m])     (float64[n1], float64[n1, n2])
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from s2s.kinds import Array, Inert, Kind, List, Tuple


def canonical(kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """The kinds with the symbols of lengths numbered in the order of their appearance."""
    names: dict[Any, str] = {}
    return tuple(_kind(kind, names) for kind in kinds)


def _kind(kind: Kind | None, names: dict) -> Kind | None:
    if isinstance(kind, Array) and kind.shape is not None:
        return replace(kind, shape=tuple(_length(s, names) for s in kind.shape))
    if isinstance(kind, Inert) and kind.type == "int" and kind.symbol is not None:
        return replace(kind, symbol=_length(kind.symbol, names))
    if isinstance(kind, Tuple):
        return Tuple(tuple(_kind(item, names) for item in kind.items))
    if isinstance(kind, List):
        return List(_kind(kind.item, names))
    return kind


def _length(symbol: Any, names: dict) -> Any:
    if symbol is None or (type(symbol) is int and symbol == 1):
        return symbol
    return names.setdefault(symbol, f"n{len(names) + 1}")
