"""This module computes partial derivatives that need a look at the values."""

import math
from typing import Any

import numpy as np


def ratio(a: Any, b: Any) -> Any:
    """Return a / b, and 0 where b is 0: the slope of a norm at 0."""
    if isinstance(a, int | float) and isinstance(b, int | float):
        return a / b if b else 0.0
    b = np.asarray(b)
    return np.asarray(a) / np.where(b == 0, 1, b).astype(b.dtype) * (b != 0)


def sign_back(y_bar: Any, x: Any, y: Any) -> Any:
    """Return the cotangent of x in y = np.sign(x): 0, if x is not complex.

    A complex y is x / |x|: turning x turns it, the length of x does not matter. Where
    x is 0 the cotangent is. Before NumPy 2 it was the sign of the real part.
    """
    if not np.iscomplexobj(x) or np.lib.NumpyVersion(np.__version__) < "2.0.0":
        return 0.0 * y_bar
    return 1j * np.imag(y_bar * y) * ratio(np.conj(y), np.abs(x))


def difference(a: Any, b: Any) -> Any:
    """Return a - b, and -inf where a is: the infinities of a log-sum cancel."""
    with np.errstate(invalid="ignore"):
        return np.where(
            np.isneginf(a), -np.inf, np.where(a == b, 0.0, np.subtract(a, b))
        )


def log_power(x: Any, y: Any) -> Any:
    """Return the partial of y = x**n by n: y * log(x), 0 where x is 0."""
    if isinstance(x, int | float) and isinstance(y, int | float):
        return y * math.log(x) if x > 0.0 else 0.0 if x == 0.0 else math.nan
    x = np.asarray(x)
    with np.errstate(invalid="ignore"):
        return np.where(x == 0, 0.0, y * np.log(np.where(x == 0, 1, x)))


def imaginary_back(y_bar: Any, x: Any) -> Any:
    """Return the cotangent of `x` in np.imag(x): a real number has no such part."""
    return -1j * y_bar if np.iscomplexobj(x) else 0.0 * y_bar


def count(a: Any, axis: Any = None) -> int:
    """Return how many entries are reduced to one, at least 1."""
    shape = np.shape(a)
    if axis is None:
        return max(math.prod(shape), 1)
    axes = axis if isinstance(axis, tuple) else (axis,)
    return max(math.prod(shape[each] for each in axes), 1)


def raised(y_bar: Any, axis: Any, keepdims: bool) -> Any:
    """Put the axes that a reduction took away back."""
    return y_bar if axis is None or keepdims else np.expand_dims(y_bar, axis)


def share(a: Any, y: Any, axis: Any = None) -> np.ndarray:
    """Return each entry's share in the extreme value `y`: ties share evenly."""
    hit = np.asarray(a) == y
    ties = np.sum(hit, axis, keepdims=True)
    return hit / np.maximum(ties, 1)


def product_of_others(a: Any, axis: Any = None) -> np.ndarray:
    """Return for each entry the product of the others along the axes."""
    a = np.asarray(a)
    axes = tuple(range(a.ndim)) if axis is None else axis
    axes = axes if isinstance(axes, tuple) else (axes,)
    first = tuple(range(len(axes)))
    moved = np.moveaxis(a, axes, first)
    rows = moved.reshape(math.prod(moved.shape[: len(axes)]), *moved.shape[len(axes) :])
    others = _product_before(rows) * _product_before(rows[::-1])[::-1]
    return np.moveaxis(others.reshape(moved.shape), first, axes)


def clip_inside(a: Any, a_min: Any, a_max: Any) -> Any:
    """Return the partial of np.clip(a, a_min, a_max) by `a`: at a bound 1/2."""
    return _above(a, a_min) * _above(a_max, _clipped_below(a, a_min))


def clip_below(a: Any, a_min: Any, a_max: Any) -> Any:
    """Return the partial by the lower bound."""
    return (1.0 - _above(a, a_min)) * _above(a_max, _clipped_below(a, a_min))


def clip_above(a: Any, a_min: Any, a_max: Any) -> Any:
    """Return the partial by the upper bound, which wins where the two cross."""
    return 1.0 - _above(a_max, _clipped_below(a, a_min))


def _clipped_below(a: Any, a_min: Any) -> Any:
    return a if a_min is None else np.maximum(a, a_min)


def _above(a: Any, b: Any) -> Any:
    """1 where a > b or a bound is missing, 1/2 where they are equal, else 0."""
    return (
        1.0
        if a is None or b is None
        else np.where(np.equal(a, b), 0.5, np.greater(a, b))
    )


def _product_before(rows: np.ndarray) -> np.ndarray:
    """The product of all earlier rows."""
    ones = np.ones_like(rows[:1])
    return np.cumprod(np.concatenate([ones, rows[:-1]]), axis=0)


def digamma(x: float) -> float:
    """Return the logarithmic derivative of the gamma function.

    Reflection for x < 0, the recurrence up to 10, then the asymptotic series
    (Abramowitz and Stegun 6.3.7, 6.3.5, 6.3.18).
    """
    if x < 0.0:
        return digamma(1.0 - x) - math.pi / math.tan(math.pi * x)
    total = 0.0
    while x < 10.0:
        total -= 1.0 / x
        x += 1.0
    z = 1.0 / (x * x)
    tail = z * (1 / 12 - z * (1 / 120 - z * (1 / 252 - z * (1 / 240 - z * (1 / 132)))))
    return total + math.log(x) - 0.5 / x - tail
