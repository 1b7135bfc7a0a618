"""This module tells which names a piece of program reads before it assigns them.

a = x + y        exposed: b, x, y
if a > b:        assigned (on every path): a, c
    c = 1.0      written (on some path): a, c, d
    d = 2.0
else:
    c = 2.0
"""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.analyse.flow import target_names
from s2s.tree.names import assigned as bindings
from s2s.tree.names import reads

# What is only left in inert code; it may end before it has bound its names.
_PARTLY = (gast.Try, gast.With, gast.Match)


class Exposure(NamedTuple):
    """Names read before they are assigned; assigned on every path; on some path."""

    exposed: frozenset
    assigned: frozenset
    written: frozenset


class Exposures:
    """The exposures of statements that stay as they are: each is found once."""

    def __init__(self) -> None:
        self._known: dict[gast.stmt, Exposure] = {}

    def of(self, statement: gast.stmt) -> Exposure:
        """The exposure of a statement."""
        found = self._known.get(statement)
        if found is None:
            found = self._known[statement] = self._find(statement)
        return found

    def block(self, statements: list[gast.stmt]) -> Exposure:
        """The exposure of a block."""
        exposed, assigned, written = set(), set(), set()
        for one in map(self.of, statements):
            exposed |= one.exposed - assigned
            assigned |= one.assigned
            written |= one.written
        return Exposure(frozenset(exposed), frozenset(assigned), frozenset(written))

    def _find(self, node: gast.stmt) -> Exposure:
        if isinstance(node, gast.If):
            return self._branch(node)
        if isinstance(node, (gast.For, gast.While)):
            return self._loop(node)
        bound = frozenset(bindings([node]))
        always = frozenset() if isinstance(node, _PARTLY) else bound
        return Exposure(frozenset(reads(node)), always, bound)

    def _branch(self, node: gast.If) -> Exposure:
        a, b = self.block(node.body), self.block(node.orelse)
        test = frozenset(reads(node.test))
        return Exposure(
            test | a.exposed | b.exposed, a.assigned & b.assigned, a.written | b.written
        )

    def _loop(self, node: gast.stmt) -> Exposure:
        body, orelse = self.block(node.body), self.block(node.orelse)
        written = body.written | orelse.written
        if isinstance(node, gast.While):
            exposed = frozenset(reads(node.test)) | body.exposed | orelse.exposed
            return Exposure(exposed, frozenset(), written)
        bound = frozenset(target_names(node.target))
        exposed = frozenset(reads(node.iter)) | (body.exposed - bound) | orelse.exposed
        return Exposure(exposed, frozenset(), written | bound)


def exposure(statements: list[gast.stmt]) -> Exposure:
    """The exposure of a block."""
    return Exposures().block(statements)


def has_break(node: gast.stmt) -> bool:
    """Does a `break` inside the statement leave the loop around it?"""
    if isinstance(node, gast.Break):
        return True
    if isinstance(node, (gast.For, gast.While)) or not hasattr(node, "body"):
        return False
    return any(map(has_break, [*node.body, *getattr(node, "orelse", [])]))
