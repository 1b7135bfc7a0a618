"""This module remembers what is known of expressions: names read, and whether pure.

Passes share the nodes that they do not change, so what one pass has found out of an
expression holds for the next. Sets of names, of which thousands may be live at a point,
are bit masks over a `Names`, the fastest sets that Python has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import gast

from s2s.optimise.purity import EFFECTS, consumes
from s2s.tree.walk import children, nodes


class Names:
    """A numbering of names, so that a set of names is an integer.

    >>> names = Names()
    >>> names.show(names.mask(["y", "x"]) | names.bit("z"))
    'x y z'
    """

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}

    def bit(self, name: str) -> int:
        """The set that holds just `name`."""
        bit = self._bits.get(name)
        return bit or self._bits.setdefault(name, 1 << len(self._bits))

    def mask(self, names: Iterable[str]) -> int:
        """The set of some names."""
        total = 0
        for name in names:
            total |= self.bit(name)
        return total

    def show(self, mask: int) -> str:
        """The names of a set, in alphabetical order."""
        return " ".join(sorted(n for n, bit in self._bits.items() if mask & bit))


class Known(NamedTuple):
    """What is known of an expression, or of a statement with all that is in it.

    `reads`: the names it reads; `mentions`: those and the ones it binds; `size`: nodes;
    `scopes`: whether something in it may capture names, or has names of its own.
    """

    reads: int
    mentions: int
    pure: bool
    scopes: bool
    size: int


_SCOPES = frozenset({
    gast.Lambda, gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp,
    gast.FunctionDef, gast.AsyncFunctionDef, gast.ClassDef, gast.NamedExpr,
    gast.Global, gast.Nonlocal,
})  # fmt: skip


class Expressions:
    """What is known of each expression; `pure` judges the calls."""

    def __init__(self, pure: Callable[[gast.Call], bool]) -> None:
        self.names = Names()
        self._pure = pure
        # The nodes are keys themselves: so they stay alive, and hash by identity.
        self._known: dict[gast.AST, Known] = {}

    def of(self, node: gast.AST) -> Known:
        """What is known of an expression or statement."""
        known = self._known.get(node)
        if known is None:
            look = self._sum if isinstance(node, gast.stmt) else self._look
            known = self._known[node] = look(node)
        return known

    def _sum(self, statement: gast.stmt) -> Known:
        reads = mentions = 0
        pure, scopes, size = True, statement.__class__ in _SCOPES, 1
        for part in map(self.of, children(statement)):
            reads |= part.reads
            mentions |= part.mentions
            pure, scopes = pure and part.pure, scopes or part.scopes
            size += part.size
        return Known(reads, mentions, pure, scopes, size)

    def _look(self, node: gast.AST) -> Known:
        reads = stores = 0
        pure, scopes = True, False
        items = nodes(node)
        for item in items:
            cls = item.__class__
            if cls is gast.Name:
                if item.ctx.__class__ is gast.Store:
                    stores |= self.names.bit(item.id)
                else:
                    reads |= self.names.bit(item.id)
            elif cls is gast.Call:
                pure = pure and self._pure(item)
            elif cls in EFFECTS or (cls is gast.comprehension and consumes(item)):
                pure = False
            scopes = scopes or cls in _SCOPES
        return Known(reads, reads | stores, pure, scopes, len(items))
