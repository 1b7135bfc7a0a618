"""This module tells how places in arrays and lists are indexed."""

from __future__ import annotations

import gast

from s2s.kinds import Array, Float, Inert, Kind, Tuple
from s2s.tree.template import clone, constant, name


def is_mask(index: gast.expr, facts) -> bool:
    """One boolean mask picks no element twice."""
    kind = facts.kind(index)
    return isinstance(kind, Array) and kind.dtype == "bool"


def picks_once(index: gast.expr, facts) -> bool:
    """An index of ints and slices for sure, which picks no element twice."""
    kind = facts.kind(index)
    if isinstance(kind, Tuple) and not isinstance(index, gast.Tuple):
        return all(map(_is_basic, kind.items))
    parts = index.elts if isinstance(index, gast.Tuple) else [index]
    return all(
        isinstance(p, (gast.Slice, gast.Constant)) or _is_basic(facts.kind(p))
        for p in parts
    )


def _is_basic(kind: Kind) -> bool:
    return isinstance(kind, Float) or (isinstance(kind, Inert) and bool(kind.type))


def passed_index(index: gast.expr) -> gast.expr:
    """An index as an expression that can be passed on."""
    if isinstance(index, gast.Slice):
        parts = [p or constant(None) for p in (index.lower, index.upper, index.step)]
        return gast.Call(name("slice"), parts, [])
    if isinstance(index, gast.Tuple):
        return gast.Tuple([passed_index(e) for e in index.elts], gast.Load())
    return clone(index)
