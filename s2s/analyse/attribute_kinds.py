"""This module knows what the attributes of numbers and arrays are.

>>> u = Array("float64", ("n", 3))
>>> show(attribute(u, "T")), show(attribute(u, "shape")), show(attribute(u, "size"))
('float64[3, n]', '(int = n, int = 3)', 'int = 3*n')
"""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.analyse import lengths
from s2s.analyse.numeric_kinds import elementwise
from s2s.kinds import (
    INT,
    NUMBER,
    UNKNOWN,
    Array,
    Complex,
    Float,
    Inert,
    Kind,
    List,
    Number,
    Tuple,
    show,
)

__all__ = ["attribute", "dtype_name", "show"]


def attribute(kind: Kind | None, name: str) -> Kind | None:
    """Give the kind of `x.name`; None where no value gets there."""
    match kind:
        case None:
            return None
        case Array(_, None) | Number():
            return _of_any_rank(kind, name)
        case Array():
            return _of_array(kind, name)
        case Float() | Complex() | Inert("int") if name in {"real", "imag"}:
            return elementwise(getattr(np, name), kind)
        case Float() if name == "T":
            return kind
        case Float() | Complex():
            scalar = {
                "shape": Tuple(()),
                "ndim": Inert("int", 0),
                "size": Inert("int", 1),
            }
            return scalar.get(name, UNKNOWN)
    return UNKNOWN


def _of_any_rank(kind: Array | Number, name: str) -> Kind:
    if name == "shape":
        return List(INT)  # a tuple of unknown length
    if name in {"ndim", "size"}:
        return INT
    if name in {"T", "mT"}:
        return kind
    return NUMBER if isinstance(kind, Number) and name == "real" else UNKNOWN


def _of_array(array: Array, name: str) -> Kind:
    match name:
        case "T":
            return Array(array.dtype, array.shape[::-1])
        case "mT" if len(array.shape) > 1:
            *stack, rows, columns = array.shape
            return Array(array.dtype, (*stack, columns, rows))
        case "shape":
            return Tuple(tuple([int_of(length) for length in array.shape]))
        case "ndim":
            return Inert("int", len(array.shape))
        case "size":
            return Inert("int", lengths.product(array.shape))
        case "dtype":
            return Inert("type", array.dtype or None)
        case "real" | "imag":
            return elementwise(getattr(np, name), array, array=True)
    return UNKNOWN


def int_of(length: Any) -> Inert:
    """Give the int that a length is."""
    return Inert("int", lengths.value_of_length(length))


def dtype_name(found: Any) -> str | None:
    """Give the name of the dtype that a type means to NumPy, None if it means none."""
    try:
        name = np.dtype(found).name
    except TypeError:
        return None
    return None if name == "object" and found is not object else name
