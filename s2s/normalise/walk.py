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
        if isinstance(node, gast.comprehension):
            found.extend([node.iter, *node.ifs])
        elif not isinstance(node, gast.Lambda):
            found.extend(children(node))
    return found
