"""This module puts names where computations stand that have got one."""

from __future__ import annotations

import gast

from s2s.tree.key import key_of
from s2s.tree.template import name


class Rename(gast.NodeTransformer):
    """Puts the names of computations in their places; `named` goes by their keys."""

    def __init__(self, named: dict[str, str]) -> None:
        self.named = named

    def inside(self, node: gast.expr) -> gast.expr:
        """An expression with what is named in it, itself apart."""
        return super().generic_visit(node)

    def generic_visit(self, node: gast.AST) -> gast.AST:
        if isinstance(node, (gast.BinOp, gast.Call)):
            key = key_of(node)
            if key in self.named:
                return name(self.named[key])
            if not any(part in key for part in self.named):
                return node
        return super().generic_visit(node)
