"""This module has the run refuse slices that were taken for indices of items.

    runtime.require_index(PARTS["head"])
    y = xs[PARTS["head"]]

Nobody knows what the dict holds: an item of the list is expected, a slice is refused.
What a call gives, and what changes within the statement, is not taken for an index.
"""

from __future__ import annotations

import gast

from s2s.analyse.flow import bound_within, calls
from s2s.kinds import List, Unknown
from s2s.normalise.taint import own_parts
from s2s.tree.names import reads
from s2s.tree.template import template
from s2s.tree.walk import nodes

_SIMPLE = (gast.Assign, gast.AugAssign, gast.Expr, gast.Return)


def checks(facts, node: gast.stmt) -> list[gast.stmt]:
    """What runs before a statement that indexes a list by what may be a slice."""
    if not isinstance(node, _SIMPLE):
        return []
    parts = [p for p in nodes(own_parts(node)) if isinstance(p, gast.Subscript)]
    found = [p.slice for p in parts if _is_asked(facts, p) and not calls(p.slice)]
    text, within = "r.require_index(i)", bound_within(node) if found else set()
    asked = [index for index in found if within.isdisjoint(reads(index))]
    return [s for index in asked for s in template(text, r="@runtime", i=index)]


def _is_asked(facts, part: gast.Subscript) -> bool:
    unknown = isinstance(facts.kind(part.slice), Unknown)
    return unknown and isinstance(facts.kind(part.value), List)
