"""This module finds the kinds of actual arguments, and of annotations.

>>> from s2s.kinds import show
>>> u = np.zeros(5)
>>> [show(kind) for kind in kinds_of_arguments(u, u[1:], np.ones((5, 1)), 2.0, 3)]
['float64[n]', 'float64[m]', 'float64[n, 1]', 'float', 'int']
"""

from __future__ import annotations

import functools
import types
from typing import Any

import numpy as np

from s2s.annotation import kind_of_annotation, kinds_of_text
from s2s.kinds import (
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    NONE,
    NUMBER,
    STR,
    UNKNOWN,
    Array,
    Callable,
    Inert,
    Kind,
    List,
    Tuple,
    join,
)

__all__ = ["kind_of_annotation", "kind_of_value", "kinds_of_arguments", "kinds_of_text"]

PLAIN: dict[type, Kind] = {
    float: FLOAT,
    np.float64: FLOAT,
    int: INT,
    bool: BOOL,
    np.bool_: BOOL,
    complex: COMPLEX,
    np.complex128: COMPLEX,
    str: STR,
    type(None): NONE,
    np.float32: NUMBER,
    np.float16: NUMBER,
    bytes: Inert("bytes"),
    range: Inert("range"),
    slice: Inert("slice"),
    type(...): Inert("ellipsis"),
    types.ModuleType: Inert("module"),
}
FUNCTIONS = (types.FunctionType, types.MethodType, types.BuiltinFunctionType, np.ufunc)
LETTERS = "nmklpqrs"


def kinds_of_arguments(*values: Any) -> tuple[Kind, ...]:
    """Give the kinds of the arguments of one call; equal lengths get equal symbols."""
    symbols: dict[int, str] = {}
    plain = PLAIN
    kinds = [plain.get(type(v)) or kind_of_value(v, symbols) for v in values]
    return tuple(kinds)


def kind_of_value(value: Any, symbols: dict[int, str] | None = None) -> Kind:
    """Give the kind of a value.

    `symbols` names the lengths met so far in the same call and is added to; without it
    the lengths of arrays stay unknown.
    """
    cls = type(value)
    if cls in PLAIN:
        return PLAIN[cls]
    if cls is np.ndarray:
        return Array(_name(value.dtype), _shape(value.shape, symbols))
    if cls is list:
        return List(_item(value, symbols))
    if cls is tuple:
        return Tuple(tuple([kind_of_value(item, symbols) for item in value]))
    return _rare(value)


def _name(dtype: np.dtype) -> str:
    name = _NAMES.get(dtype)
    if name is None:
        plain = dtype.isnative and not dtype.hasobject and dtype.names is None
        name = _NAMES[dtype] = dtype.name if plain else ""
    return name


_NAMES: dict[np.dtype, str] = {np.dtype(float): "float64"}


def _shape(shape: tuple[int, ...], symbols: dict[int, str] | None) -> tuple:
    if symbols is None:
        return (None,) * len(shape)
    return tuple([1 if n == 1 else symbols.get(n) or _fresh(n, symbols) for n in shape])


def _fresh(length: int, symbols: dict[int, str]) -> str:
    count = len(symbols)
    letter = LETTERS[count] if count < len(LETTERS) else f"n{count}"
    symbols[length] = letter
    return letter


def _item(values: list, symbols: dict[int, str] | None) -> Kind | None:
    """Join the kinds of the elements; most lists hold scalars of one or two types."""
    met = set(map(type, values))
    if met <= PLAIN.keys():
        return functools.reduce(_joined, sorted(map(PLAIN.get, met), key=repr), None)
    kinds = [kind_of_value(v, symbols) for v in values]
    return functools.reduce(_joined, kinds, None)


def _joined(a: Kind | None, b: Kind | None) -> Kind | None:
    """Join kinds, but integers among floats are numbers that have no derivative."""
    if isinstance(a, List) and isinstance(b, List):
        return List(_joined(a.item, b.item))
    scalars = (a, b) in ((FLOAT, INT), (INT, FLOAT), (FLOAT, BOOL), (BOOL, FLOAT))
    return NUMBER if scalars else join(a, b)


def _rare(value: Any) -> Kind:
    if isinstance(value, np.integer):
        return INT
    if isinstance(value, FUNCTIONS):
        return Callable(value)
    return Inert("type") if isinstance(value, type) else UNKNOWN
