"""This module finds which objects an expression may evaluate to.

b        the cell of `b`          xs[i]        that of the elements of `xs`
a[1:]    the cell of `a`          [a, b][i]    those of `a` and `b`
f(a)     what `f` may give of what it is given
"""

from __future__ import annotations

from collections.abc import Callable

import gast

from s2s.analyse.cells import Cell, Sharing
from s2s.analyse.containers import copied, items
from s2s.analyse.indexing import is_copying_index, is_element
from s2s.kinds import Array, Complex, Float, Inert, List, Tuple, Unknown
from s2s.kinds import Callable as Function

# The attributes of an array that share storage with it.
VIEWS = frozenset({"T", "mT", "real", "imag"})
_SHARING = VIEWS | {"flat"}


def may_be_storage(kind) -> bool:
    """Can a value of this kind be an object that is changed in place?"""
    if isinstance(kind, Inert) and not kind.type:
        return True  # it may be an array of ints
    return not isinstance(kind, (Float, Complex, Inert, Function, type(None)))


class Sources:
    """The cells of expressions; `effects(call)` tells what a call does."""

    def __init__(self, found: Sharing, kinds, effects: Callable) -> None:
        self.found, self.kinds, self.effects = found, kinds, effects
        self.objects: dict[int, tuple] = {}

    def sources(self, node: gast.expr) -> list[Cell]:
        """The cells of the objects that an expression may evaluate to."""
        if not may_be_storage(self.kinds.of(node)):
            return []
        if isinstance(node, gast.Name):
            return [self.found.cell(node.id)]
        if isinstance(node, gast.Subscript):
            return self.subscript(node)
        if isinstance(node, gast.Attribute):
            return self.attribute(node)
        if isinstance(node, gast.NamedExpr):
            return self.sources(node.value)
        if isinstance(node, gast.IfExp):
            return self.sources(node.body) + self.sources(node.orelse)
        if isinstance(node, gast.BoolOp):
            return [c for v in node.values for c in self.sources(v)]
        if isinstance(node, gast.Call):
            return self.result(node)
        return []

    def result(self, node: gast.Call) -> list[Cell]:
        links, objects = self.linked(node)
        if links is not None:
            heads = links.result[:1] if links.items is None else ()
            return [self.found.find(objects[n]) for n in heads if n in objects]
        effects = self.effects(node)
        whole = [c for v in effects.aliases for c in self.sources(v)]
        return whole + [c for v in effects.items for c in self.held(v)]

    def attribute(self, node: gast.Attribute) -> list[Cell]:
        """A view of an array; what an object holds is one with it, if it is known."""
        bases = self.sources(node.value)
        if isinstance(self.kinds.of(node.value), Unknown):
            return [c for base in bases for c in self.found.layers(base)]
        return bases if node.attr in _SHARING else []

    def held(self, node: gast.expr) -> list[Cell]:
        """The cells of what a sequence holds, be it made in the expression."""
        if isinstance(self.kinds.of(node), Array):
            return self.sources(node)
        found = [self.found.elements(c) for c in self.sources(node)]
        for value in self.alternatives(node):
            for part in self.taken_over(value):
                found += self.held(part)
            if isinstance(value, gast.Call):
                found += self.given_back(value)
            for item in self.entries(value):
                found += self.sources(item)
        return found

    def alternatives(self, node: gast.expr) -> list[gast.expr]:
        """An expression, and those in it that it may evaluate to.

        a if t else b    a, b        [a, b][i]    a, b        min([a, b])    a, b
        """
        if isinstance(node, gast.IfExp):
            chosen = [node.body, node.orelse]
        elif isinstance(node, gast.BoolOp):
            chosen = node.values
        elif isinstance(node, gast.NamedExpr):
            chosen = [node.value]
        elif isinstance(node, gast.Subscript):
            is_item = not isinstance(node.slice, gast.Slice)
            chosen = self.written(node.value) if is_item else []
        elif isinstance(node, gast.Call):
            chosen = [n for v in self.effects(node).items for n in self.written(v)]
        else:
            chosen = []
        return [node, *(n for value in chosen for n in self.alternatives(value))]

    def written(self, node: gast.expr) -> list[gast.expr]:
        """The items that are written out in what a sequence is made of."""
        found = []
        for value in self.alternatives(node):
            found += self.entries(value)
            found += [n for part in self.taken_over(value) for n in self.written(part)]
        return found

    def entries(self, node: gast.expr) -> list[gast.expr]:
        """What an expression holds, or may hold: of a call, what it is given."""
        shown = [n for n in items(node) if not isinstance(n, gast.Starred)]
        return shown + self.kept(node)

    def taken_over(self, node: gast.expr) -> list[gast.expr]:
        """The sequences whose items an expression takes over: `[*xs]`, `xs + ys`."""
        if isinstance(node, gast.BinOp):
            return [node.left, node.right]
        stars = [n.value for n in items(node) if isinstance(n, gast.Starred)]
        return stars + copied(node, self.kinds) + self.kept(node)

    def kept(self, node: gast.expr) -> list[gast.expr]:
        """What the result of a function that nobody knows may hold, or be."""
        if not isinstance(node, gast.Call) or isinstance(self.kinds.of(node), Array):
            return []
        effects = self.effects(node)
        return [*effects.given, *effects.aliases] if effects.links is None else []

    def given_back(self, node: gast.Call) -> list[Cell]:
        """Those of the items of a new tuple or list that a call gives."""
        links, objects = self.linked(node)
        if links is None:
            return []
        found = []
        for numbers in [links.result[1:]] if links.items is None else links.items:
            if not objects.keys().isdisjoint(numbers):
                found.append(Cell())
                self.fill(found[-1], numbers, objects)
        return [self.found.find(cell) for cell in found]

    def subscript(self, node: gast.Subscript) -> list[Cell]:
        kind = self.kinds.of(node.value)
        bases = self.sources(node.value)
        if isinstance(kind, (List, Tuple)) or items(node.value):
            return [] if isinstance(node.slice, gast.Slice) else self.held(node.value)
        if is_copying_index(node.slice, self.kinds):
            return []
        if isinstance(kind, Array) and is_element(kind, node.slice, self.kinds):
            return []
        if isinstance(kind, Unknown):
            found = [c for base in bases for c in self.found.layers(base)]
            return found if bases else self.held(node.value)
        return bases
