"""This module knows what functions give that change the shape of an array, or keep it.

>>> u = Array("float64", ("n", 1, 3))
>>> show(transpose(u)), show(_squeeze(u, INT_ONE))
('float64[3, 1, n]', 'float64[n, 3]')
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from s2s.analyse import lengths, numpy_table
from s2s.analyse.numeric_kinds import (
    Operand,
    array_of,
    as_array,
    broadcast_shapes,
    elementwise,
    result_dtypes,
    scalar_or_array,
)
from s2s.analyse.numpy_table import UNSURE, gives, is_absent, number
from s2s.analyse.product_kinds import flat_length
from s2s.kinds import UNKNOWN, Array, Inert, Kind, Tuple, show

__all__ = ["Array", "ravel", "reshape", "show", "transpose"]

INT_ONE = Inert("int", 1)


def _ranked(entry: Callable) -> Callable:
    """Let an entry see its first argument as an array whose rank is known."""

    def wrapped(a: Kind, *rest: Any, **named: Any) -> Kind:
        array = as_array(a)
        if array is None:
            return UNKNOWN
        if array.shape is None:
            return scalar_or_array(array.dtypes)
        return entry(array, *rest, **named)

    wrapped.__wrapped__ = entry  # so that its signature is the entry's
    return wrapped


def _of_arrays(entry: Callable) -> Callable:
    """The same for what makes arrays of arrays, of one dtype, whatever their rank."""
    ranked = _ranked(entry)

    def wrapped(a: Kind, *rest: Any, **named: Any) -> Kind:
        if isinstance(a, Array) and a.shape is None:
            return a
        return ranked(a, *rest, **named)

    wrapped.__wrapped__ = entry
    return wrapped


@gives("reshape")
def reshape(a: Kind, shape: Kind, order: Any = None) -> Kind:
    """Give the kind of `np.reshape`; a -1 is worked out where that is easy."""
    array, asked = as_array(a), numpy_table.shape(shape)
    if array is None:
        return UNKNOWN
    if asked is None:
        return array_of(array.dtypes, None)
    items = shape.items if isinstance(shape, Tuple) else (shape,)
    dimensions = [_asked(item) for item in items]
    if items and number(items[0]) == -1 and len(items) == 1:
        dimensions = [flat_length(array)]
    elif array.shape is not None:
        dimensions = _filled(array.shape, items, dimensions)
    return array_of(array.dtypes, tuple(dimensions))


def _asked(item: Kind) -> Any:
    """Give a length that was asked for; what may be -1 is unknown."""
    symbol = item.symbol if isinstance(item, Inert) and item.type == "int" else None
    return symbol if symbol is not None and lengths.is_natural(symbol) else None


def _filled(shape: tuple, items: tuple, dimensions: list) -> list:
    """Work out the one length of -1 among numbers."""
    places = [i for i, item in enumerate(items) if number(item) == -1]
    others = [d for i, d in enumerate(dimensions) if i not in places]
    plain = all(isinstance(d, int) for d in (*shape, *others))
    if len(places) != 1 or not plain or not math.prod(others):
        return dimensions
    found = math.prod(shape) // math.prod(others)
    return [found if i in places else d for i, d in enumerate(dimensions)]


@gives("ravel")
def ravel(a: Kind, order: Any = None) -> Kind:
    """Give the kind of a flat array."""
    array = as_array(a)
    return UNKNOWN if array is None else array_of(array.dtypes, (flat_length(array),))


@gives("transpose permute_dims")
def transpose(a: Kind, axes: Any = None) -> Kind:
    """Give the kind of an array with its axes in another order."""
    array = as_array(a)
    if array is None or array.shape is None:
        return UNKNOWN if array is None else scalar_or_array(array.dtypes)
    rank = len(array.shape)
    order = (
        tuple(range(rank))[::-1] if is_absent(axes) else numpy_table.axes(axes, rank)
    )
    if order is UNSURE or sorted(order) != list(range(rank)):
        return array_of(array.dtypes, (None,) * rank)
    return array_of(array.dtypes, tuple(array.shape[i] for i in order))


@gives("swapaxes")
@_of_arrays
def _swapaxes(a: Operand, axis1: Kind, axis2: Kind) -> Kind:
    dimensions = list(a.shape)
    pair = numpy_table.axes(Tuple((axis1, axis2)), len(dimensions))
    if pair is UNSURE:
        return array_of(a.dtypes, (None,) * len(dimensions))
    i, j = pair
    dimensions[i], dimensions[j] = dimensions[j], dimensions[i]
    return array_of(a.dtypes, tuple(dimensions))


@gives("moveaxis")
@_of_arrays
def _moveaxis(a: Operand, source: Kind, destination: Kind) -> Kind:
    rank = len(a.shape)
    pair = numpy_table.axes(Tuple((source, destination)), rank)
    if pair is UNSURE:
        return array_of(a.dtypes, (None,) * rank)
    dimensions = list(a.shape)
    dimensions.insert(pair[1], dimensions.pop(pair[0]))
    return array_of(a.dtypes, tuple(dimensions))


@gives("squeeze")
@_of_arrays
def _squeeze(a: Operand, axis: Any = None) -> Kind:
    if is_absent(axis):
        if None in a.shape or any(isinstance(n, str | tuple) for n in a.shape):
            return array_of(a.dtypes, None)
        return array_of(a.dtypes, tuple(n for n in a.shape if n != 1))
    gone = numpy_table.axes(axis, len(a.shape))
    if gone is UNSURE:
        return array_of(a.dtypes, None)
    return array_of(a.dtypes, tuple(n for i, n in enumerate(a.shape) if i not in gone))


@gives("expand_dims")
@_of_arrays
def _expand_dims(a: Operand, axis: Kind) -> Kind:
    place = numpy_table.axis(axis, len(a.shape) + 1, 0)
    if place is None:
        return array_of(a.dtypes, None)
    return array_of(a.dtypes, (*a.shape[:place], 1, *a.shape[place:]))


@gives("broadcast_to")
def _broadcast_to(array: Kind, shape: Kind) -> Kind:
    found = as_array(array)
    return (
        UNKNOWN if found is None else array_of(found.dtypes, numpy_table.shape(shape))
    )


@gives("atleast_1d")
@_of_arrays
def _atleast_1d(a: Operand) -> Kind:
    return array_of(a.dtypes, a.shape or (1,))


@gives("atleast_2d")
@_of_arrays
def _atleast_2d(a: Operand) -> Kind:
    return array_of(a.dtypes, (1,) * (2 - len(a.shape)) + a.shape)


@gives("tril triu")
@_of_arrays
def _triangle(m: Operand, k: Any = None) -> Kind:
    """A vector is broadcast to the rows of a square."""
    return array_of(m.dtypes, m.shape if len(m.shape) > 1 else m.shape * 2)


@gives("flip fliplr flipud")
@_of_arrays
def _same(a: Operand, *_: Any, **__: Any) -> Kind:
    return array_of(a.dtypes, a.shape) if a.shape else UNKNOWN


@gives("roll")
@_of_arrays
def _roll(a: Operand, shift: Kind, axis: Any = None) -> Kind:
    return array_of(a.dtypes, a.shape)


@gives("rot90")
@_of_arrays
def _rot90(m: Operand, k: Any = INT_ONE, axes: Any = None) -> Kind:
    if number(k) is None or len(m.shape) != 2:
        return array_of(m.dtypes, (None,) * len(m.shape))
    return array_of(m.dtypes, m.shape if number(k) % 2 == 0 else m.shape[::-1])


@gives("sort argsort")
@_ranked
def _sort(a: Operand, axis: Any = INT_ONE, *_: Any, **__: Any) -> Kind:
    if not a.shape:
        return UNKNOWN
    return array_of(a.dtypes, (flat_length(a),) if is_absent(axis) else a.shape)


@gives("argsort")
def _argsort(a: Kind, axis: Any = INT_ONE, **_: Any) -> Kind:
    found = _sort(a, axis)
    return Array("int64", found.shape) if isinstance(found, Array) else UNKNOWN


def _cumulative(function: Callable) -> Callable:
    @_ranked
    def entry(a: Operand, axis: Any = None, dtype: Any = None) -> Kind:
        names = numpy_table.dtypes(dtype, result_dtypes(function, a.dtypes))
        flat = is_absent(axis) or not a.shape
        return array_of(names, (flat_length(a),) if flat else a.shape)

    return entry


for _function in (np.cumsum, np.cumprod, np.nancumsum, np.nancumprod):
    gives(_function)(_cumulative(_function))


@gives("diff")
@_of_arrays
def _diff(a: Operand, n: Any = INT_ONE, axis: Any = None) -> Kind:
    place = numpy_table.axis(axis, len(a.shape), -1) if a.shape else None
    dimensions = [None] * len(a.shape)
    if place is not None and number(n) is not None:
        dimensions = list(a.shape)
        count = number(n)
        old = dimensions[place]
        dimensions[place] = None if old is None else lengths.shorten(old, count)
    names = result_dtypes(np.subtract, a.dtypes, a.dtypes)
    return array_of(names if names != ("",) else a.dtypes, tuple(dimensions))


@gives("clip")
def _clip(a: Kind, a_min: Any = None, a_max: Any = None, **others: Any) -> Kind:
    bounds = [b for b in (a_min, a_max, *others.values()) if not is_absent(b)]
    if others.keys() - {"min", "max"} or len(bounds) == 0:
        return UNKNOWN
    # A bound is cast like an operand: the same promotion as that of `maximum`.
    result = a
    for bound in bounds:
        result = elementwise(np.maximum, result, bound)
    return result


@gives("around round")
def _round(a: Kind, decimals: Any = None) -> Kind:
    return elementwise(np.around, a)


@gives("where")
def _where(condition: Kind, x: Any = None, y: Any = None) -> Kind:
    """With three arguments it always gives an array, of no dimension for scalars."""
    if x is not None and y is not None:
        return elementwise(np.where, condition, x, y, array=True)
    array = as_array(condition)
    if array is None or not array.shape:
        return UNKNOWN
    return Tuple((Array("int64", (None,)),) * len(array.shape))


@gives("nonzero")
def _nonzero(a: Kind) -> Kind:
    return _where(a)


@gives("select piecewise")
def _unknown(*_: Kind, **__: Kind) -> Kind:
    return UNKNOWN


@gives("broadcast_shapes")
def _broadcast_shapes(a: Kind, b: Kind) -> Kind:
    pair = [numpy_table.shape(kind) for kind in (a, b)]
    found = None if None in pair else broadcast_shapes(*pair)
    return UNKNOWN if found is None else Tuple(tuple([Inert("int") for _ in found]))
