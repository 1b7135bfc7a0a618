"""This module has the run refuse slices that were taken for indices of items.

    runtime.require_index(PARTS["head"])
    y = xs[PARTS["head"]]                    # and `xs.pop(PARTS["head"])`, for `del`

Nobody knows what the dict holds: an item of the list is expected, a slice is refused.
What a call gives, and what changes within the statement, is not taken for an index.
"""

from __future__ import annotations

import gast

from s2s.analyse.flow import bound_within, calls
from s2s.kinds import UNKNOWN, Inert, List, Unknown
from s2s.normalise.taint import own_parts
from s2s.tree.names import reads
from s2s.tree.template import template
from s2s.tree.walk import nodes

_SLICE = Inert("slice")
_SIMPLE = (gast.Assign, gast.AugAssign, gast.Expr, gast.Return)


def checks(facts, node: gast.stmt) -> list[gast.stmt]:
    """What runs before a statement that indexes a list by what may be a slice."""
    if not isinstance(node, _SIMPLE):
        return []
    asked = [i for p in nodes(own_parts(node)) for i in _asked(facts, p)]
    found = [index for index in asked if not calls(index)]
    text, within = "r.require_index(i)", bound_within(node) if found else set()
    asked = [index for index in found if within.isdisjoint(reads(index))]
    return [s for index in asked for s in template(text, r="@runtime", i=index)]


def _asked(facts, part: gast.AST) -> list[gast.expr]:
    """The index in `xs[i]` or `xs.pop(i)`, if it may be a slice where none may be."""
    if isinstance(part, gast.Subscript):
        unknown = isinstance(facts.kind(part.slice), Unknown)
        return [part.slice] * (unknown and isinstance(facts.kind(part.value), List))
    _, method, given = facts.list_method(part) or (None, "", [])
    return [i for i in given if method == "pop" and facts.kind(i) in (UNKNOWN, _SLICE)]
