"""This module walks trees faster than `gast.walk`: contexts and operators left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter

import gast

_DULL = frozenset("ctx op ops kind type_comment id attr arg".split())
# The parts of what stands in every program, written out: to ask for fields is slow.
_PARTS: dict[type, Callable[[gast.AST], Sequence[gast.AST]]] = {
    gast.Assign: lambda n: (*n.targets, n.value),
    gast.Attribute: lambda n: (n.value,),
    gast.AugAssign: attrgetter("target", "value"),
    gast.BinOp: attrgetter("left", "right"),
    gast.Call: lambda n: (n.func, *n.args, *n.keywords),
    gast.Compare: lambda n: (n.left, *n.comparators),
    gast.Constant: lambda n: (),
    gast.Expr: lambda n: (n.value,),
    gast.For: lambda n: (n.target, n.iter, *n.body, *n.orelse),
    gast.If: lambda n: (n.test, *n.body, *n.orelse),
    gast.List: attrgetter("elts"),
    gast.Name: lambda n: (n.annotation,) if n.annotation else (),
    gast.Subscript: attrgetter("value", "slice"),
    gast.Tuple: attrgetter("elts"),
    gast.UnaryOp: lambda n: (n.operand,),
    gast.While: lambda n: (n.test, *n.body, *n.orelse),
}


def children(node: gast.AST) -> Sequence[gast.AST]:
    """The nodes directly in `node`, in the order of its fields."""
    parts = _PARTS.get(node.__class__)
    return _others(node) if parts is None else parts(node)


def nodes(tree: gast.AST | Iterable[gast.AST]) -> list[gast.AST]:
    """The nodes of a tree, or of several, each before its parts."""
    found = [tree] if isinstance(tree, gast.AST) else list(tree)
    parts_of, name, constant = _PARTS.get, gast.Name, gast.Constant
    for node in found:
        kind = node.__class__
        if kind is not constant and (kind is not name or node.annotation):
            found += parts_of(kind, _others)(node)
    return found


def _others(node: gast.AST) -> list[gast.AST]:
    found: list = []
    given = node.__dict__
    for field in fields(node.__class__):
        value = given.get(field)
        if value.__class__ is list:
            found += value
        else:
            found.append(value)
    return [item for item in found if isinstance(item, gast.AST)]


@cache
def fields(kind: type) -> tuple[str, ...]:
    """The fields of a class of nodes that may hold nodes with parts."""
    if kind is gast.Constant:
        return ()
    return tuple(field for field in kind._fields if field not in _DULL)
