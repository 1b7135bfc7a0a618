"""This module knows what products of vectors and matrices give.

>>> show(matmul(Array("float64", ("n",)), Array("float64", ("n",))))
'float'
"""

from __future__ import annotations

import numpy as np

from s2s.analyse import lengths
from s2s.analyse.numeric_kinds import (
    Operand,
    array_of,
    as_array,
    broadcast_shapes,
    elementwise,
    result_dtypes,
    scalar_or_array,
    shaped,
)
from s2s.kinds import UNKNOWN, Array, Kind, show

__all__ = ["Array", "dot", "matmul", "show"]


def matmul(a: Kind, b: Kind) -> Kind:
    """Give the kind of `a @ b`."""
    x, y = as_array(a), as_array(b)
    if x is None or y is None:
        return UNKNOWN
    dtypes = _dtypes(x, y)
    if x.shape is None or y.shape is None:
        return scalar_or_array(dtypes)
    if x.shape == () or y.shape == ():
        return UNKNOWN
    stack = broadcast_shapes(x.shape[:-2], y.shape[:-2])
    return shaped(dtypes, stack + x.shape[-2:-1] + _columns(y.shape))


def _columns(shape: tuple) -> tuple:
    return shape[-1:] if len(shape) > 1 else ()


def _dtypes(x: Operand, y: Operand) -> tuple[str, ...]:
    return result_dtypes(np.multiply, x.dtypes, y.dtypes)


def dot(a: Kind, b: Kind) -> Kind:
    """Give the kind of `np.dot(a, b)`: like `@` up to matrices, and with scalars.

    >>> show(dot(Array("float64", ("n", "m")), Array("float64", ("k", "m", 3))))
    'float64[n, k, 3]'
    """
    x, y = as_array(a), as_array(b)
    if x is None or y is None:
        return UNKNOWN
    if x.shape is None or y.shape is None:
        return scalar_or_array(_dtypes(x, y))
    if x.shape == () or y.shape == ():
        return elementwise(np.multiply, a, b)
    rest = y.shape[:-2] + _columns(y.shape)
    return shaped(_dtypes(x, y), x.shape[:-1] + rest)


def outer(a: Kind, b: Kind) -> Kind:
    """Give the kind of `np.outer(a, b)`, which flattens both."""
    x, y = as_array(a), as_array(b)
    if x is None or y is None:
        return UNKNOWN
    return array_of(_dtypes(x, y), (flat_length(x), flat_length(y)))


def inner(a: Kind, b: Kind) -> Kind:
    """Give the kind of `np.inner(a, b)`."""
    x, y = as_array(a), as_array(b)
    if x is None or y is None:
        return UNKNOWN
    if x.shape is None or y.shape is None:
        return scalar_or_array(_dtypes(x, y))
    if x.shape == () or y.shape == ():
        return elementwise(np.multiply, a, b)
    return shaped(_dtypes(x, y), x.shape[:-1] + y.shape[:-1])


def vdot(a: Kind, b: Kind) -> Kind:
    """Give the kind of `np.vdot(a, b)`: always a scalar."""
    x, y = as_array(a), as_array(b)
    return UNKNOWN if x is None or y is None else shaped(_dtypes(x, y), ())


def kron(a: Kind, b: Kind) -> Kind:
    """Give the kind of `np.kron(a, b)`, whose lengths are products."""
    x, y = as_array(a), as_array(b)
    if x is None or y is None or x.shape is None or y.shape is None:
        return UNKNOWN
    rank = max(len(x.shape), len(y.shape))
    return array_of(_dtypes(x, y), (None,) * rank) if rank else UNKNOWN


def flat_length(array: Operand) -> object:
    """Give the length of an array laid out flat."""
    if array.shape is None:
        return None
    return lengths.length_of_value(lengths.product(array.shape))
