"""This module has the run refuse lists of storage that the compiler took for arrays.

    xs = either(a, b)
    runtime.require_numbers(xs)
    xs[0][0] = 0.0

Of what may be a list or an array nobody knows which of its items are one, so nobody
knows whose adjoint changes with an item. An array, or a list of numbers, has no items.
"""

from __future__ import annotations

import gast

from s2s.analyse.flow import target_names
from s2s.kinds import Unknown
from s2s.tree.template import template


def checks(facts, node: gast.stmt) -> list[gast.stmt]:
    """What runs after a statement that binds what changes and may be a list."""
    if not isinstance(node, gast.Assign) or isinstance(node.targets[0], gast.Subscript):
        return []
    bound = [n for n in target_names(node.targets[0]) if facts.varied_name(n)]
    unclear = [n for n in bound if isinstance(facts.kind_of_name(n), Unknown)]
    text = "r.require_numbers(x)"
    changed = filter(facts.is_changed, unclear)
    return [s for n in changed for s in template(text, r="@runtime", x=n)]
