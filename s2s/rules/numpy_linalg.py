"""This module is the table of derivatives of `np.linalg`.

After Giles, "An extended collection of matrix derivative results" (2008).
"""

import numpy as np

from s2s import runtime
from s2s.rules.registry import linear


@linear(np.linalg.norm)
def norm(x, y, y_bar, ord=None, axis=None, keepdims=False):
    """0 at 0."""
    if np.iscomplexobj(x):
        return np.conj(runtime.norm_back(y_bar, x, y, ord, axis, keepdims))
    if ord is None and axis is None:
        return y_bar * runtime.ratio(x, y)
    return runtime.norm_back(y_bar, x, y, ord, axis, keepdims)


@linear(np.linalg.solve)
def solve(a, b, y, y_bar):
    if np.ndim(a) == 2 and np.ndim(b) == 1:
        b_bar = np.linalg.solve(a.T, y_bar)
        return -np.outer(b_bar, y), b_bar
    if np.ndim(a) == 2 and np.ndim(b) == 2:
        b_bar = np.linalg.solve(a.T, y_bar)
        return -b_bar @ y.T, b_bar
    b_bar = runtime.solve_transposed(a, y_bar)
    return runtime.solve_left(b_bar, a, y), runtime.unbroadcast(b_bar, b)


@linear(np.linalg.inv)
def inv(a, y, y_bar):
    if np.ndim(a) == 2:
        return -y.T @ y_bar @ y.T
    return -np.swapaxes(y, -1, -2) @ y_bar @ np.swapaxes(y, -1, -2)


@linear(np.linalg.det)
def det(a, y_bar):
    if np.ndim(a) == 2:
        return y_bar * runtime.cofactors(a)
    return np.expand_dims(y_bar, (-2, -1)) * runtime.cofactors(a)


@linear(np.linalg.slogdet)
def slogdet(a, y, y_bar):
    """The sign of a complex determinant turns; that of a real one stays what it is."""
    inverse = np.swapaxes(np.linalg.inv(a), -1, -2)
    if np.iscomplexobj(a):
        turned = y_bar[1] + 1j * np.imag(y_bar[0] * y[0])
        return np.expand_dims(turned, (-2, -1)) * inverse
    return np.expand_dims(y_bar[1], (-2, -1)) * inverse


@linear(np.linalg.cholesky)
def cholesky(a, y, y_bar):
    return runtime.cholesky_back(y_bar, y)


@linear(np.linalg.eigvalsh)
def eigvalsh(a, y_bar, UPLO="L"):
    return runtime.eigvalsh_back(y_bar, a, UPLO)
