"""This module copies storage so that what was shared stays shared.

Two arrays share storage when they are views of one *root*.  A `Twin` is other storage
of the same layout: for every view of the root it has the view of the same bytes.
"""

from collections import deque
from collections.abc import MutableSequence
from typing import Any

import numpy as np

from s2s.errors import NotDifferentiable


class Twin:
    """Storage laid out as that of a root array: zeros, or a copy of its contents."""

    def __init__(self, root: np.ndarray, filled: bool = False) -> None:
        self.root = root  # kept, so that its id stays its own
        self.low, high = _extent(root)
        self.bytes = np.zeros(high - self.low, np.uint8)
        if filled:
            self.of(root)[...] = root

    def of(self, x: np.ndarray) -> np.ndarray:
        """Return the view of this storage that `x` is of the root's."""
        offset = _address(x) - self.low if x.size else 0
        return np.ndarray(x.shape, x.dtype, self.bytes, offset, x.strides)


def root_of(x: np.ndarray) -> np.ndarray:
    """Return the array that owns the storage of `x`.

    A base that is no array (a memory map, bytes) ends the search.
    """
    while (base := _base(x)) is not None:
        x = base
    return x


def same_storage(a: Any, b: Any) -> bool:
    """Do changes of one of the two show in the other?"""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return root_of(a) is root_of(b)
    return a is b and isinstance(a, list | np.ndarray)


def copy(x: Any) -> Any:
    """Copy arrays and containers; what is shared inside of lists stays shared.

    Views of one array stay views of one array, a list met twice stays one list.
    """
    if isinstance(x, np.ndarray):
        return x.copy(order="K")
    if not isinstance(x, list | tuple):
        return _copy_inert(x)
    views: dict[int, list] = {}
    _collect(x, views, set())
    return _Copy(views).of(x)


def _copy_inert(x: Any) -> Any:
    """Copy what holds no derivatives but may be changed: sets, dicts of settings."""
    if isinstance(x, set | deque):
        return x.copy()
    if not isinstance(x, dict):
        return x
    made = x.copy()
    made.update((key, copy(value)) for key, value in x.items())
    return made


def copy_given(x: Any) -> Any:
    """Copy an argument that derivatives are stored into, if these can be followed.

    An array with its layout: that decides where `reshape` gives a view.
    """
    if isinstance(x, np.ndarray) and not x.flags.forc:
        return Twin(x, filled=True).of(x)
    if isinstance(x, MutableSequence) and not isinstance(x, list):
        raise NotDifferentiable(
            f"keeping a derivative in a {type(x).__name__}; write instead: a list"
        )
    return copy(x)


def snapshot(x: Any) -> Any:
    """Record a value that may be changed in place later: numbers need no copy."""
    return copy(x)


class _Copy:
    """One copy of each list and array that a structure holds."""

    def __init__(self, views: dict[int, list]) -> None:
        self.views = views
        self.made: dict[int, Any] = {}
        self.twins: dict[int, Twin] = {}

    def of(self, x: Any) -> Any:
        if not isinstance(x, np.ndarray | list | tuple):
            return _copy_inert(x)
        if id(x) not in self.made:
            make = {np.ndarray: self.array, list: self.list}.get(type(x))
            self.made[id(x)] = make(x) if make else self.other(x)
        return self.made[id(x)]

    def array(self, x: np.ndarray) -> np.ndarray:
        root = root_of(x)
        if len(self.views[id(root)]) == 1:
            return x.copy(order="K")
        if id(root) not in self.twins:
            self.twins[id(root)] = Twin(root, filled=True)
        return self.twins[id(root)].of(x)

    def list(self, x: list) -> list:
        self.made[id(x)] = []  # first: a list may hold itself
        self.made[id(x)].extend(self.of(item) for item in x)
        return self.made[id(x)]

    def other(self, x: Any) -> Any:
        if isinstance(x, np.ndarray):
            return x.copy(order="K")
        items = [self.of(item) for item in x]
        return type(x)(*items) if hasattr(x, "_fields") else type(x)(items)


def _collect(x: Any, views: dict[int, list], seen: set[int]) -> None:
    """Note the arrays of a structure under their roots."""
    if not isinstance(x, np.ndarray | list | tuple) or id(x) in seen:
        return
    seen.add(id(x))
    if isinstance(x, np.ndarray):
        views.setdefault(id(root_of(x)), []).append(x)
        return
    for item in x:
        _collect(item, views, seen)


def _base(x: np.ndarray) -> np.ndarray | None:
    """NumPy's `as_strided` and memory views put an object between view and array."""
    base = x.base
    for owner in (base, getattr(base, "base", None), getattr(base, "obj", None)):
        if isinstance(owner, np.ndarray):
            return owner
    return None


def _address(x: np.ndarray) -> int:
    return x.__array_interface__["data"][0]


def _extent(x: np.ndarray) -> tuple[int, int]:
    """The addresses between which the elements of `x` lie."""
    low = high = _address(x)
    if x.size == 0:
        return low, low + 1
    for length, stride in zip(x.shape, x.strides):
        low += min(0, (length - 1) * stride)
        high += max(0, (length - 1) * stride)
    return low, high + x.itemsize
