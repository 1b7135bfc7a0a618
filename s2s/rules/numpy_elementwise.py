"""This module is the table of derivatives of NumPy's elementwise functions.

Those that `math` has too are in `mathematics.py`.
"""

import math

import numpy as np

from s2s import runtime
from s2s.rules.registry import elementwise, linear


@elementwise(np.add)
def add(x1, x2):
    return 1.0, 1.0


@elementwise(np.subtract)
def subtract(x1, x2):
    return 1.0, -1.0


@elementwise(np.multiply)
def multiply(x1, x2):
    return x2, x1


@elementwise(np.divide, np.true_divide)
def divide(x1, x2, y):
    return 1.0 / x2, -y / x2


@elementwise(np.negative)
def negative(x):
    return -1.0


@elementwise(np.positive)
def positive(x):
    return 1.0


@elementwise(np.abs, np.absolute, np.fabs)
def absolute(x, y):
    if np.iscomplexobj(x):
        return runtime.ratio(np.conj(x), y)
    return np.sign(x)


@linear(np.sign, flat=True)
def sign(x, y, y_bar):
    """Of a complex z since NumPy 2: z / |z|; the sign of its real part before."""
    return runtime.sign_back(y_bar, x, y)


@elementwise(np.square)
def square(x):
    return 2.0 * x


@elementwise(np.reciprocal)
def reciprocal(x, y):
    return -y * y


@elementwise(np.mod, np.remainder)
def remainder(x1, x2):
    return 1.0, -(x1 // x2)


@elementwise(np.copysign)
def copysign(x1, x2):
    return np.sign(x1) * np.copysign(1.0, x2), 0.0


@elementwise(np.heaviside)
def heaviside(x1, x2):
    return 0.0, np.where(x1 == 0.0, 1.0, 0.0)


@elementwise(np.sinc)
def sinc(x, y):
    return runtime.ratio(np.cos(math.pi * x) - y, x)


@elementwise(np.logaddexp)
def logaddexp(x1, x2, y):
    return np.exp(runtime.difference(x1, y)), np.exp(runtime.difference(x2, y))


@elementwise(np.logaddexp2)
def logaddexp2(x1, x2, y):
    return np.exp2(runtime.difference(x1, y)), np.exp2(runtime.difference(x2, y))


@elementwise(np.nan_to_num)
def nan_to_num(x):
    return np.where(np.isfinite(x), 1.0, 0.0)


@elementwise(np.ldexp)
def ldexp(x1, x2):
    return np.exp2(x2), None


@linear(np.conj, np.conjugate)
def conjugate(x, y_bar):
    return np.conj(y_bar)


@linear(np.ndarray.conj, np.ndarray.conjugate, view="maybe")
def conjugate_method(x, y_bar):
    return np.conj(y_bar)


@linear(np.real, np.ndarray.real, view="always")
def real(x, y_bar):
    return y_bar


@linear(np.imag, np.ndarray.imag, view="always")
def imaginary(x, y_bar):
    return runtime.imaginary_back(y_bar, x)


@linear(np.ndarray.astype, view="maybe")
def astype(x, y_bar, dtype=None, order="K", casting="unsafe", subok=True, copy=True):
    return y_bar


@linear(np.ndarray.item)
def item(x, y_bar, *args):
    return runtime.placed(y_bar, x, args)


@linear(np.ndarray.tolist)
def tolist(x, y_bar):
    return np.asarray(y_bar)
