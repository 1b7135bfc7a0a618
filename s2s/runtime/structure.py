"""This module makes, adds and shapes adjoints after their primals."""

from typing import Any

import numpy as np

INEXACT = (float, complex, np.inexact)
INTEGERS = (int, np.integer, np.bool_)


def unbroadcast(value: Any, like: Any) -> Any:
    """Sum a cotangent to the shape, dtype and realness of the operand it belongs to.

    Of a list it is a list: item by item, or as for the array that NumPy makes of it.
    """
    if isinstance(like, list | tuple):
        return _unbroadcast_items(value, like)
    if not isinstance(like, np.ndarray):
        return _scalar(np.sum(value), like)
    value = np.asarray(value)
    if value.shape != like.shape:
        value = _sum_to(value, like.shape)
    return _cast(value, like.dtype)


def _unbroadcast_items(value: Any, like: list | tuple) -> list:
    if not isinstance(value, list | tuple):
        value = _sum_to(np.asarray(value), np.shape(like))
    pairs = zip(value, like, strict=True)
    return [None if v is None else unbroadcast(v, item) for v, item in pairs]


def zeros(x: Any) -> Any:
    """Return the adjoint nothing was added to yet: lists for tuples, None for inert.

    Integers have one, too: they may stand where the compiler knows of numbers.
    """
    if isinstance(x, np.ndarray):
        return np.zeros_like(x, dtype=None if x.dtype.kind in "fcO" else float)
    if isinstance(x, list | tuple):
        return [zeros(item) for item in x]
    if isinstance(x, INEXACT):
        return type(x)(0)
    return 0.0 if isinstance(x, INTEGERS) else None


def in_place(x_bar: Any) -> Any:
    """Copy an adjoint whose parts change: lists for tuples, an array for a number."""
    if isinstance(x_bar, list | tuple):
        return [_in_place(item) for item in x_bar]
    return np.array(x_bar)


def _in_place(x_bar: Any) -> Any:
    if isinstance(x_bar, list | tuple):
        return [_in_place(item) for item in x_bar]
    return x_bar.copy() if isinstance(x_bar, np.ndarray) else x_bar


def add(a: Any, b: Any) -> Any:
    """Sum two adjoints of one structure; None is neutral and neither is changed."""
    if a is None or b is None:
        return b if a is None else a
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return [add(*pair) for pair in zip(a, b, strict=True)]
    if isinstance(a, list | tuple) or isinstance(b, list | tuple):
        return _add_toitems_of(a, b)
    return a + b


def like(x_bar: Any, x: Any) -> Any:
    """Give an adjoint the structure of its primal: what a user is handed.

    Nothing of the result is shared with `x_bar`.
    """
    if isinstance(x, np.ndarray):
        return _array_like(x_bar, x) if x.dtype.kind in "fcO" else None
    if isinstance(x, list | tuple):
        return _sequence_like(x_bar, x)
    if not isinstance(x, INEXACT):
        return None
    return type(x)(0) if x_bar is None else _scalar(np.sum(x_bar), x)


def _scalar(value: Any, like: Any) -> Any:
    if isinstance(like, complex | np.complexfloating):
        return type(like)(value)
    real = value.real
    return type(like)(real) if isinstance(like, float | np.floating) else float(real)


def _sum_to(value: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    extra = value.ndim - len(shape)
    if extra > 0:
        value = value.sum(axis=tuple(range(extra)))
    stretched = tuple(
        axis
        for axis, length in enumerate(shape[-value.ndim :] if value.ndim else ())
        if length == 1 and value.shape[axis] != 1
    )
    if stretched:
        value = value.sum(axis=stretched, keepdims=True)
    return value if value.shape == shape else np.broadcast_to(value, shape).copy()


def _cast(value: np.ndarray, dtype: np.dtype) -> np.ndarray:
    if value.dtype == dtype or dtype.kind not in "fc":
        return value
    if value.dtype.kind == "c" and dtype.kind == "f":
        value = value.real
    return value.astype(dtype)


def _add_toitems_of(a: Any, b: Any) -> list:
    items, value = (a, b) if isinstance(a, list | tuple) else (b, a)
    return [add(*pair) for pair in zip(items, items_of(value, len(items)), strict=True)]


def items_of(value: Any, count: int) -> Any:
    """A number added to the adjoint of a list belongs to each of its items."""
    if isinstance(value, list | tuple) or np.ndim(value):
        return value
    return [value] * count


def _array_like(x_bar: Any, x: np.ndarray) -> np.ndarray:
    if x_bar is None:
        return np.zeros_like(x)
    if isinstance(x_bar, list | tuple):
        x_bar = np.array(x_bar)
    value = unbroadcast(x_bar, x)
    return value.copy() if np.may_share_memory(value, x_bar) else value


def _sequence_like(x_bar: Any, x: list | tuple) -> list | tuple:
    if not isinstance(x_bar, list | tuple) and np.ndim(x_bar) == 0:
        x_bar = [x_bar] * len(x)
    items = [like(*pair) for pair in zip(x_bar, x, strict=True)]
    if isinstance(x, list):
        return items
    return type(x)(*items) if hasattr(x, "_fields") else tuple(items)
