"""This module holds the adjoints of what lists do, and what lists and tuples reach."""

from typing import Any

import numpy as np

from s2s.errors import NotDifferentiable
from s2s.runtime.structure import add, items_of, unbroadcast

_WHILE_IT_LOOPS = (
    "a list that changes its length while a loop goes over it; "
    "write instead: a loop over a copy, `xs[:]`"
)


def add_into(a_bar: list, b: Any) -> None:
    """Add an adjoint to that of a list, in place down to its arrays and lists.

    Lists that hold the same object hold the same adjoint of it: there nothing flows.
    """
    if b is a_bar:
        return
    for i, item in enumerate(items_of(b, len(a_bar))):
        add_at(a_bar, i, item)


def add_at(a_bar: list, index: Any, b: Any) -> None:
    """Add to an item, or to a slice, of the adjoint of a list, in place."""
    if isinstance(index, slice):
        places = range(*index.indices(len(a_bar)))
        for i, item in zip(places, items_of(b, len(places)), strict=True):
            add_at(a_bar, i, item)
    elif isinstance(a_bar[index], list) and b is not None:
        add_into(a_bar[index], b)
    elif isinstance(a_bar[index], np.ndarray) and b is not None:
        if not _is_same(a_bar[index], b):
            a_bar[index][...] += b
    else:
        a_bar[index] = add(a_bar[index], b)


def _is_same(a_bar: Any, b: Any) -> bool:
    """Is it the same storage, seen the same way?"""
    if not (isinstance(a_bar, np.ndarray) and isinstance(b, np.ndarray)):
        return False
    start, other = a_bar.__array_interface__["data"], b.__array_interface__["data"]
    return start == other and (a_bar.shape, a_bar.strides) == (b.shape, b.strides)


def take_inserted(bars: list, index: int) -> Any:
    """Take the adjoint of what `xs.insert(index, item)` put in out of the list."""
    last = len(bars) - 1
    index = index + last if index < 0 else index
    return bars.pop(min(max(index, 0), last))


def put_back(bars: list, index: int, item: Any) -> None:
    """Put the adjoint of what `xs.pop(index)` took out into the list."""
    bars.insert(index if index >= 0 else len(bars) + 1 + index, item)


def as_long_as(items: Any, old: list) -> list:
    """Return what takes the place of a slice, as long as that slice."""
    items = list(items)
    if len(items) != len(old):
        raise NotDifferentiable(
            f"{len(items)} items take the place of {len(old)} in a slice of a list; "
            "write instead: a new list"
        )
    return items


def require_other(changed: Any, xs: Any) -> None:
    """Refuse to resize `changed`, or what it holds, while a loop goes over `xs`."""
    if changed is xs:
        raise NotDifferentiable(_WHILE_IT_LOOPS)
    if isinstance(changed, list | tuple):
        for item in changed:
            if isinstance(item, list | tuple):
                require_other(item, xs)


def require_apart(changed: Any, other: Any) -> None:
    """Refuse to give both to a function that resizes one while it loops over one."""
    lists, others = set(), set()
    _reach(changed, [], lists)
    _reach(other, [], others)
    if lists & others:
        raise NotDifferentiable(_WHILE_IT_LOOPS)


def summands(y_bar: Any, x: Any, y: Any) -> tuple[Any, Any]:
    """Return the cotangents of `x` and `y` in `x + y`, which may join two lists."""
    if isinstance(x, list | tuple) and isinstance(y, list | tuple):
        return y_bar[: len(x)], y_bar[len(x) :]
    y_bar = _spread(y_bar, x, y)
    return unbroadcast(y_bar, x), unbroadcast(y_bar, y)


def factors(y_bar: Any, x: Any, y: Any, shared: bool = False) -> tuple[Any, Any]:
    """Return the cotangents of `x` and `y` in `x * y`, which may repeat a list."""
    if isinstance(x, list | tuple) and not isinstance(y, np.ndarray):
        return repeated_back(y_bar, y, shared), 0.0
    if isinstance(y, list | tuple) and not isinstance(x, np.ndarray):
        return 0.0, repeated_back(y_bar, x, shared)
    y_bar = _spread(y_bar, x, y)
    return unbroadcast(y * y_bar, x), unbroadcast(x * y_bar, y)


def _spread(y_bar: Any, x: Any, y: Any) -> Any:
    """Give a cotangent, which may stand for its broadcast, the shape of the result."""
    shape = np.broadcast_shapes(np.shape(x), np.shape(y))
    return y_bar if np.shape(y_bar) == shape else np.broadcast_to(y_bar, shape)


def repeated_back(bars: Any, n: int, shared: bool = False) -> Any:
    """Return the cotangent of `xs` in `xs * n`, from that of the result.

    `shared`: an object that is found again has one adjoint, which counts once.
    """
    if n <= 0 or not len(bars):
        return 0.0
    count = len(bars) // n
    total = list(bars[:count])
    for place, bar in enumerate(bars[count:]):
        i = place % count
        total[i] = _both(total[i], bar) if shared else add(total[i], bar)
    return total


def _both(a: Any, b: Any) -> Any:
    """Add two adjoints; those of one object are one."""
    if _is_same(a, b) or (isinstance(a, list) and a is b) or a is b is None:
        return a
    if isinstance(a, list) and isinstance(b, list):
        return [_both(*pair) for pair in zip(a, b, strict=True)]
    return add(a, b)


def overlap(a: Any, b: Any) -> bool:
    """Is there storage that both structures reach?"""
    arrays, lists = [], set()
    _reach(a, arrays, lists)
    others, other_lists = [], set()
    _reach(b, others, other_lists)
    return bool(lists & other_lists) or any(
        np.may_share_memory(x, y) for x in arrays for y in others
    )


def _reach(x: Any, arrays: list, lists: set[int]) -> None:
    """Note the arrays, and the ids of the lists, of a structure."""
    if isinstance(x, np.ndarray):
        arrays.append(x)
    if isinstance(x, tuple) or (isinstance(x, list) and id(x) not in lists):
        if isinstance(x, list):
            lists.add(id(x))
        for item in x:
            _reach(item, arrays, lists)
