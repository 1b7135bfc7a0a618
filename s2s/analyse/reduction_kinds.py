"""This module knows what reductions give: `sum`, `mean`, `max`, `argmax`, ...

>>> u = Array("float64", ("n", "m"))
>>> show(_sum_like(np.sum)(u, Inert("int", 1), keepdims=Inert("bool", True)))
'float64[n, 1]'
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from s2s.analyse import numpy_table
from s2s.analyse.numeric_kinds import (
    Operand,
    as_array,
    operand,
    result_dtypes,
    scalar_or_array,
    shaped,
)
from s2s.analyse.numpy_table import UNSURE, gives, is_absent, named
from s2s.kinds import UNKNOWN, Array, Inert, Kind, show

__all__ = ["Array", "Inert", "reduced", "show"]


def reduced(
    array: Operand, names: tuple[str, ...], axis: Kind | None, keepdims: Kind | None
) -> Kind:
    """Give the kind of a reduction over an axis, some, or all."""
    keeps = numpy_table.flag(keepdims)
    if is_absent(axis) and keeps is False:
        return shaped(names, ())
    if array.shape is None or keeps is None or (keeps and array.shape == ()):
        return scalar_or_array(names)
    gone = numpy_table.axes(axis, len(array.shape))
    if gone is UNSURE:
        return _unsure(array, names, axis, keeps)
    kept = [1 if i in gone else n for i, n in enumerate(array.shape)]
    rest = [n for i, n in enumerate(array.shape) if i not in gone]
    return shaped(names, tuple(kept if keeps else rest))


def _unsure(array: Operand, names: tuple, axis: Kind, keeps: bool) -> Kind:
    """Give the kind where the axis is not known: only the rank is."""
    one = isinstance(axis, Inert) and axis.type == "int"
    if not one or not array.shape:
        return scalar_or_array(names)
    return shaped(names, (None,) * (len(array.shape) - (not keeps)))


def _reduction(
    function: Callable,
    a: Kind,
    axis: Kind | None,
    keepdims: Kind | None,
    dtype: Kind | None = None,
    out: Kind | None = None,
) -> Kind:
    array = as_array(a)
    if array is None or not is_absent(out):
        return UNKNOWN
    names = result_dtypes(function, array.dtypes)
    return reduced(array, numpy_table.dtypes(dtype, names), axis, keepdims)


@cache
def _sum_like(function: Callable) -> Callable:
    def entry(
        a: Kind,
        axis: Any = None,
        dtype: Any = None,
        out: Any = None,
        keepdims: Any = None,
        initial: Any = None,
        where: Any = None,
    ) -> Kind:
        return _reduction(function, a, axis, keepdims, dtype, out)

    return entry


@cache
def _max_like(function: Callable) -> Callable:
    def entry(
        a: Kind,
        axis: Any = None,
        out: Any = None,
        keepdims: Any = None,
        initial: Any = None,
        where: Any = None,
    ) -> Kind:
        return _reduction(function, a, axis, keepdims, out=out)

    return entry


@cache
def _std_like(function: Callable) -> Callable:
    def entry(
        a: Kind,
        axis: Any = None,
        dtype: Any = None,
        out: Any = None,
        ddof: Any = None,
        keepdims: Any = None,
        where: Any = None,
    ) -> Kind:
        return _reduction(function, a, axis, keepdims, dtype, out)

    return entry


@cache
def _median_like(function: Callable) -> Callable:
    def entry(
        a: Kind,
        axis: Any = None,
        out: Any = None,
        overwrite_input: Any = None,
        keepdims: Any = None,
    ) -> Kind:
        return _reduction(function, a, axis, keepdims, out=out)

    return entry


for _names, _form in (
    ("sum prod nansum nanprod mean nanmean", _sum_like),
    ("max min amax amin nanmax nanmin ptp all any argmax argmin", _max_like),
    ("nanargmax nanargmin", _max_like),
    ("std var nanstd nanvar", _std_like),
    ("median nanmedian", _median_like),
):
    for _function in named(_names):
        gives(_function)(_form(_function))


@gives("count_nonzero")
def _count_nonzero(a: Kind, axis: Any = None, *, keepdims: Any = None) -> Kind:
    array = as_array(a)
    return UNKNOWN if array is None else reduced(array, ("int64",), axis, keepdims)


@gives("average")
def _average(a: Kind, axis: Any = None, weights: Any = None) -> Kind:
    if weights is None:
        return _reduction(np.average, a, axis, None)
    array, factors = as_array(a), as_array(weights)
    if array is None or factors is None:
        return UNKNOWN
    names = result_dtypes(np.multiply, array.dtypes, factors.dtypes)
    return reduced(array, result_dtypes(np.mean, names), axis, None)


@gives("linalg.norm")
def _norm(x: Kind, ord: Any = None, axis: Any = None, keepdims: Any = None) -> Kind:
    array = as_array(x)
    if array is None:
        return UNKNOWN
    return reduced(array, result_dtypes(np.linalg.norm, array.dtypes), axis, keepdims)


@gives("trace")
def _trace(a: Kind, offset: Any = None, axis1: Any = None, axis2: Any = None) -> Kind:
    array = as_array(a)
    known = array is not None and array.shape is not None and axis1 is axis2 is None
    if not known or len(array.shape) < 2:
        return UNKNOWN
    return shaped(result_dtypes(np.sum, array.dtypes), array.shape[2:])


@gives("trapezoid trapz")
def _trapezoid(y: Kind, x: Any = None, dx: Any = None, axis: Any = None) -> Kind:
    array = as_array(y)
    if array is None:
        return UNKNOWN
    last = Inert("int", -1) if axis is None else axis
    names = result_dtypes(np.true_divide, array.dtypes, array.dtypes)
    plain = x is None and dx is None
    return reduced(array, names if plain else _widened(names, x, dx), last, None)


def _widened(
    names: tuple[str, ...], x: Kind | None, dx: Kind | None
) -> tuple[str, ...]:
    spacing = as_array(x) if dx is None else operand(dx)
    return (
        ("",) if spacing is None else result_dtypes(np.multiply, names, spacing.dtypes)
    )
