"""This module knows what NumPy's functions and the methods of arrays give.

>>> u = Array("float64", ("n", "m"))
>>> show(result(np.sum, [u], {"axis": Inert("int", 0)})), show(method("sum", u, [], {}))
('float64[m]', 'float')
>>> show(result(np.zeros, [Inert("int", "n")], {})), show(result(np.exp, [u], {}))
('float64[n]', 'float64[n, m]')
"""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s.analyse import (
    creation_kinds,
    joining_kinds,
    linalg_kinds,
    numpy_table,
    reduction_kinds,
    shape_kinds,
)
from s2s.analyse.attribute_kinds import attribute
from s2s.analyse.numeric_kinds import (
    as_array,
    elementwise,
    scalar,
    scalar_or_array,
)
from s2s.analyse.numpy_table import gives, named
from s2s.kinds import (
    BOOL,
    INT,
    NONE,
    UNKNOWN,
    Array,
    Inert,
    Kind,
    List,
    Tuple,
    show,
)
from s2s.rules import registry

__all__ = ["method", "result", "show"]

# Importing these fills the table.
TABLES = (
    creation_kinds,
    joining_kinds,
    linalg_kinds,
    reduction_kinds,
    shape_kinds,
)
BROADCASTING = frozenset(
    named("angle nan_to_num sinc i0 fix isclose isposinf isneginf iscomplex isreal")
)
IN_PLACE = {"fill", "sort", "put", "partition"}


def result(function: Any, kinds: list[Kind], keywords: dict[str, Kind]) -> Kind | None:
    """Give the kind of a call of a library's function; None if it is not known."""
    try:
        kind = numpy_table.apply(function, kinds, keywords)
    except TypeError:  # an object that cannot be hashed is no function of NumPy's
        return None
    if kind is not None:
        return kind
    if isinstance(function, np.ufunc) and function.signature is None:
        return _ufunc(function, kinds, keywords)
    if isinstance(function, type) and issubclass(function, np.generic):
        return _conversion(function, kinds, keywords)
    if function in BROADCASTING:
        return UNKNOWN if keywords else elementwise(function, *kinds)
    if isinstance(getattr(function, "__self__", None), np.ufunc):
        return _ufunc_method(function, kinds)
    return _by_rule(function, kinds, keywords)


def _ufunc(function: np.ufunc, kinds: list[Kind], keywords: dict[str, Kind]) -> Kind:
    if len(kinds) != function.nin or keywords.keys() - {"dtype"}:
        return UNKNOWN
    kind = elementwise(function, *kinds)
    return _cast(kind, keywords["dtype"]) if keywords else kind


def _cast(kind: Kind, dtype: Kind) -> Kind:
    """Give a kind with another dtype."""
    names = numpy_table.dtypes(dtype, ("",))
    if isinstance(kind, Array):
        return Array(names[0], kind.shape)
    return UNKNOWN if isinstance(kind, Tuple) else scalar(names)


def _conversion(function: type, kinds: list[Kind], keywords: dict[str, Kind]) -> Kind:
    """`np.float32(x)`: of several numbers an array, of one perhaps a number."""
    array = as_array(kinds[0]) if len(kinds) == 1 and not keywords else None
    name = np.dtype(function).name
    if array is None or array.shape is None:
        return UNKNOWN
    if not array.shape:
        return scalar((name,))
    several = any(isinstance(n, int) and n > 1 for n in array.shape)
    return Array(name, array.shape) if several else scalar_or_array((name,))


def _ufunc_method(function: Any, kinds: list[Kind]) -> Kind | None:
    match function.__name__, kinds:
        case "at", _:
            return NONE
        case "outer", [a, b]:
            x, y = as_array(a), as_array(b)
            if x is None or y is None or x.shape is None or y.shape is None:
                return UNKNOWN
            stretched = Array(_one(x.dtypes), (*x.shape, *(1 for _ in y.shape)))
            return elementwise(
                function.__self__, stretched, Array(_one(y.dtypes), y.shape)
            )
    return None


def _one(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else ""


def _by_rule(
    function: Any, kinds: list[Kind], keywords: dict[str, Kind]
) -> Kind | None:
    """What somebody has registered as elementwise broadcasts as NumPy's own does."""
    rule = registry.lookup(function)
    if rule is None or rule.form != "elementwise" or keywords:
        return None
    return elementwise(np.multiply if len(kinds) > 1 else np.sin, *kinds)


def method(
    name: str, receiver: Kind, kinds: list[Kind], keywords: dict[str, Kind]
) -> Kind:
    """Give the kind of a call of an array's method (or of a scalar's)."""
    if name in IN_PLACE:
        return NONE
    function = getattr(np.ndarray, name, None)
    kind = numpy_table.apply(function, [receiver, *kinds], keywords)
    if kind is not None:
        return kind
    function = getattr(np, name, None)
    if name in {"conj", "conjugate"} and isinstance(receiver, Array):
        return elementwise(np.conjugate, receiver, array=True)
    known = hasattr(np.ndarray, name) and callable(function)
    found = result(function, [receiver, *kinds], keywords) if known else None
    return UNKNOWN if found is None else found


@gives("ndarray.astype")
def _astype(array: Kind, dtype: Kind | None = None, *_: Kind, **__: Kind) -> Kind:
    return _cast(array, dtype) if isinstance(array, Array) else UNKNOWN


@gives("ndarray.item")
def _item(array: Kind, *_: Kind) -> Kind:
    """`item` gives a scalar of Python's own: a float for float32, too."""
    name = array.dtype if isinstance(array, Array) else ""
    return scalar(("float64",) if name.startswith("float") else (name,))


@gives("ndarray.tolist")
def _tolist(array: Kind) -> Kind:
    if not isinstance(array, Array) or array.shape is None:
        return UNKNOWN
    kind = _item(array)
    for _ in array.shape:
        kind = List(kind)
    return kind


@gives("ndarray.reshape")
def _reshape(array: Kind, *shape: Kind, order: Kind | None = None) -> Kind:
    asked = shape[0] if len(shape) == 1 else Tuple(shape)
    return shape_kinds.reshape(array, asked, order)


@gives("ndarray.transpose")
def _transpose(array: Kind, *axes: Kind) -> Kind:
    if len(axes) == 1:
        return shape_kinds.transpose(array, axes[0])
    return shape_kinds.transpose(array, Tuple(axes) if axes else None)


@gives("ndarray.flatten")
def _flatten(array: Kind, order: Kind | None = None) -> Kind:
    return shape_kinds.ravel(array, order)


@gives(
    "array_equal allclose isscalar iscomplexobj isrealobj",
    "shares_memory may_share_memory",
)
def _yes_or_no(*_: Kind, **__: Kind) -> Kind:
    return BOOL


@gives("real imag")
def _real(val: Kind) -> Kind:
    """These are views: of an array always an array."""
    return elementwise(np.real, val, array=isinstance(val, Array))


@gives("shape")
def _shape(a: Kind) -> Kind:
    return _attribute(a, "shape")


@gives("size")
def _size(a: Kind) -> Kind:
    return _attribute(a, "size")


def _attribute(a: Kind, name: str) -> Kind:
    seen = as_array(a)
    return UNKNOWN if seen is None else attribute(Array("", seen.shape), name)


@gives("ndim")
def _ndim(a: Kind) -> Kind:
    seen = as_array(a)
    known = seen is not None and seen.shape is not None
    return Inert("int", len(seen.shape)) if known else INT
