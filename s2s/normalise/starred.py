"""This module takes stars out of displays and of arguments.

[a, *xs, b]        [a] + list(xs) + [b]
f(a, *xs)          f(a, xs[0], xs[1])        for an `f` that takes three arguments
"""

from __future__ import annotations

import inspect
from types import FunctionType

import gast

from s2s.normalise.context import Context
from s2s.normalise.taint import Taint
from s2s.normalise.walk import nodes
from s2s.rules import registry
from s2s.tree.template import at, constant, expression


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
        last = node.args[-1] if node.args else None
        stars = [a for a in node.args if isinstance(a, gast.Starred)]
        if stars == [last] and not node.keywords and isinstance(last.value, gast.Name):
            missing, more = _arguments(self.context, node.func)
            missing -= len(node.args) - 1
            if missing > 0 or (missing == 0 and not more):
                node.args[-1:] = [
                    at(last, a) for a in _taken(last.value, missing, more)
                ]
        return node


def _taken(xs: gast.Name, count: int, more: bool) -> list[gast.expr]:
    """The first elements of a sequence, and what is left if there may be more."""
    found = [expression("xs[i]", xs=xs, i=constant(i)) for i in range(count)]
    if more:
        rest = expression("xs[i:]", xs=xs, i=constant(count))
        found.append(gast.Starred(rest, gast.Load()))
    return found


def _has_star(items: list[gast.expr]) -> bool:
    return any(isinstance(item, gast.Starred) for item in items)


def _items(argument: gast.expr) -> list[gast.expr]:
    """`*(a, b)` is `a, b`."""
    if isinstance(argument, gast.Starred):
        if isinstance(argument.value, (gast.Tuple, gast.List)):
            return argument.value.elts
    return [argument]


def _arguments(context: Context, func: gast.AST) -> tuple[int, bool]:
    """How many arguments a function takes, and if it may take more; -1: not known."""
    target = context.resolve(func)
    rule = registry.lookup(target)
    if rule is not None:
        known = not rule.rest and rule.form != "joining"
        return (len(rule.operands) if known else -1), False
    code = getattr(target, "__code__", None)
    if not isinstance(target, FunctionType) or target.__defaults__:
        return -1, False
    if code.co_kwonlyargcount:
        return -1, False
    return code.co_argcount, bool(code.co_flags & inspect.CO_VARARGS)
