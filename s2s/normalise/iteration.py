"""This module lowers iteration over what carries a derivative to loops over indices.

    for x in xs:                   for i in range(len(xs)):
        s += x                         x = xs[i]
                                       s += x

`enumerate`, `zip`, `reversed` and `map` are looked through, whatever their nesting.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import gast

from s2s.normalise.context import Context, is_name
from s2s.normalise.desugar import plain
from s2s.normalise.walk import nodes
from s2s.tree.names import assigned
from s2s.tree.template import at, expression, load, name, target, template

_RESIZING = "append pop insert remove extend clear sort reverse".split()
_VIEWS = "items keys values".split()


class Sequence(NamedTuple):
    """What is iterated: the length, and the element at an index."""

    length: gast.expr
    element: Callable[[gast.expr], gast.expr]


def by_index(node: gast.For, context: Context) -> list[gast.stmt]:
    """The statements for a `for` over something that carries a derivative."""
    if is_name(node.iter) and _grows(node, node.iter.id):
        return _while_it_changes(node, context)
    reader = _Reader(node, context)
    sequence = reader.read(node.iter)
    index = reader.index()
    element = sequence.element(name(index))
    head = _head(node, index, element, context)
    text = "range_(length)"
    counted = context.builtin("range", node)
    node.iter = expression(text, range_=counted, length=sequence.length)
    node.target = target(index)
    node.body = head + node.body
    return [*reader.before, node]


def _while_it_changes(node: gast.For, context: Context) -> list[gast.stmt]:
    """A list that grows or shrinks: the next index, as long as there is one."""
    index = context.fresh("i")
    size = context.builtin("len", node)
    test = expression("i < size(xs)", i=index, size=size, xs=node.iter)
    element = expression("xs[i]", xs=node.iter, i=index)
    head = plain([node.target], element, node, context)
    head += template("i += 1", i=index)
    loop = gast.While(test=test, body=head + node.body, orelse=node.orelse)
    return [*template("i = 0", i=index), loop]


def _grows(node: gast.For, xs: str) -> bool:
    rebound = xs in assigned([node.target, *node.body])
    return not rebound and _resizing(node, xs) is not None


def _resizing(node: gast.For, xs: str) -> gast.Attribute | None:
    """What in the body of a loop changes the length of the list `xs`."""
    for inner in nodes(node.body):
        if isinstance(inner, gast.Attribute) and inner.attr in _RESIZING:
            if is_name(inner.value) and inner.value.id == xs:
                return inner
    return None


def _head(
    node: gast.For, index: str, element: gast.expr, context: Context
) -> list[gast.stmt]:
    """`x = xs[i]`; where the index itself is a target, it needs no assignment."""
    goal = node.target
    display = isinstance(goal, (gast.Tuple, gast.List))
    if display and is_name(goal.elts[0]) and goal.elts[0].id == index:
        if isinstance(element, gast.Tuple) and len(goal.elts) == len(element.elts) == 2:
            return plain([goal.elts[1]], element.elts[1], node, context)
    return plain([goal], element, node, context)


class _Reader:
    """Reads what a loop iterates; `before` is what must stand before the loop."""

    def __init__(self, node: gast.For, context: Context) -> None:
        self.node, self.context = node, context
        self.before: list[gast.stmt] = []
        self.changed = {*assigned([node.target]), *assigned(node.body)}

    def index(self) -> str:
        """The counter of `enumerate` where it serves, else a fresh name."""
        goal, call = self.node.target, self.node.iter
        counted = self.is_call(call, "enumerate")
        if counted and len(call.args) == 1 and not call.keywords:
            if isinstance(goal, gast.Tuple) and is_name(goal.elts[0]):
                counter = goal.elts[0].id
                others = [*goal.elts[1:], *self.node.body]
                if counter not in assigned(others):
                    return counter
        return self.context.fresh("i")

    def is_call(self, node: gast.expr, builtin: str) -> bool:
        return self.context.is_builtin(node, builtin)

    def read(self, node: gast.expr) -> Sequence:
        for builtin in ("enumerate", "zip", "reversed", "map", "range"):
            if self.is_call(node, builtin) and node.args:
                return getattr(self, builtin)(node)
        self.refuse_lazy(node)
        return self.plain(self.listed(node))

    def enumerate(self, node: gast.Call) -> Sequence:
        inner = self.read(node.args[0])
        starts = [*node.args[1:], *(k.value for k in node.keywords)]
        start = self.hold(starts[0], "start") if starts else None

        def element(index: gast.expr) -> gast.expr:
            count = index
            if start is not None:
                count = expression("index + start", index=index, start=start)
            return _tuple([count, inner.element(index)])

        return Sequence(inner.length, element)

    def zip(self, node: gast.Call) -> Sequence:
        parts = [self.read(argument) for argument in node.args]
        if node.keywords:
            self.check_lengths([part.length for part in parts])
        length = parts[0].length
        if len(parts) > 1:
            least = name(self.context.builtin("min", node))
            lengths = [part.length for part in parts]
            length = gast.Call(func=least, args=lengths, keywords=[])
        return Sequence(length, lambda i: _tuple([part.element(i) for part in parts]))

    def check_lengths(self, lengths: list[gast.expr]) -> None:
        """`strict=True`."""
        text = 'if a != b:\n    raise ValueError("zip() arguments differ in length")'
        for other in lengths[1:]:
            self.before.extend(template(text, a=lengths[0], b=other))

    def reversed(self, node: gast.Call) -> Sequence:
        inner = self.read(node.args[0])
        text = "length - 1 - index"

        def element(index: gast.expr) -> gast.expr:
            return inner.element(expression(text, length=inner.length, index=index))

        return Sequence(inner.length, element)

    def map(self, node: gast.Call) -> Sequence:
        function = self.hold(node.args[0], "function")
        parts = self.zip(gast.Call(func=node.func, args=node.args[1:], keywords=[]))

        def element(index: gast.expr) -> gast.expr:
            arguments = parts.element(index).elts
            return gast.Call(func=load(function), args=arguments, keywords=[])

        return Sequence(parts.length, element)

    def range(self, node: gast.Call) -> Sequence:
        sequence = self.plain(node)
        if len(node.args) > 1:
            return sequence
        return Sequence(sequence.length, lambda index: index)

    def plain(self, node: gast.expr) -> Sequence:
        held = self.hold(node, "sequence")
        size = self.context.builtin("len", self.node)
        length = expression("size(xs)", size=size, xs=held)

        def element(index: gast.expr) -> gast.expr:
            found = expression("xs[i]", xs=held, i=index)
            found.is_item = True  # of what the loop goes over: `derive/counted.py`
            return found

        return Sequence(length, element)

    def hold(self, node: gast.expr, base: str) -> gast.expr:
        """`node` itself if it stays what it is in the loop, else a name for it."""
        if isinstance(node, gast.Constant):
            return node
        if is_name(node):
            self.refuse_resizing(node)
            if node.id not in self.changed:
                return node
        made = target(self.context.fresh(base))
        self.before.extend(template("made = node", made=made, node=node))
        return load(made)

    def refuse_resizing(self, node: gast.Name) -> None:
        found = _resizing(self.node, node.id)
        if found is not None:
            what = f"a list that changes while a loop goes over it (`{node.id}`)"
            raise self.context.refusal(found, what, f"a loop over `{node.id}[:]`")

    def refuse_lazy(self, node: gast.expr) -> None:
        if isinstance(node, gast.GeneratorExp) or self.is_call(node, "filter"):
            what = "a loop over this kind of iterator is not supported where it carries"
            advice = "a loop over a list"
            raise self.context.refusal(node, f"{what} a derivative", advice)

    def listed(self, node: gast.expr) -> gast.expr:
        """`list(d.items())`, of a dict that may prove to carry no derivative."""
        called = isinstance(node, gast.Call) and isinstance(node.func, gast.Attribute)
        if not called or node.func.attr not in _VIEWS:
            return node
        make = self.context.builtin("list", node)
        return at(node, expression("make(view)", make=make, view=node))


def _tuple(elements: list[gast.expr]) -> gast.Tuple:
    return gast.Tuple(elts=elements, ctx=gast.Load())
