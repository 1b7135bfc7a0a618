"""This module tells which names hold values of one trip of a loop only.

    for k in range(n):          k: of a trip of `k`
        row = a[k, k:]          row: of a trip of `k`
        s = s + row @ row       s: no, the next trip reads it

What is known of such a name may mention the index of the loop.
"""

from __future__ import annotations

from collections import Counter

import gast

from s2s.analyse.exposure import Exposures
from s2s.tree.names import names_in
from s2s.tree.walk import nodes

_LOOPS = (gast.For, gast.If, gast.While)
_PLAIN = (gast.Assign, gast.AugAssign, gast.Expr, gast.Return, gast.Pass, gast.Break)


def trips(tree: gast.FunctionDef) -> dict[str, frozenset[str]]:
    """The indices of loops of the trips of which names are; only what has some."""
    mentions = Counter(_mentioned(tree))
    loops = [
        n for n in nodes(tree) if isinstance(n, gast.For) and _index(n) is not None
    ]
    if not loops:
        return {}
    opaque, exposures = _opaque(tree.body), Exposures()
    stored = Counter(n.id for n in nodes(tree) if _is_stored(n))
    found: dict[str, set[str]] = {}
    for loop in loops:
        index = _index(loop)
        if stored[index] > 1 or index in opaque:
            continue
        body = exposures.block(loop.body)
        inside = Counter(n for s in loop.body for n in _mentioned(s))
        own = {n for n in body.written - body.exposed if inside[n] == mentions[n]}
        for variable in {index, *(own - opaque)}:
            found.setdefault(variable, set()).add(index)
    return {variable: frozenset(held) for variable, held in found.items()}


def _index(loop: gast.For) -> str | None:
    """The index of a loop over a range."""
    called = getattr(getattr(loop.iter, "func", None), "id", "")
    return getattr(loop.target, "id", None) if called == "range" else None


def _mentioned(tree: gast.AST) -> list[str]:
    return [n.id for n in nodes(tree) if isinstance(n, gast.Name)]


def _is_stored(node: gast.AST) -> bool:
    return isinstance(node, gast.Name) and not isinstance(node.ctx, gast.Load)


def _opaque(body: list) -> set[str]:
    """The names in statements that may end half-way, or run at another time."""
    found: set[str] = set()
    for node in body:
        if isinstance(node, _LOOPS):
            found |= _opaque([*node.body, *node.orelse])
        elif not isinstance(node, _PLAIN):
            found |= names_in(node)
    return found
