"""This module finds the constant in a product, and takes it out.

2.0 * x * y             2.0         x * y
0.5 / s * x             0.5         1.0 / s * x
"""

from __future__ import annotations

import gast

from s2s.optimise.nodes import changed
from s2s.tree.numerals import constant_of, numeral


def factor(node: gast.expr) -> float | None:
    """The first constant that a product or quotient is multiplied by."""
    constant = constant_of(node)
    if constant is None and _is(node, gast.Mult, gast.Div):
        constant = factor(node.left)
        if constant is None and _is(node, gast.Mult):
            return factor(node.right)
    return constant


def with_factor(node: gast.expr, constant: float) -> gast.expr:
    """The product with its first constant replaced."""
    if constant_of(node) is not None:
        return numeral(constant, node)
    side = "right" if factor(node.left) is None else "left"
    return changed(node, **{side: with_factor(getattr(node, side), constant)})


def without_factor(node: gast.expr) -> gast.expr | None:
    """The product without its first constant; None if there is nothing else."""
    if constant_of(node) is not None:
        return None
    side, other = ("right", "left") if factor(node.left) is None else ("left", "right")
    rest = without_factor(getattr(node, side))
    if rest is None and _is(node, gast.Div):
        return with_factor(node, 1.0)
    return getattr(node, other) if rest is None else changed(node, **{side: rest})


def _is(node: gast.expr, *operators: type) -> bool:
    return isinstance(node, gast.BinOp) and isinstance(node.op, operators)
