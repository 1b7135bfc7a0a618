"""This module walks trees, and what of them is evaluated where it stands."""

from __future__ import annotations

from collections.abc import Iterable

import gast

from s2s.tree.walk import children, nodes

__all__ = ["children", "evaluated", "nodes"]


def evaluated(tree: Iterable[gast.AST]) -> list[gast.AST]:
    """Like `nodes`, without what lambdas hold and what comprehensions bind."""
    found = list(tree)
    for node in found:
        kind = node.__class__
        if kind is gast.comprehension:
            found += [node.iter, *node.ifs]
        elif kind is not gast.Lambda:
            found += children(node)
    return found
