"""This module knows what joining, splitting, repeating and searching arrays give.

>>> u, v = Array("float64", ("n", 3)), Array("float64", ("m", 3))
>>> show(_concatenate(Tuple((u, v)))), show(_stack(Tuple((u, u))))
('float64[m + n, 3]', 'float64[2, n, 3]')
"""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np

from s2s.analyse import lengths, numpy_table
from s2s.analyse.numeric_kinds import (
    Operand,
    array_of,
    as_array,
    elementwise,
    promoted,
    result_dtypes,
    scalar_or_array,
    shaped,
)
from s2s.analyse.numpy_table import gives, is_absent, number
from s2s.analyse.product_kinds import flat_length
from s2s.kinds import UNKNOWN, Array, Inert, Kind, List, Tuple, show

__all__ = ["show"]

FIRST = Inert("int", 0)


def _parts(kind: Kind) -> tuple[list[Operand], tuple[str, ...], bool] | None:
    """See a sequence as arrays of one rank: these, the dtypes, and are these all."""
    items, complete = numpy_table.sequence(kind)
    arrays = [as_array(item) for item in items]
    if not arrays or None in arrays or any(a.shape is None for a in arrays):
        return None
    if len({len(a.shape) for a in arrays}) > 1:
        return None
    names = reduce(promoted, (a.dtypes for a in arrays))
    return arrays, names, complete


@gives("concatenate concat")
def _concatenate(arrays: Kind, axis: Any = FIRST) -> Kind:
    found = _parts(arrays)
    if found is None:
        return UNKNOWN
    parts, names, complete = found
    if is_absent(axis):
        flat = [flat_length(part) for part in parts]
        return array_of(names, (reduce(lengths.lengthen, flat) if complete else None,))
    place = numpy_table.axis(axis, len(parts[0].shape), 0) if parts[0].shape else None
    if place is None:
        return UNKNOWN
    return array_of(names, _joined(parts, place, complete))


def _joined(parts: list[Operand], place: int, complete: bool) -> tuple:
    """Join along one axis; along the others the lengths are the same."""
    dimensions = [
        _agreed(column) for column in zip(*(p.shape for p in parts), strict=True)
    ]
    along = [part.shape[place] for part in parts]
    dimensions[place] = reduce(lengths.lengthen, along) if complete else None
    return tuple(dimensions)


def _agreed(column: tuple) -> Any:
    """Of lengths that must be equal any that is known will do."""
    return next((n for n in column if n is not None), None)


@gives("stack")
def _stack(arrays: Kind, axis: Any = FIRST) -> Kind:
    found = _parts(arrays)
    if found is None:
        return UNKNOWN
    parts, names, complete = found
    dimensions = [
        _agreed(column) for column in zip(*(p.shape for p in parts), strict=True)
    ]
    place = numpy_table.axis(axis, len(dimensions) + 1, 0)
    if place is None:
        return array_of(names, (None,) * (len(dimensions) + 1))
    dimensions.insert(place, len(parts) if complete else None)
    return array_of(names, tuple(dimensions))


@gives("hstack")
def _hstack(tup: Kind) -> Kind:
    found = _parts(tup)
    if found is None:
        return UNKNOWN
    parts, names, complete = found
    parts = [part._replace(shape=part.shape or (1,)) for part in parts]
    place = 0 if len(parts[0].shape) == 1 else 1
    return array_of(names, _joined(parts, place, complete))


@gives("vstack row_stack")
def _vstack(tup: Kind) -> Kind:
    found = _parts(tup)
    if found is None:
        return UNKNOWN
    parts, names, complete = found
    raised = [(1,) * (2 - len(part.shape)) + part.shape for part in parts]
    parts = [part._replace(shape=s) for part, s in zip(parts, raised, strict=True)]
    return array_of(names, _joined(parts, 0, complete))


@gives("column_stack")
def _column_stack(tup: Kind) -> Kind:
    found = _parts(tup)
    if found is None or len(found[0][0].shape) not in {1, 2}:
        return UNKNOWN
    parts, names, complete = found
    columns = [
        part.shape if len(part.shape) > 1 else (*part.shape, 1) for part in parts
    ]
    parts = [part._replace(shape=s) for part, s in zip(parts, columns, strict=True)]
    return array_of(names, _joined(parts, 1, complete))


@gives("append")
def _append(arr: Kind, values: Kind, axis: Any = None) -> Kind:
    if not is_absent(axis):
        return _concatenate(Tuple((arr, values)), axis)
    pair = as_array(arr), as_array(values)
    if None in pair:
        return UNKNOWN
    flat = lengths.lengthen(*map(flat_length, pair))
    return array_of(promoted(*(array.dtypes for array in pair)), (flat,))


