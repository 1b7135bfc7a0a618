"""This module tells what indexing an array gives: a copy, an element, or a view."""

from __future__ import annotations

import gast

from s2s.kinds import Array, Float, Inert, List, Tuple, Unknown


def is_copying_index(index: gast.expr, kinds) -> bool:
    """Does indexing an array by `index` copy (by masks, arrays, lists) for sure?"""
    parts = index.elts if isinstance(index, gast.Tuple) else [index]
    return any(isinstance(kinds.of(p), (Array, List)) for p in parts)


def may_copy(index: gast.expr, kinds) -> bool:
    """May it: is there a part of which nobody knows whether it is an int or a slice?"""
    parts = index.elts if isinstance(index, gast.Tuple) else [index]
    return any(isinstance(kinds.of(p), (Array, List, Tuple, Unknown)) for p in parts)


def is_element(array: Array, index: gast.expr, kinds) -> bool:
    """Is it an int for each dimension of the array?"""
    parts = index.elts if isinstance(index, gast.Tuple) else [index]
    rank = None if array.shape is None else len(array.shape)
    return len(parts) == rank and all(_is_int(kinds.of(p)) for p in parts)


def _is_int(kind) -> bool:
    """An index that is a number is an int."""
    return isinstance(kind, Float) or (isinstance(kind, Inert) and kind.type == "int")
