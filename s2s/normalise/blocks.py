"""This module walks the blocks of a function: the lists of statements in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import gast

from s2s.tree.template import expression

Rewrite = Callable[[gast.stmt], list[gast.stmt]]

_COMPOUND = (gast.If, gast.For, gast.While)


def rewrite(body: list[gast.stmt], statement: Rewrite) -> list[gast.stmt]:
    """`body` with each statement replaced, and then those inside of it."""
    made = []
    for node in body:
        made.extend(statement(node))
        if isinstance(node, _COMPOUND):
            node.body = rewrite(node.body, statement) or [gast.Pass()]
            node.orelse = rewrite(node.orelse, statement)
    return made


def statements(body: list[gast.stmt]) -> Iterator[gast.stmt]:
    """The statements of `body` and of the branches and loops in it."""
    for node in body:
        yield node
        if isinstance(node, _COMPOUND):
            yield from statements(node.body)
            yield from statements(node.orelse)


def on_flag(
    test: str, body: list[gast.stmt], orelse: list[gast.stmt] | None = None
) -> gast.If:
    """An `if` around statements, which stay the nodes that they are."""
    return gast.If(test=expression(test), body=body, orelse=orelse or [])
