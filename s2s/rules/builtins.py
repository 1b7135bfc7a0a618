"""This module is the table of derivatives of Python's builtin functions."""

import numpy as np

from s2s import runtime
from s2s.rules.registry import elementwise, joining, linear, pair, zero


@elementwise(abs)
def absolute(x, y):
    if np.iscomplexobj(x):
        return runtime.ratio(np.conj(x), y)
    return np.sign(x)


@elementwise(pow)
def power(x, n, y):
    return n * x ** (n - (n != 0)), runtime.log_power(x, y)


@linear(float)
def float_(x, y_bar):
    return y_bar


@linear(*pair(max))
def larger(x1, x2, y_bar):
    """Python keeps the first of equals."""
    return 0.0 if x2 > x1 else y_bar, y_bar if x2 > x1 else 0.0


@linear(*pair(min))
def smaller(x1, x2, y_bar):
    return 0.0 if x2 < x1 else y_bar, y_bar if x2 < x1 else 0.0


@joining(max)
def maximum(*xs, y_bar):
    return runtime.pick_max(xs, y_bar)


@joining(min)
def minimum(*xs, y_bar):
    return runtime.pick_min(xs, y_bar)


@linear(sum)
def total(xs, start, y_bar):
    return runtime.spread(y_bar, xs), y_bar


@linear(list, tuple)
def sequence(xs, y_bar):
    return y_bar


@linear(divmod)
def divide_with_remainder(x1, x2, y, y_bar):
    return y_bar[1], -y[0] * y_bar[1]


zero(round, int, bool, len, range, isinstance, issubclass, type, id, hash, callable)
zero(print, repr, str, format, ascii, bytes, input, open, hasattr, any, all)
