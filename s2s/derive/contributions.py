"""This module is what taking a cotangent through an expression gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import gast

from s2s.derive.terms import Term
from s2s.tree.names import reads


class Contribution(NamedTuple):
    """The cotangent that reaches one place that an expression reads."""

    leaf: gast.expr
    term: Term


@dataclass
class Linearised:
    """The contributions of an expression, and what must be computed before them."""

    contributions: list[Contribution] = field(default_factory=list)
    prelude: list[gast.stmt] = field(default_factory=list)
    expose: list[gast.expr] = field(default_factory=list)

    def reads(self, variable: str) -> bool:
        """Do the cotangents use the value of a variable?"""
        nodes = [f.node for c in self.contributions for f in c.term.parts]
        return any(variable in reads(n) for n in [*nodes, *self.prelude])
