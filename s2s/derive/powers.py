"""This module multiplies powers of one number by adding their exponents.

x**0.5 / x**2.0          x ** -1.5
x**2 / x                 x
"""

from __future__ import annotations

from fractions import Fraction

import gast

from s2s.tree.key import key_of
from s2s.tree.numerals import exact, numeral
from s2s.tree.template import constant, expression

_ONE = Fraction(1)


def together(a: gast.expr, b: gast.expr, sign: int) -> tuple[gast.expr, int] | None:
    """`a * b` (or `a / b`) as a power and where it stands: 1 above, -1 below the line.

    None where the two have no base in common, or no power to save.
    """
    (base, first), (other, second) = _power(a), _power(b)
    if base is a and other is b and not (sign == -1 and isinstance(a, gast.Name)):
        return None
    if key_of(base) != key_of(other):
        return None
    exponent = first + sign * second
    if exponent < 0 and exponent.denominator == 1:
        return _written(base, -exponent), -1
    return _written(base, exponent), 1


def _power(node: gast.expr) -> tuple[gast.expr, Fraction]:
    """(x, n) of `x ** n` with a constant n."""
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Pow):
        exponent = exact(node.right)
        if exponent is not None:
            return node.left, exponent
    return node, _ONE


def _written(base: gast.expr, exponent: Fraction) -> gast.expr:
    if exponent == 0:
        return constant(1.0)
    if exponent == 1:
        return base
    number = float(exponent) if exponent.denominator > 1 else int(exponent)
    return expression("x ** n", x=base, n=numeral(number, base))
