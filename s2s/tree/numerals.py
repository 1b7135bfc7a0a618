"""This module reads and makes numbers in trees: `-1` is a minus sign and a one."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

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


def exact(node: gast.expr) -> Fraction | None:
    """The number that `node` writes out, as it is written.

    >>> exact(gast.parse("-0.3").body[0].value)
    Fraction(-3, 10)
    """
    value = constant_of(node)
    return None if value is None or not math.isfinite(value) else _fraction(repr(value))


_fraction = lru_cache(maxsize=1024)(Fraction)


@lru_cache(maxsize=1024)
def quotient(value: Fraction | int) -> tuple[float, float]:
    """Two numbers that are short to write, the quotient of which is `value`.

    The second is 1.0 unless that saves many digits.

    >>> quotient(Fraction(1, 4)), quotient(Fraction(8, 3)), quotient(Fraction(200, 981))
    ((0.25, 1.0), (8.0, 3.0), (1.0, 4.905))
    """
    value = Fraction(value)
    if not value:
        return 0.0, 1.0
    scale = abs(value.numerator) // _apart_from_two_and_five(abs(value.numerator))
    whole = value.denominator
    divisors = [1, whole, Fraction(whole, scale)]
    divisors += [Fraction(whole, 10**k) for k in (1, 2, 3, 4)]
    pairs = [(value * divisor, divisor) for divisor in divisors]
    shown = [p for p in pairs if all(Fraction(repr(float(v))) == v for v in p)]
    a, b = min(shown or pairs[:1], key=_length)
    return float(a), float(b)


def _apart_from_two_and_five(number: int) -> int:
    """An integer without the factors that end as decimals."""
    for prime in (2, 5):
        while number and number % prime == 0:
            number //= prime
    return number or 1


def _length(pair: tuple) -> tuple[int, int]:
    """How many digits two numbers take to write, and how many zeros around these.

    A division counts as four digits.
    """
    texts = [repr(float(number)).removesuffix(".0") for number in pair if number != 1]
    written = [text.replace(".", "") for text in texts]
    digits = sum(len(text.strip("0")) for text in written)
    zeros = sum(map(len, written)) - digits
    return digits + (0 if pair[1] == 1 else 4), zeros
