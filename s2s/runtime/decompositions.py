"""This module holds the cotangents of norms and decompositions of matrices."""

from typing import Any

import numpy as np

from s2s.runtime.partials import product_of_others, ratio, share
from s2s.runtime.structure import unbroadcast


def norm_back(
    y_bar: Any, x: Any, y: Any, ord: Any, axis: Any, keepdims: bool
) -> np.ndarray:
    """Return the cotangent of y = np.linalg.norm(x, ord, axis, keepdims)."""
    x = np.asarray(x)
    axes = tuple(range(x.ndim)) if axis is None else axis
    axes = axes if isinstance(axes, tuple) else (axes,)
    if not keepdims:
        y_bar, y = np.expand_dims(y_bar, axes), np.expand_dims(y, axes)
    if ord is None or ord == "fro" or (ord == 2 and len(axes) == 1):
        return y_bar * ratio(x, y)
    slope = _vector_slope if len(axes) == 1 else _matrix_slope
    return y_bar * slope(x, y, ord, axes)


def solve_transposed(a: Any, y_bar: Any) -> np.ndarray:
    """Return solve(a.T, y_bar) for stacks, where `y_bar` may be one of vectors."""
    columns = y_bar[..., None] if np.ndim(y_bar) < np.ndim(a) else y_bar
    return np.linalg.solve(np.swapaxes(a, -1, -2), columns).reshape(np.shape(y_bar))


def solve_left(b_bar: Any, a: Any, y: Any) -> np.ndarray:
    """Return the cotangent of `a` in y = solve(a, b), from that of `b`."""
    if np.ndim(y) < np.ndim(a):
        b_bar, y = b_bar[..., None], y[..., None]
    return unbroadcast(-b_bar @ np.swapaxes(y, -1, -2), np.asarray(a))


def cofactors(a: Any) -> np.ndarray:
    """Return the derivative of the determinant, for singular matrices too."""
    u, s, vt = np.linalg.svd(a)
    sign = np.linalg.det(u) * np.linalg.det(vt)
    scale = np.expand_dims(product_of_others(s, -1) * np.expand_dims(sign, -1), -2)
    return (np.conj(u) * scale) @ np.conj(vt)


def cholesky_back(y_bar: Any, y: np.ndarray) -> np.ndarray:
    """The lower triangle alone is read: it takes the cotangent of the upper one."""
    middle = np.tril(_adjoint(y) @ np.conj(y_bar))
    middle = middle - 0.5 * _on_diagonal(middle)
    inverse = np.linalg.inv(y)
    return np.conj(_lower(_adjoint(inverse) @ middle @ inverse))


def eigvalsh_back(y_bar: Any, a: Any, triangle: str) -> np.ndarray:
    vectors = np.linalg.eigh(a, triangle)[1]
    bar = (vectors * np.expand_dims(y_bar, -2)) @ _adjoint(vectors)
    return np.conj(_lower(bar) if triangle == "L" else _adjoint(_lower(bar)))


def _adjoint(a: np.ndarray) -> np.ndarray:
    return np.conj(np.swapaxes(a, -1, -2))


def _lower(bar: np.ndarray) -> np.ndarray:
    both = np.tril(bar + _adjoint(bar))
    return both - 0.5 * _on_diagonal(both)


def _on_diagonal(a: np.ndarray) -> np.ndarray:
    return a * np.eye(a.shape[-1])


def _vector_slope(x: np.ndarray, y: Any, ord: Any, axes: tuple) -> np.ndarray:
    if ord == 0:
        return np.zeros_like(x)
    if ord == 1:
        return _direction(x)
    if np.isinf(ord):
        return _direction(x) * share(np.abs(x), y, axes)
    size = np.abs(x)
    power = np.where(size == 0, 0.0, np.where(size == 0, 1.0, size) ** (ord - 1))
    return ratio(_direction(x) * power, y ** (ord - 1))


def _direction(x: np.ndarray) -> np.ndarray:
    """Return the signs of real numbers, the phases of complex ones."""
    return ratio(x, np.abs(x))


def _matrix_slope(x: np.ndarray, y: Any, ord: Any, axes: tuple) -> np.ndarray:
    """The two axes last, one slope a matrix, and back."""
    moved = np.moveaxis(x, axes, (-2, -1))
    if ord in (1, -1, np.inf, -np.inf):
        along = -2 if abs(ord) == 1 else -1
        sums = np.sum(np.abs(moved), along, keepdims=True)
        extreme = np.max if ord > 0 else np.min
        best = extreme(sums, (-2, -1), keepdims=True)
        slope = _direction(moved) * share(sums, best, (-2, -1))
    else:
        slope = _spectral_slope(moved, ord)
    return np.moveaxis(slope, (-2, -1), axes)


def _spectral_slope(x: np.ndarray, ord: Any) -> np.ndarray:
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    picked = {
        "nuc": np.sign(s),
        2: share(s, s[..., :1], -1),
        -2: share(s, s[..., -1:], -1),
    }[ord]
    return (u * picked[..., None, :]) @ vt
