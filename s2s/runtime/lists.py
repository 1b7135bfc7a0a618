"""This module holds the adjoints of lists: adjoint lists are changed in place."""

from typing import Any

import numpy as np

from s2s.runtime.storage import root_of
from s2s.runtime.structure import add


def add_at(bars: list, index: Any, y_bar: Any) -> None:
    """Add `y_bar` to an item, or the items of `y_bar` to those of a slice, in place."""
    bars[index] = add(bars[index], y_bar)


def add_into(bars: list, more: list) -> None:
    """Add the items of `more` to those of `bars`, in place."""
    for i, item in enumerate(more):
        bars[i] = add(bars[i], item)


def repeated_back(bars: list, n: int) -> list:
    """The adjoint of `xs` in `n * xs`: the sum of its copies."""
    size = len(bars) // n if n > 0 else 0
    found = bars[:size]
    for k in range(1, n):
        add_into(found, bars[k * size : (k + 1) * size])
    return found


def overlap(a: Any, b: Any) -> bool:
    """Do two arguments reach common storage: one array's memory, or one list?"""
    mine, others = list(_storage(a)), list(_storage(b))
    return any(_same(x, y) for x in mine for y in others)


def _same(x: Any, y: Any) -> bool:
    if isinstance(x, np.ndarray) and isinstance(y, np.ndarray):
        return root_of(x) is root_of(y) and np.shares_memory(x, y)
    return x is y


def _storage(x: Any):
    if isinstance(x, np.ndarray):
        yield x
    elif isinstance(x, list | tuple):
        if isinstance(x, list):
            yield x
        for item in x:
            yield from _storage(item)