@gives("split array_split")
def _split(ary: Kind, indices_or_sections: Kind, axis: Any = FIRST) -> Kind:
    """Give the pieces: of unknown length along the axis."""
    array = as_array(ary)
    if array is None or not array.shape:
        return UNKNOWN
    place = numpy_table.axis(axis, len(array.shape), 0)
    kept = [n if place is not None and i != place else None for i, n in _each(array)]
    return List(array_of(array.dtypes, tuple(kept)))


def _each(array: Operand) -> list[tuple[int, Any]]:
    return list(enumerate(array.shape))


@gives("repeat")
def _repeat(a: Kind, repeats: Kind, axis: Any = None) -> Kind:
    array = as_array(a)
    if array is None or array.shape is None:
        return UNKNOWN
    if is_absent(axis):
        return array_of(array.dtypes, (_times(flat_length(array), repeats),))
    place = numpy_table.axis(axis, len(array.shape), 0) if array.shape else None
    kept = [_times(n, repeats) if i == place else n for i, n in _each(array)]
    return array_of(array.dtypes, (None,) * len(kept) if place is None else tuple(kept))


def _times(length: Any, count: Kind) -> Any:
    factor = number(count)
    natural = length is not None and lengths.is_natural(length)
    return lengths.scale(length, factor) if natural and factor and factor > 0 else None


@gives("tile")
def _tile(A: Kind, reps: Kind) -> Kind:
    array, times = as_array(A), reps.items if isinstance(reps, Tuple) else (reps,)
    if array is None or array.shape is None or not isinstance(times[0], Inert):
        return UNKNOWN
    rank = max(len(array.shape), len(times))
    shape = (1,) * (rank - len(array.shape)) + array.shape
    counts = (Inert("int", 1),) * (rank - len(times)) + times
    pairs = zip(shape, counts, strict=True)
    return array_of(array.dtypes, tuple([_times(n, count) for n, count in pairs]))


@gives("take")
def _take(a: Kind, indices: Kind, axis: Any = None) -> Kind:
    array, places = as_array(a), as_array(indices)
    if array is None or places is None:
        return UNKNOWN
    if array.shape is None or places.shape is None:
        return scalar_or_array(array.dtypes)
    if is_absent(axis):
        return shaped(array.dtypes, places.shape)
    place = numpy_table.axis(axis, len(array.shape), 0) if array.shape else None
    if place is None:
        return UNKNOWN
    head, tail = array.shape[:place], array.shape[place + 1 :]
    return shaped(array.dtypes, (*head, *places.shape, *tail))


@gives("diagonal")
def _diagonal(
    a: Kind, offset: Any = None, axis1: Any = None, axis2: Any = None
) -> Kind:
    array = as_array(a)
    known = array is not None and array.shape is not None and axis1 is axis2 is None
    if not known or len(array.shape) < 2:
        return UNKNOWN
    rows, columns, *rest = array.shape
    same = offset is None and rows == columns
    return array_of(array.dtypes, (*rest, rows if same else None))


@gives("searchsorted")
def _searchsorted(a: Kind, v: Kind, side: Any = None, sorter: Any = None) -> Kind:
    found = as_array(v)
    return UNKNOWN if found is None else shaped(("int64",), found.shape)


@gives("bincount")
def _bincount(x: Kind, weights: Any = None, minlength: Any = None) -> Kind:
    """Give the kind of counts, or of sums of weights: their number is not known."""
    return Array("int64" if is_absent(weights) else "float64", (None,))


@gives("interp")
def _interp(x: Kind, xp: Kind, fp: Kind, left: Any = None, right: Any = None) -> Kind:
    found, values = as_array(x), as_array(fp)
    if found is None or values is None or not set(values.dtypes) <= _REAL:
        return UNKNOWN
    return shaped(("float64",), found.shape)


_REAL = {"float64", "float32", "int64", "int32"}


@gives("convolve")
def _convolve(a: Kind, v: Kind, mode: Any = None) -> Kind:
    pair = as_array(a), as_array(v)
    if None in pair:
        return UNKNOWN
    return array_of(result_dtypes(np.multiply, *(p.dtypes for p in pair)), (None,))


@gives("flatnonzero unravel_index")
def _places(a: Kind) -> Kind:
    return Array("int64", (None,))


@gives("unique")
def _unique(ar: Kind) -> Kind:
    array = as_array(ar)
    return UNKNOWN if array is None else array_of(array.dtypes, (None,))


@gives("cross")
def _cross(a: Kind, b: Kind) -> Kind:
    """Give the kind of the product of two triples, which keeps their shape."""
    kind = elementwise(np.multiply, a, b)
    return kind if isinstance(kind, Array) and kind.shape == (3,) else UNKNOWN
