"""This module knows where control leaves a block: `return`, `break`, `continue`."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from s2s.normalise.taint import inner_statements
from s2s.normalise.walk import nodes

_EXITS = (gast.Return, gast.Break, gast.Continue)
_LOOPS = (gast.For, gast.While)


def exits_of(node: gast.stmt) -> Iterator[gast.stmt]:
    """The exits in `node` that leave it: those of loops inside of it do not."""
    if isinstance(node, _EXITS):
        yield node
    elif isinstance(node, _LOOPS):
        inner = (e for s in node.body for e in exits_of(s))
        yield from (e for e in inner if isinstance(e, gast.Return))
        yield from (e for s in node.orelse for e in exits_of(s))
    else:
        yield from (e for s in inner_statements(node) for e in exits_of(s))


def is_structured(tree: gast.FunctionDef) -> bool:
    """Whether the last statement is the only exit, and no loop has an `else`."""
    found = nodes(tree.body)
    exits = [node for node in found if isinstance(node, _EXITS)]
    loops = [node for node in found if isinstance(node, _LOOPS)]
    return exits == tree.body[-1:] and not any(loop.orelse for loop in loops)


def may_leave(body: list[gast.stmt]) -> bool:
    """Whether a statement of `body` may leave it."""
    return any(True for node in body for _ in exits_of(node))


def always_leaves(body: list[gast.stmt]) -> bool:
    """Whether what follows `body` is never reached."""
    return any(_always_leaves(node) for node in body)


def _always_leaves(node: gast.stmt) -> bool:
    if isinstance(node, gast.If):
        return always_leaves(node.body) and always_leaves(node.orelse)
    if isinstance(node, gast.While):
        return _is_endless(node)
    return isinstance(node, (*_EXITS, gast.Raise))


def _is_endless(node: gast.While) -> bool:
    always = isinstance(node.test, gast.Constant) and bool(node.test.value)
    inner = (e for s in node.body for e in exits_of(s))
    return always and not any(isinstance(e, gast.Break) for e in inner)
