"""This module finds what the value of an expression comes from.

`values` are the names whose derivative it may carry; `storage` the names that it may
share storage with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import gast

from s2s.normalise.context import Context
from s2s.normalise.inert import is_inert_attribute, is_inert_call
from s2s.normalise.walk import children
from s2s.tree.names import reads

_NOTHING = frozenset(
    (gast.Constant, gast.Compare, gast.JoinedStr, gast.Slice, type(None))
)


def values(node: gast.AST | None, context: Context) -> set[str]:
    """The names whose derivative the value of `node` may carry."""
    found: set[str] = set()
    waiting = [node]
    for node in waiting:
        kind = node.__class__
        if kind is gast.Name:
            found.add(node.id)
        elif kind is gast.Lambda:
            found |= reads(node)
        elif kind not in _NOTHING:
            waiting += _parts(node, context)
    return found


def _parts(node: gast.AST, context: Context) -> Sequence[gast.AST]:
    """The operands that give `node` its derivative."""
    if node.__class__ is gast.Call:
        return _parts_of_call(node, context)
    return _OPERANDS.get(node.__class__, children)(node)


def _parts_of_call(node: gast.Call, context: Context) -> list[gast.AST]:
    if is_inert_call(node, context):
        return []
    return [node.func, *node.args, *(k.value for k in node.keywords)]


_OPERANDS: dict[type, Callable[[gast.AST], Sequence[gast.AST]]] = {
    gast.UnaryOp: lambda n: () if isinstance(n.op, gast.Not) else (n.operand,),
    gast.Attribute: lambda n: () if is_inert_attribute(n) else (n.value,),
    gast.Subscript: lambda n: (n.value,),
    gast.NamedExpr: lambda n: (n.target, n.value),
    gast.IfExp: lambda n: (n.body, n.orelse),
    gast.ListComp: lambda n: (n.elt,),
    gast.SetComp: lambda n: (n.elt,),
    gast.GeneratorExp: lambda n: (n.elt,),
    gast.DictComp: lambda n: (n.key, n.value),
}


def storage(node: gast.AST | None, context: Context) -> dict[str, str]:
    """The names whose storage the value of `node` may share, and how.

    "same": it is the object; "part": it is inside of the object; "holds": the two have
    elements in common.
    """
    if isinstance(node, gast.Name):
        return {node.id: "same"}
    if isinstance(node, (gast.IfExp, gast.BoolOp, gast.NamedExpr, gast.Starred)):
        return _nearest([storage(n, context) for n in _parts(node, context)])
    if isinstance(node, gast.Lambda):
        return dict.fromkeys(values(node, context), "same")
    sums = isinstance(getattr(node, "op", None), (gast.Add, gast.Mult))
    if node.__class__ in _NOTHING or (isinstance(node, gast.BinOp) and not sums):
        return {}
    parts = _parts(node, context)
    if _is_call_of(node, gast.Subscript, gast.Call):
        parts = parts[1:]  # what is called is known when it is met, and kept nowhere
    inside = isinstance(node, (gast.Subscript, gast.Attribute, gast.Call))
    found = (n for part in parts for n in storage(part, context))
    return dict.fromkeys(found, "part" if inside else "holds")


def _is_call_of(node: gast.AST, *kinds: type) -> bool:
    return isinstance(node, gast.Call) and isinstance(node.func, kinds)


def _nearest(parts: list[dict[str, str]]) -> dict[str, str]:
    """Sorted by nearness: what is the same object also shares its parts."""
    order = ("holds", "part", "same")
    found: dict[str, str] = {}
    for name, how in (item for part in parts for item in part.items()):
        found[name] = max(how, found.get(name, how), key=order.index)
    return found


def base(node: gast.AST) -> str | None:
    """The name whose storage `a`, `a[i]`, `a.b` or `a.b[i]` is part of."""
    while isinstance(node, (gast.Subscript, gast.Attribute, gast.Starred)):
        node = node.value
    if isinstance(node, gast.Call) and isinstance(node.func, gast.Attribute):
        return base(node.func.value)
    return node.id if isinstance(node, gast.Name) else None
