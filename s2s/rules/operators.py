"""This module is the table of derivatives of Python's operators.

`operator.iadd` and its like have no rule: what they change is not to be seen.
"""

import operator

import numpy as np

from s2s import runtime
from s2s.rules.registry import elementwise, zero


@elementwise(operator.add)
def add(x1, x2):
    return 1.0, 1.0


@elementwise(operator.sub)
def subtract(x1, x2):
    return 1.0, -1.0


@elementwise(operator.mul)
def multiply(x1, x2):
    return x2, x1


@elementwise(operator.truediv)
def divide(x1, x2, y):
    return 1.0 / x2, -y / x2


@elementwise(operator.mod)
def remainder(x1, x2):
    return 1.0, -(x1 // x2)


@elementwise(operator.pow)
def power(x, n, y):
    """`x**0` is constant, at 0 too: there `n != 0` keeps the exponent at 0."""
    return n * x ** (n - (n != 0)), runtime.log_power(x, y)


@elementwise(operator.neg)
def negative(x):
    return -1.0


@elementwise(operator.pos)
def positive(x):
    return 1.0


@elementwise(operator.abs)
def absolute(x, y):
    if np.iscomplexobj(x):
        return runtime.ratio(np.conj(x), y)
    return np.sign(x)


zero(operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge)
zero(operator.is_, operator.is_not, operator.not_, operator.truth, operator.contains)
zero(operator.and_, operator.or_, operator.xor, operator.invert, operator.index)
zero(operator.lshift, operator.rshift, operator.floordiv)
