"""This module is the table of derivatives of functions that choose among values."""

import numpy as np

from s2s import runtime
from s2s.rules.registry import elementwise, linear


@linear(np.where)
def where(condition, x1, x2, y_bar):
    return (
        None,
        runtime.unbroadcast(np.where(condition, y_bar, 0.0), x1),
        runtime.unbroadcast(np.where(condition, 0.0, y_bar), x2),
    )


@elementwise(np.maximum)
def maximum(x1, x2):
    return np.where(x1 == x2, 0.5, x1 > x2), np.where(x1 == x2, 0.5, x2 > x1)


@elementwise(np.minimum)
def minimum(x1, x2):
    return np.where(x1 == x2, 0.5, x1 < x2), np.where(x1 == x2, 0.5, x2 < x1)


@elementwise(np.fmax, np.fmin)
def extreme_of_numbers(x1, x2, y):
    return np.where(x1 == x2, 0.5, x1 == y), np.where(x1 == x2, 0.5, x2 == y)


@elementwise(np.clip)
def clip(a, a_min, a_max):
    inside = runtime.clip_inside(a, a_min, a_max)
    below = runtime.clip_below(a, a_min, a_max)
    return inside, below, runtime.clip_above(a, a_min, a_max)


@elementwise(np.ndarray.clip)
def clip_method(a, min, max):
    inside = runtime.clip_inside(a, min, max)
    below = runtime.clip_below(a, min, max)
    return inside, below, runtime.clip_above(a, min, max)


@linear(np.take)
def take(a, y_bar, indices=None, axis=None, out=None, mode="raise"):
    return runtime.take_back(y_bar, a, indices, axis, mode)


@linear(np.take_along_axis)
def take_along_axis(arr, y_bar, indices=None, axis=-1):
    return runtime.take_along_axis_back(y_bar, arr, indices, axis)


@linear(np.compress)
def compress(condition, a, y_bar, axis=None):
    return None, runtime.take_back(y_bar, a, np.flatnonzero(condition), axis, "raise")


@linear(np.sort)
def sort(a, y_bar, axis=-1, kind=None, order=None):
    return runtime.sort_back(y_bar, a, axis)


@linear(np.median)
def median(a, y_bar, axis=None, out=None, overwrite_input=False, keepdims=False):
    return runtime.median_back(y_bar, a, axis, keepdims)


@linear(np.interp)
def interp(x, xp, fp, y_bar):
    x_bar = y_bar * runtime.interp_slope(x, xp, fp)
    xp_bar = runtime.interp_back(-x_bar, x, xp)
    return x_bar, xp_bar, runtime.interp_back(y_bar, x, xp)


@linear(np.bincount)
def bincount(x, weights, y_bar, minlength=0):
    return None, np.take(y_bar, x)
