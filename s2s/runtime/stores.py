"""This module holds the adjoints of reading and storing elements of arrays.

Where the compiler does not know what holds the elements, it may be a list as well.
"""

from typing import Any

import numpy as np

from s2s.errors import NotDifferentiable
from s2s.libraries import is_library
from s2s.runtime.lists import add_at
from s2s.runtime.structure import unbroadcast, zeros


def gather_add(a_bar: np.ndarray, index: Any, y_bar: Any) -> None:
    """Add `y_bar` to `a_bar[index]` in place; an index met twice counts twice."""
    if y_bar is None:
        return
    if isinstance(a_bar, list):
        add_at(a_bar, index, y_bar)
    elif _is_fancy(index):
        np.add.at(a_bar, index, y_bar)
    else:
        a_bar[index] += y_bar


def place(a_bar: Any, index: Any) -> Any:
    """The part of an adjoint that an index picks; zeros aside, if that is a copy."""
    part = a_bar[index]
    if isinstance(a_bar, np.ndarray):
        is_copy = not np.may_share_memory(part, a_bar)
    else:
        is_copy = isinstance(index, slice)
    return zeros(part) if is_copy else part


def require_inexact(a: Any) -> None:
    """Refuse an array into which a derivative is stored and which would round it."""
    if isinstance(a, np.ndarray) and a.dtype.kind not in "fcO":
        raise NotDifferentiable(
            f"storing a derivative into an array of dtype {a.dtype}; "
            "write instead: an array of floats, for example `np.zeros(n)`"
        )


def require_numbers(a: Any) -> None:
    """Refuse a list of arrays or lists, where one that changes may have a name."""
    if not isinstance(a, list | tuple):
        return
    if any(isinstance(item, np.ndarray | list) for item in a):
        raise NotDifferentiable(
            "a change in place of what proves to be a list of arrays or lists where "
            "it might be an array; write instead: lists and arrays by other names"
        )


def require_index(index: Any) -> None:
    """Refuse a slice of a list, where the index of an item was expected."""
    if isinstance(index, slice):
        raise NotDifferentiable(
            "a slice of a list by what might be the index of an item; "
            "write instead: `xs[i:j]`"
        )


def require_library(a: Any) -> None:
    """Refuse an object of a class of the user's, whose methods may do anything."""
    if not is_library(type(a).__module__):
        raise NotDifferentiable(
            f"a derivative given to a method of an object of the class "
            f"`{type(a).__name__}`; write instead: a plain function"
        )


def of_inexact(y_bar: Any, y: Any) -> Any:
    """The cotangent of `y`, which was cast to a dtype; integers carry none."""
    return y_bar if np.asarray(y).dtype.kind in "fcO" else np.zeros_like(y_bar)


def take_stored(a_bar: np.ndarray, index: Any, like: Any) -> Any:
    """Take the cotangent of `v` out of `a_bar`, for the store `a[index] = v`.

    `a_bar[index]` is zeroed in place.  Where an index is repeated, only the last
    writer reached the array: only it is credited.
    """
    if isinstance(a_bar, list):
        taken, a_bar[index] = a_bar[index], zeros(a_bar[index])
        return taken
    taken = np.array(a_bar[index])
    if _may_repeat(index):
        taken[~last_writers(a_bar.shape, index)] = 0
    a_bar[index] = 0
    return unbroadcast(taken, like)


def last_writers(shape: tuple[int, ...], index: Any) -> np.ndarray:
    """Return a mask over `a[index]`: whose value a store at `index` leaves behind."""
    order = np.full(shape, -1)
    written = order[index]
    numbers = np.arange(written.size).reshape(written.shape)
    order[index] = numbers
    return order[index] == numbers


def _parts(index: Any) -> tuple:
    return index if isinstance(index, tuple) else (index,)


def _is_fancy(index: Any) -> bool:
    return any(isinstance(part, list | np.ndarray) for part in _parts(index))


def _may_repeat(index: Any) -> bool:
    """A mask selects an element once; an array of integers may do so twice."""
    return any(
        isinstance(part, list | np.ndarray) and np.asarray(part).dtype != bool
        for part in _parts(index)
    )
