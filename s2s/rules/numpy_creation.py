"""This module is the table of derivatives of functions that make arrays."""

import numpy as np

from s2s import runtime
from s2s.rules.registry import joining, linear, zero


@linear(np.full)
def full(shape, fill_value, y_bar, dtype=None, order="C"):
    return None, runtime.unbroadcast(y_bar, fill_value)


@linear(np.full_like)
def full_like(a, fill_value, y_bar, dtype=None, order="K", subok=True, shape=None):
    return None, runtime.unbroadcast(y_bar, fill_value)


@linear(np.linspace)
def linspace(start, stop, y_bar, num=50, endpoint=True):
    part = np.linspace(0.0, 1.0, num, endpoint)
    start_bar = runtime.unbroadcast(np.tensordot(1.0 - part, y_bar, 1), start)
    return start_bar, runtime.unbroadcast(np.tensordot(part, y_bar, 1), stop)


@linear(np.arange)
def arange(start, stop, step, y_bar, dtype=None):
    return np.sum(y_bar), None, np.sum(y_bar * np.arange(len(y_bar)))


@linear((np.arange, 1))
def arange_from_zero(stop, y_bar, dtype=None):
    return None


@joining(np.array)
def array(xs, y_bar, dtype=None, copy=True, order="K", subok=False, ndmin=0):
    return runtime.items(y_bar, xs)


@joining(np.asarray, np.ascontiguousarray, np.asanyarray, view="maybe")
def asarray(xs, y_bar, dtype=None, order=None, copy=None):
    return runtime.items(y_bar, xs)


@linear(np.copy, runtime.copy)
def copy(a, y_bar, order="K"):
    return y_bar


@linear(np.float64, np.float32, np.float16, np.longdouble)
def scalar(x, y_bar):
    return y_bar


zero(np.zeros, np.ones, np.empty, np.zeros_like, np.ones_like, np.empty_like)
zero(np.eye, np.identity, np.tri, np.indices, np.diag_indices)
zero(np.tril_indices, np.triu_indices)
