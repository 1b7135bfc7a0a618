"""This module walks trees faster than `gast.walk`: contexts and operators left out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import gast

_DULL = frozenset("ctx op ops kind type_comment id attr arg".split())
# Classes whose other fields hold nodes, lists of nodes, or None, and nothing else.
_PLAIN = frozenset({
    gast.Assign, gast.AugAssign, gast.Attribute, gast.BinOp, gast.BoolOp, gast.Call,
    gast.Compare, gast.Expr, gast.For, gast.If, gast.IfExp, gast.List, gast.Name,
    gast.Return, gast.Slice, gast.Subscript, gast.Tuple, gast.UnaryOp, gast.While,
    gast.keyword,
})  # fmt: skip


def children(node: gast.AST) -> list[gast.AST]:
    """The nodes directly in `node`, in the order of its fields."""
    found: list = []
    kind, given = node.__class__, node.__dict__
    for field in fields(kind):
        value = given.get(field)
        if value.__class__ is list:
            found += value
        elif value is not None:
            found.append(value)
    if kind in _PLAIN:
        return found
    return [item for item in found if isinstance(item, gast.AST)]


def nodes(tree: gast.AST | Iterable[gast.AST]) -> list[gast.AST]:
    """The nodes of a tree, or of several, each before its parts."""
    found = [tree] if isinstance(tree, gast.AST) else list(tree)
    for node in found:
        kind = node.__class__
        if kind is gast.Name:
            if node.__dict__.get("annotation") is not None:
                found.append(node.annotation)
        elif kind is not gast.Constant:
            found += children(node)
    return found


@cache
def fields(kind: type) -> tuple[str, ...]:
    """The fields of a class of nodes that may hold nodes with parts."""
    if kind is gast.Constant:
        return ()
    return tuple(field for field in kind._fields if field not in _DULL)
