"""This module walks trees faster than `gast.walk`: contexts and operators left out."""

from __future__ import annotations

from collections.abc import Iterable

import gast


def children(node: gast.AST) -> list[gast.AST]:
    """The nodes directly in `node` that have parts of their own."""
    found: list[gast.AST] = []
    given = node.__dict__
    for field in node._fields:
        value = given.get(field)
        if isinstance(value, list):
            found.extend(item for item in value if isinstance(item, gast.AST))
        elif isinstance(value, gast.AST) and value._fields:
            found.append(value)
    return found


def nodes(tree: gast.AST | Iterable[gast.AST]) -> list[gast.AST]:
    """The nodes of a tree, or of several, each before its parts."""
    found = [tree] if isinstance(tree, gast.AST) else list(tree)
    for node in found:
        found.extend(children(node))
    return found


def evaluated(tree: Iterable[gast.AST]) -> list[gast.AST]:
    """Like `nodes`, without what lambdas hold and what comprehensions bind."""
    found = list(tree)
    for node in found:
        if isinstance(node, gast.comprehension):
            found.extend([node.iter, *node.ifs])
        elif not isinstance(node, gast.Lambda):
            found.extend(children(node))
    return found
