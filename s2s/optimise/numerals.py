"""This module reads and makes numbers in trees: `-1` is a minus sign and a one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal, localcontext

import gast

_WIDE = Context(prec=50, traps=[])


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


def exactly(operation: Callable, a: float, b: float) -> float:
    """The result for two numbers as they are written out, in decimals.

    >>> import operator
    >>> exactly(operator.mul, 3.0, 0.3), exactly(operator.sub, 0.687, 1)
    (0.9, -0.313)
    """
    if isinstance(a, int) and isinstance(b, int):
        return operation(a, b)
    with localcontext(_WIDE):
        return float(operation(Decimal(repr(a)), Decimal(repr(b))))
