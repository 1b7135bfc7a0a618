"""This module is the table of derivatives of NumPy's reductions.

`np.expand_dims(y_bar, axis)` puts the reduced axes back, to broadcast over them.
"""

import numpy as np

from s2s import runtime
from s2s.rules.registry import linear


@linear(np.sum)
def total(
    a, y_bar, axis=None, dtype=None, out=None, keepdims=False, initial=0.0, where=True
):
    if where is not True:
        return np.where(where, runtime.raised(y_bar, axis, keepdims), 0.0)
    if axis is None or keepdims:
        return y_bar
    return np.expand_dims(y_bar, axis)


@linear(np.mean)
def mean(a, y_bar, axis=None, dtype=None, out=None, keepdims=False):
    if axis is None:
        return y_bar / (np.size(a) or 1)
    if keepdims:
        return y_bar / runtime.count(a, axis)
    if isinstance(axis, int):
        return np.expand_dims(y_bar, axis) / np.shape(a)[axis]
    return np.expand_dims(y_bar, axis) / runtime.count(a, axis)


@linear(np.prod)
def product(a, y_bar, axis=None, dtype=None, out=None, keepdims=False):
    """Each entry's partial is the product of the others: no division by zero."""
    if axis is None:
        return y_bar * runtime.product_of_others(a)
    if keepdims:
        return y_bar * runtime.product_of_others(a, axis)
    return np.expand_dims(y_bar, axis) * runtime.product_of_others(a, axis)


@linear(np.max, np.min, np.amax, np.amin)
def extreme(a, y, y_bar, axis=None, out=None, keepdims=False):
    """Ties share evenly."""
    if axis is None:
        return y_bar * runtime.share(a, y)
    if keepdims:
        return y_bar * runtime.share(a, y, axis)
    return np.expand_dims(y_bar, axis) * runtime.share(a, np.expand_dims(y, axis), axis)


@linear(np.ptp)
def peak_to_peak(a, y_bar, axis=None, out=None, keepdims=False):
    spread = runtime.share(a, np.max(a, axis, keepdims=True), axis) - runtime.share(
        a, np.min(a, axis, keepdims=True), axis
    )
    if axis is None or keepdims:
        return y_bar * spread
    return np.expand_dims(y_bar, axis) * spread


@linear(np.var)
def variance(a, y_bar, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    if axis is None and ddof == 0 and not np.iscomplexobj(a):
        return 2.0 * y_bar / (np.size(a) or 1) * (a - np.mean(a))
    deviation = a - np.mean(a, axis, keepdims=True)
    deviation = np.conj(deviation) if np.iscomplexobj(a) else deviation
    scale = 2.0 * y_bar / (runtime.count(a, axis) - ddof)
    if axis is None or keepdims:
        return scale * deviation
    return np.expand_dims(scale, axis) * deviation


@linear(np.std)
def deviation(a, y, y_bar, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    """0 where all entries are equal."""
    if axis is None and ddof == 0 and not np.iscomplexobj(a):
        return runtime.ratio(y_bar, y) / (np.size(a) or 1) * (a - np.mean(a))
    deviation = a - np.mean(a, axis, keepdims=True)
    deviation = np.conj(deviation) if np.iscomplexobj(a) else deviation
    scale = runtime.ratio(y_bar, y) / (runtime.count(a, axis) - ddof)
    if axis is None or keepdims:
        return scale * deviation
    return np.expand_dims(scale, axis) * deviation


@linear(np.nansum)
def total_of_numbers(a, y_bar, axis=None, dtype=None, out=None, keepdims=False):
    if axis is None or keepdims:
        return np.where(np.isnan(a), 0.0, y_bar)
    return np.where(np.isnan(a), 0.0, np.expand_dims(y_bar, axis))


@linear(np.nanmean)
def mean_of_numbers(a, y_bar, axis=None, dtype=None, out=None, keepdims=False):
    share = y_bar / np.sum(~np.isnan(a), axis, keepdims=keepdims)
    if axis is None or keepdims:
        return np.where(np.isnan(a), 0.0, share)
    return np.where(np.isnan(a), 0.0, np.expand_dims(share, axis))


@linear(np.nanmax, np.nanmin)
def extreme_of_numbers(a, y, y_bar, axis=None, out=None, keepdims=False):
    if axis is None or keepdims:
        return y_bar * runtime.share(a, y, axis)
    return np.expand_dims(y_bar, axis) * runtime.share(a, np.expand_dims(y, axis), axis)
