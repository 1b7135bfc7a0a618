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
        if isinstance(node, gast.Starred):
            return self.held(node.value)
        if isinstance(self.kinds.of(node), Array):
            return self.sources(node)
        found = [self.found.elements(c) for c in self.sources(node)]
        if isinstance(node, gast.BinOp):
            return found + self.held(node.left) + self.held(node.right)
        if isinstance(node, gast.Call):
            found += self.given_back(node)
        for item in items(node):
            star = isinstance(item, gast.Starred)
            found += self.held(item) if star else self.sources(item)
        return found + [c for part in copied(node, self.kinds) for c in self.held(part)]

    def given_back(self, node: gast.Call) -> list[Cell]:
        """Those of the items of a new tuple or list that a call gives."""
        links, objects = self.linked(node)
        items = (links and links.items) or ()
        numbers = [n for found in items for n in found[:1] if n in objects]
        return [self.found.find(objects[n]) for n in numbers]

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
            return [c for base in bases for c in self.found.layers(base)]
        return bases
