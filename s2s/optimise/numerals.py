"""This module reads and makes numbers in trees: `-1` is a minus sign and a one."""

from __future__ import annotations

import gast


def constant_of(node: gast.expr) -> int | float | None:
    """The number that `node` writes out, if it does."""
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        inner = constant_of(node.operand)
        return None if inner is None else -inner
    if isinstance(node, gast.Constant) and type(node.value) in (int, float):
        return node.value
    return None


def numeral(value: float, place: gast.AST) -> gast.expr:
    """The expression that writes out `value`."""
    number = gast.Constant(value=abs(value), kind=None)
    if value < 0:
        gast.copy_location(number, place)
        number = gast.UnaryOp(op=gast.USub(), operand=number)
    return gast.copy_location(number, place)
