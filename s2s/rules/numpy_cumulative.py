"""This module is the table of derivatives of running sums, products and differences."""

import numpy as np

from s2s import runtime
from s2s.rules.registry import existing, linear


@linear(np.cumsum)
def cumsum(a, y_bar, axis=None, dtype=None, out=None):
    if axis is None:
        if np.ndim(a) == 1:
            return np.cumsum(y_bar[::-1])[::-1]
        return np.reshape(np.cumsum(y_bar[::-1])[::-1], np.shape(a))
    return np.flip(np.cumsum(np.flip(y_bar, axis), axis), axis)


@linear(np.cumprod)
def cumprod(a, y, y_bar, axis=None, dtype=None, out=None):
    return runtime.cumprod_back(y_bar, a, y, axis)


@linear(np.diff)
def diff(a, y_bar, n=1, axis=-1):
    if n == 1:
        return -np.diff(y_bar, axis=axis, prepend=0.0, append=0.0)
    return runtime.diff_back(y_bar, n, axis)


@linear(np.ediff1d)
def ediff1d(ary, y_bar):
    return np.reshape(-np.diff(y_bar, prepend=0.0, append=0.0), np.shape(ary))


@linear(*existing(np, "trapezoid trapz"))
def trapezoid(values, x, dx, y_bar, axis=-1):
    values_bar = runtime.trapezoid_values(y_bar, values, x, dx, axis)
    x_bar = runtime.trapezoid_points(y_bar, values, x, axis)
    return values_bar, x_bar, runtime.trapezoid_step(y_bar, values, x, axis)
