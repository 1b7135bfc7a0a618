"""This module is the table of derivatives of NumPy's products.

The last line of a rule holds for operands of every rank; those before it say the same
in the words of the textbook where the ranks are known.
"""

import operator

import numpy as np

from s2s import runtime
from s2s.rules.registry import existing, joining, linear


@linear(np.matmul, operator.matmul)
def matmul(a, b, y_bar):
    if np.ndim(a) == 2 and np.ndim(b) == 2:
        return y_bar @ b.T, a.T @ y_bar
    if np.ndim(a) == 2 and np.ndim(b) == 1:
        return np.outer(y_bar, b), a.T @ y_bar
    if np.ndim(a) == 1 and np.ndim(b) == 2:
        return b @ y_bar, np.outer(a, y_bar)
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return y_bar * b, y_bar * a
    return runtime.matmul_left(a, b, y_bar), runtime.matmul_right(a, b, y_bar)


@linear(np.dot)
def dot(a, b, y_bar):
    if np.ndim(a) == 2 and np.ndim(b) == 2:
        return y_bar @ b.T, a.T @ y_bar
    if np.ndim(a) == 2 and np.ndim(b) == 1:
        return np.outer(y_bar, b), a.T @ y_bar
    if np.ndim(a) == 1 and np.ndim(b) == 2:
        return b @ y_bar, np.outer(a, y_bar)
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return y_bar * b, y_bar * a
    return runtime.dot_left(a, b, y_bar), runtime.dot_right(a, b, y_bar)


@linear(np.vdot)
def vdot(a, b, y_bar):
    if np.iscomplexobj(a) or np.iscomplexobj(b):
        b_bar = np.reshape(y_bar * np.conj(a), np.shape(b))
        return np.reshape(np.conj(y_bar * b), np.shape(a)), b_bar
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return y_bar * b, y_bar * a
    return y_bar * np.reshape(b, np.shape(a)), y_bar * np.reshape(a, np.shape(b))


@linear(np.inner)
def inner(a, b, y_bar):
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return y_bar * b, y_bar * a
    return runtime.inner_left(a, b, y_bar), runtime.inner_right(a, b, y_bar)


@linear(np.outer)
def outer(a, b, y_bar):
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return y_bar @ b, a @ y_bar
    left = np.reshape(y_bar @ np.ravel(b), np.shape(a))
    return left, np.reshape(np.ravel(a) @ y_bar, np.shape(b))


@linear(np.tensordot)
def tensordot(a, b, y_bar, axes=2):
    left = runtime.tensordot_left(a, b, y_bar, axes)
    return left, runtime.tensordot_right(a, b, y_bar, axes)


@joining(np.einsum)
def einsum(*xs, y_bar):
    """The subscripts are the first of `xs`."""
    return runtime.einsum_bars(xs, y_bar)


@linear(np.kron)
def kron(a, b, y_bar):
    return runtime.kron_left(a, b, y_bar), runtime.kron_right(a, b, y_bar)


@linear(np.cross)
def cross(a, b, y_bar, axisa=-1, axisb=-1, axisc=-1, axis=None):
    """The triple product turns: y_bar . (a x b) = a . (b x y_bar)."""
    left = runtime.cross_left(a, b, y_bar, axisa, axisb, axisc, axis)
    return left, -runtime.cross_left(b, a, y_bar, axisb, axisa, axisc, axis)


@linear(*existing(np, "vecdot"))
def vecdot(x1, x2, y_bar):
    if np.iscomplexobj(x1) or np.iscomplexobj(x2):
        left = runtime.unbroadcast(np.conj(np.expand_dims(y_bar, -1) * x2), x1)
        return left, runtime.unbroadcast(np.expand_dims(y_bar, -1) * np.conj(x1), x2)
    left = runtime.unbroadcast(np.expand_dims(y_bar, -1) * x2, x1)
    return left, runtime.unbroadcast(np.expand_dims(y_bar, -1) * x1, x2)


@linear(np.convolve)
def convolve(a, v, y_bar, mode="full"):
    left = runtime.convolve_left(a, v, y_bar, mode)
    return left, runtime.convolve_left(v, a, y_bar, mode)
