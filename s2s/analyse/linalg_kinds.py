"""This module knows what linear algebra gives: products and `np.linalg`."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np

from s2s.analyse import product_kinds
from s2s.analyse.numeric_kinds import (
    Operand,
    array_of,
    as_array,
    broadcast_shapes,
    result_dtypes,
    scalar_or_array,
    shaped,
)
from s2s.analyse.numpy_table import gives
from s2s.kinds import UNKNOWN, Kind, Tuple

for _name in ("dot", "outer", "inner", "vdot", "kron"):
    gives(_name)(getattr(product_kinds, _name))
gives("matmul")(product_kinds.matmul)


def _floating(array: Operand) -> tuple[str, ...]:
    """Give the dtype that LAPACK calculates in."""
    return result_dtypes(np.true_divide, array.dtypes, array.dtypes)


@gives("linalg.inv linalg.cholesky linalg.pinv")
def _inverse(a: Kind) -> Kind:
    array = as_array(a)
    if array is None or array.shape is None:
        return UNKNOWN
    *stack, rows, columns = array.shape if len(array.shape) > 1 else (None, None)
    return array_of(_floating(array), (*stack, columns, rows))


@gives("linalg.solve")
def _solve(a: Kind, b: Kind) -> Kind:
    matrix, right = as_array(a), as_array(b)
    if matrix is None or right is None or matrix.shape is None or right.shape is None:
        return UNKNOWN
    names = result_dtypes(np.true_divide, right.dtypes, matrix.dtypes)
    plain = len(matrix.shape) == 2 and len(right.shape) in {1, 2}
    return array_of(names, right.shape if plain else None)


@gives("linalg.det")
def _det(a: Kind) -> Kind:
    array = as_array(a)
    if array is None:
        return UNKNOWN
    if array.shape is None or len(array.shape) < 2:
        return scalar_or_array(_floating(array))
    return shaped(_floating(array), array.shape[:-2])


@gives("linalg.eigh")
def _eigh(a: Kind) -> Kind:
    """Give the kinds of the (real) eigenvalues and the vectors of a real matrix."""
    array = as_array(a)
    if array is None or array.shape is None or len(array.shape) < 2:
        return UNKNOWN
    names = _floating(array)
    if not set(names) <= {"float64", "float32"}:
        return UNKNOWN
    return Tuple((array_of(names, array.shape[:-1]), array_of(names, array.shape)))


@gives("linalg.eigvalsh")
def _eigvalsh(a: Kind) -> Kind:
    pair = _eigh(a)
    return pair.items[0] if isinstance(pair, Tuple) else UNKNOWN


@gives("tensordot")
def _tensordot(a: Kind, b: Kind, axes: Any = None) -> Kind:
    """Give the kind for a number of axes; pairs of axes are not followed."""
    x, y = as_array(a), as_array(b)
    count = 2 if axes is None else getattr(axes, "symbol", None)
    if x is None or y is None or x.shape is None or y.shape is None:
        return UNKNOWN
    if not isinstance(count, int):
        return UNKNOWN
    names = result_dtypes(np.multiply, x.dtypes, y.dtypes)
    shape = (*x.shape[: len(x.shape) - count], *y.shape[count:])
    # It gives an array of no dimension, not a scalar, where nothing is left.
    return array_of(names, shape)


@gives("einsum")
def _einsum(subscripts: Any, *operands: Kind) -> Kind:
    """Give the kind where the subscripts are a text without an ellipsis."""
    text, arrays = getattr(subscripts, "symbol", None), list(map(as_array, operands))
    if not isinstance(text, str) or "." in text or None in arrays:
        return UNKNOWN
    given, arrow, made = text.replace(" ", "").partition("->")
    words = given.split(",")
    if [len(word) for word in words] != [len(a.shape or ()) for a in arrays]:
        return UNKNOWN
    lengths: dict = {}
    for word, array in zip(words, arrays, strict=True):
        for letter, length in zip(word, array.shape, strict=True):
            old = lengths.get(letter, (1,))
            lengths[letter] = broadcast_shapes(old, (length,))
    once = sorted(letter for letter in lengths if given.count(letter) == 1)
    names = reduce(_product, (array.dtypes for array in arrays))
    return shaped(names, tuple(lengths[n][0] for n in (made if arrow else once)))


def _product(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    return result_dtypes(np.multiply, a, b)
