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


class Exposure(NamedTuple):
    """Names read before they are assigned; assigned on every path; on some path."""

    exposed: frozenset
    assigned: frozenset
    written: frozenset


NOTHING = Exposure(frozenset(), frozenset(), frozenset())


def exposure(statements: list[gast.stmt]) -> Exposure:
    """The exposure of a block."""
    found = NOTHING
    for statement in statements:
        found = _then(found, _one(statement))
    return found


def has_break(node: gast.stmt) -> bool:
    """Does a `break` inside the statement leave the loop around it?"""
    if isinstance(node, gast.Break):
        return True
    if isinstance(node, (gast.For, gast.While)) or not hasattr(node, "body"):
        return False
    return any(map(has_break, [*node.body, *getattr(node, "orelse", [])]))


def _then(a: Exposure, b: Exposure) -> Exposure:
    return Exposure(
        a.exposed | (b.exposed - a.assigned), a.assigned | b.assigned,
        a.written | b.written,
    )


def _one(node: gast.stmt) -> Exposure:
    if isinstance(node, gast.If):
        return _branch(node)
    if isinstance(node, (gast.For, gast.While)):
        return _loop(node)
    bound = frozenset(bindings([node]))
    return Exposure(frozenset(reads(node)), bound, bound)


def _branch(node: gast.If) -> Exposure:
    a, b = exposure(node.body), exposure(node.orelse)
    test = frozenset(reads(node.test))
    return Exposure(
        test | a.exposed | b.exposed, a.assigned & b.assigned, a.written | b.written
    )


def _loop(node: gast.stmt) -> Exposure:
    body = exposure(node.body)
    if isinstance(node, gast.While):
        head = frozenset(reads(node.test))
        return Exposure(head | body.exposed, frozenset(), body.written)
    bound = frozenset(target_names(node.target))
    head = frozenset(reads(node.iter))
    return Exposure(head | (body.exposed - bound), frozenset(), body.written | bound)
