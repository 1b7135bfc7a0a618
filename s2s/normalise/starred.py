"""This module takes stars out of displays, and displays out of arguments.

[a, *xs, b]        [a] + list(xs) + [b]
f(a, *(b, c))      f(a, b, c)
"""

from __future__ import annotations

import gast

from s2s.normalise.taint import Taint
from s2s.normalise.walk import nodes
from s2s.tree.template import at, expression


def spread(tree: gast.FunctionDef, taint: Taint) -> gast.FunctionDef:
    """The function without stars in expressions that carry a derivative."""
    found = [n for n in nodes(tree.body) if isinstance(n, gast.Starred)]
    loaded = any(isinstance(n.ctx, gast.Load) for n in found)
    return _Spread(taint).visit(tree) if loaded else tree


class _Spread(gast.NodeTransformer):
    def __init__(self, taint: Taint) -> None:
        self.taint, self.context = taint, taint.context

    def visit_List(self, node: gast.List) -> gast.expr:
        self.generic_visit(node)
        if not isinstance(node.ctx, gast.Load) or not _has_star(node.elts):
            return node
        return at(node, self.joined(node)) if self.taint.value(node) else node

    def visit_Tuple(self, node: gast.Tuple) -> gast.expr:
        self.generic_visit(node)
        if not isinstance(node.ctx, gast.Load) or not _has_star(node.elts):
            return node
        if not self.taint.value(node):
            return node
        name = self.context.builtin("tuple", node)
        return at(node, expression("tuple_(xs)", tuple_=name, xs=self.joined(node)))

    def joined(self, node: gast.List | gast.Tuple) -> gast.expr:
        """Lists that are added: those of single items, and a copy for each star."""
        name = self.context.builtin("list", node)
        parts: list[gast.expr] = []
        for item in node.elts:
            if isinstance(item, gast.Starred):
                parts.append(expression("list_(xs)", list_=name, xs=item.value))
            elif parts and isinstance(parts[-1], gast.List):
                parts[-1].elts.append(item)
            else:
                parts.append(gast.List([item], gast.Load()))
        result = parts[0]
        for part in parts[1:]:
            result = expression("a + b", a=result, b=part)
        return result

    def visit_Call(self, node: gast.Call) -> gast.expr:
        self.generic_visit(node)
        node.args = [a for item in node.args for a in _items(item)]
        return node


def _has_star(items: list[gast.expr]) -> bool:
    return any(isinstance(item, gast.Starred) for item in items)


def _items(argument: gast.expr) -> list[gast.expr]:
    """`*(a, b)` is `a, b`."""
    if isinstance(argument, gast.Starred):
        if isinstance(argument.value, (gast.Tuple, gast.List)):
            return argument.value.elts
    return [argument]
