"""This module writes iterators that are used up at once as comprehensions.

list(map(f, xs))                   [f(item) for item in xs]
sum(map(lambda x: x * x, xs))      sum([x * x for x in xs])
list(zip(xs, ys))                  [(item, item2) for item, item2 in zip(xs, ys)]
for x in filter(p, xs):            for x in [item for item in xs if p(item)]:
"""

from __future__ import annotations

import gast

from s2s.normalise.context import Context, is_name
from s2s.normalise.taint import Taint
from s2s.normalise.walk import nodes
from s2s.tree.template import at, name, target

_TAKERS = ("list", "tuple", "sum", "max", "min")
_MAKERS = ("enumerate", "filter", "map", "reversed", "zip")


def comprehend(tree: gast.FunctionDef, taint: Taint) -> bool:
    """Write out the iterators that carry a derivative; are there any?"""
    calls = (n for n in nodes(tree.body) if isinstance(n, gast.Call))
    makers = {n: word for n in calls if (word := _maker(n, taint))}
    work = _Comprehend(makers, taint.context)
    if makers:
        work.visit(tree)
    return work.found


def _maker(node: gast.Call, taint: Taint) -> str:
    """The builtin whose iterator a call makes, if that can be written out."""
    is_builtin = taint.context.is_builtin
    word = next((w for w in _MAKERS if is_builtin(node, w)), "")
    return word if word and _is_plain(node, word) and taint.value(node) else ""


class _Comprehend(gast.NodeTransformer):
    """`makers` are the calls to write out, each with the builtin that it calls."""

    def __init__(self, makers: dict[gast.Call, str], context: Context) -> None:
        self.makers, self.context, self.found = makers, context, False

    def visit_Call(self, node: gast.Call) -> gast.expr:
        self.generic_visit(node)
        takers = (t for t in _TAKERS if self.context.is_builtin(node, t))
        taker = next(takers, None)
        if taker is None or not node.args or node.args[0] not in self.makers:
            return node
        made = self.comprehension(node.args[0])
        if taker == "list" and len(node.args) == 1:
            return made
        node.args[0] = made
        return node

    def visit_For(self, node: gast.For) -> gast.stmt:
        self.generic_visit(node)
        node.iter = self.filtered(node.iter)
        return node

    def visit_comprehension(self, node: gast.comprehension) -> gast.comprehension:
        self.generic_visit(node)
        node.iter = self.filtered(node.iter)
        return node

    def filtered(self, iterated: gast.expr) -> gast.expr:
        """What a header iterates: all but `filter` is looked through there."""
        if self.makers.get(iterated) != "filter":
            return iterated
        return self.comprehension(iterated)

    def comprehension(self, node: gast.Call) -> gast.ListComp:
        """What an iterator yields, as a list."""
        self.found = True
        write = {"map": self.mapped, "filter": self.filter, "reversed": self.reversed}
        return at(node, write.get(self.makers[node], self.tuples)(node))

    def mapped(self, node: gast.Call) -> gast.ListComp:
        function, *iterated = node.args
        items, element = self.applied(function, len(iterated))
        if len(items) == 1:
            return _each(element, target(items[0]), iterated[0])
        together = gast.Call(name(self.context.builtin("zip", node)), iterated, [])
        return _each(element, _targets(items), together)

    def filter(self, node: gast.Call) -> gast.ListComp:
        (item,), test = self.applied(node.args[0], 1)
        return _each(name(item), target(item), node.args[1], test)

    def reversed(self, node: gast.Call) -> gast.ListComp:
        (item,) = self.items(1)
        return _each(name(item), target(item), node)

    def tuples(self, node: gast.Call) -> gast.ListComp:
        """`enumerate` and `zip`."""
        count = 2 if self.makers[node] == "enumerate" else len(node.args)
        items = self.items(count)
        element = gast.Tuple([name(i) for i in items], gast.Load())
        return _each(element, _targets(items), node)

    def applied(self, function: gast.expr, count: int) -> tuple[list, gast.expr]:
        """Names for arguments, and the call with them; of a lambda its body."""
        if isinstance(function, gast.Lambda) and _takes(function, count):
            return [a.id for a in function.args.args], function.body
        items = self.items(count)
        return items, gast.Call(function, [name(i) for i in items], [])

    def items(self, count: int) -> list[str]:
        return [self.context.fresh("item") for _ in range(count)]


def _each(
    element: gast.expr, goal: gast.expr, iterated: gast.expr, *tests: gast.expr
) -> gast.ListComp:
    generator = gast.comprehension(goal, iterated, list(tests), 0)
    return gast.ListComp(element, [generator])


def _targets(items: list[str]) -> gast.Tuple:
    return gast.Tuple([target(i) for i in items], gast.Store())


def _takes(function: gast.Lambda, count: int) -> bool:
    """Are the parameters so many, and nothing else?"""
    args = function.args
    others = (args.posonlyargs, args.kwonlyargs, args.defaults, args.vararg, args.kwarg)
    return len(args.args) == count and not any(others)


def _is_plain(node: gast.Call, word: str) -> bool:
    """No stars, no keywords, and a function that is the same each time."""
    if node.keywords or any(isinstance(a, gast.Starred) for a in node.args):
        return False
    if word not in ("map", "filter"):
        return bool(node.args)
    function = node.args[0] if len(node.args) > 1 else None
    return is_name(function) or isinstance(function, (gast.Lambda, gast.Attribute))
