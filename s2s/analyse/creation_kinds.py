"""This module knows what functions give that make arrays.

>>> show(arange(Inert("int", "n"))), show(zeros(Tuple((INT, Inert("int", 3)))))
('int64[n]', 'float64[?, 3]')
"""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np

from s2s.analyse import lengths, numpy_table
from s2s.analyse.numeric_kinds import (
    array_of,
    as_array,
    broadcast_shapes,
    operand,
    promoted,
    result_dtypes,
)
from s2s.analyse.numpy_table import dtypes, gives, is_absent, number
from s2s.kinds import (
    INT,
    UNKNOWN,
    Array,
    Inert,
    Kind,
    Tuple,
    show,
)

__all__ = ["INT", "arange", "show", "zeros"]

ZERO, FIFTY = Inert("int", 0), Inert("int", 50)


@gives("zeros ones empty")
def zeros(shape: Kind, dtype: Any = None, order: Any = None) -> Kind:
    """Give the kind of `np.zeros(shape)`."""
    return array_of(dtypes(dtype, ("float64",)), numpy_table.shape(shape))


@gives("full")
def _full(shape: Kind, fill_value: Kind, dtype: Any = None, order: Any = None) -> Kind:
    value = as_array(fill_value)
    names = ("",) if value is None else value.dtypes
    return array_of(dtypes(dtype, names), numpy_table.shape(shape))


@gives("zeros_like ones_like empty_like")
def _like(
    a: Kind, dtype: Any = None, order: Any = None, subok: Any = None, shape: Any = None
) -> Kind:
    array = as_array(a)
    if array is None:
        return UNKNOWN
    dimensions = array.shape if is_absent(shape) else numpy_table.shape(shape)
    return array_of(dtypes(dtype, array.dtypes), dimensions)


@gives("full_like")
def _full_like(
    a: Kind,
    fill_value: Kind,
    dtype: Any = None,
    order: Any = None,
    subok: Any = None,
    shape: Any = None,
) -> Kind:
    return _like(a, dtype, order, subok, shape)


@gives("array asarray")
def _array(a: Kind, dtype: Any = None, *, copy: Any = None) -> Kind:
    found = as_array(a)
    return (
        UNKNOWN if found is None else array_of(dtypes(dtype, found.dtypes), found.shape)
    )


@gives("copy")
def _copy(a: Kind, order: Any = None) -> Kind:
    return _array(a)


@gives("ascontiguousarray asfortranarray")
def _contiguous(a: Kind, dtype: Any = None) -> Kind:
    found = _array(a, dtype)
    if isinstance(found, Array) and found.shape == ():
        return Array(found.dtype, (1,))
    return found


@gives("arange")
def arange(start: Kind, stop: Any = None, step: Any = None, dtype: Any = None) -> Kind:
    """Give the kind of `np.arange`: ints count, floats have an unknown length."""
    given = [kind for kind in (start, stop, step) if not is_absent(kind)]
    seen = [as_array(kind) for kind in given]
    if None in seen:
        return UNKNOWN
    names = reduce(promoted, (array.dtypes for array in seen))
    return array_of(dtypes(dtype, names), (_count(start, stop, step),))


def _count(start: Kind, stop: Kind | None, step: Kind | None) -> Any:
    """Give the length of a range of ints."""
    bounds = [start] if is_absent(stop) else [start, stop]
    if any(not isinstance(b, Inert) or b.type != "int" for b in bounds):
        return None
    symbols = [bound.symbol for bound in bounds]
    if is_absent(step) or number(step) == 1:
        span = (
            symbols[0]
            if len(symbols) == 1
            else lengths.subtract(symbols[1], symbols[0])
        )
        return lengths.length_of_value(span)
    known = (
        [*symbols, number(step)] if len(symbols) == 2 else [0, *symbols, number(step)]
    )
    plain = all(isinstance(value, int) for value in known) and known[-1] != 0
    return len(range(*known)) if plain else None


@gives("linspace logspace geomspace")
def _linspace(
    start: Kind,
    stop: Kind,
    num: Kind = FIFTY,
    endpoint: Any = None,
    retstep: Any = None,
    dtype: Any = None,
) -> Kind:
    """Give the kind of evenly spaced numbers: floats also between ints."""
    first, last = operand(start), operand(stop)
    if first is None or last is None or retstep is not None:
        return UNKNOWN
    names = result_dtypes(np.linspace, first.dtypes, last.dtypes)
    dimensions = broadcast_shapes(first.shape, last.shape)
    rest = None if dimensions is None else (numpy_table.length(num), *dimensions)
    return array_of(dtypes(dtype, names), rest)


@gives("eye")
def _eye(N: Kind, M: Any = None, k: Any = None, dtype: Any = None) -> Kind:
    rows = numpy_table.length(N)
    columns = rows if is_absent(M) else numpy_table.length(M)
    return array_of(dtypes(dtype, ("float64",)), (rows, columns))


@gives("identity")
def _identity(n: Kind, dtype: Any = None) -> Kind:
    return _eye(n, dtype=dtype)


@gives("diag")
def _diag(v: Kind, k: Kind = ZERO) -> Kind:
    array = as_array(v)
    if array is None or array.shape is None:
        return UNKNOWN
    main = number(k) == 0
    match array.shape:
        case (length,):
            return array_of(array.dtypes, (length if main else None,) * 2)
        case (rows, columns):
            return array_of(array.dtypes, (rows if main and rows == columns else None,))
    return UNKNOWN


@gives("meshgrid")
def _meshgrid(x: Kind, y: Kind) -> Kind:
    """Give the kinds of two grids; with more or other options nothing is known."""
    first, second = as_array(x), as_array(y)
    if first is None or second is None or first.shape is None or second.shape is None:
        return UNKNOWN
    if len(first.shape) != 1 or len(second.shape) != 1 or not _NEW:
        return UNKNOWN
    grid = (*second.shape, *first.shape)
    return Tuple((array_of(first.dtypes, grid), array_of(second.dtypes, grid)))


_NEW = isinstance(np.meshgrid([0.0], [0.0]), tuple)  # a list before NumPy 2
