"""This module tells what calls of users' functions give, and leave in their arguments.

    def put(rows, row):                rows: [ints] before, [ints, row] after: the row
        rows.append(row)               itself, so that its kind is that of `rows[1]`

A place is an argument, by its number, or the result, with a path into it: what the
first argument holds is `(0, (None,))`, the second item of the result `(RESULT, (1,))`.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable
from typing import NamedTuple

from s2s.analyse.list_kinds import Heap, Ref, Value, parts
from s2s.kinds import Kind, List, Tuple

RESULT = -1
Place = tuple[int, tuple]


class Called(NamedTuple):
    """What a call gives, and the kinds of its arguments after it.

    `captured` are variables of the caller that the function reads: further arguments.
    What is at the first place of a pair in `tied` may be what is at the second; None:
    anything may be anything.
    """

    result: Kind | None
    arguments: tuple[Kind, ...]
    captured: tuple[str, ...] = ()
    tied: tuple[tuple[Place, Place], ...] | None = None


def given_back(heap: Heap, called: Called, values: list[Value], key: Hashable) -> Value:
    """Give the result of a call that was given these values."""
    for i, (value, after) in enumerate(zip(values, called.arguments, strict=False)):
        _absorbed(heap, value, after, (key, i))
    found = dict(enumerate(values))
    found[RESULT] = heap.adopt(called.result, key)
    if called.tied is None:
        for value in found.values():
            heap.escape(value)
    for (i, path), (j, other) in called.tied or ():
        found[i] = _put(heap, found[i], path, _inside(heap, found[j], other))
    return found[RESULT]


def _absorbed(heap: Heap, value: Value, after: Kind | None, key: Hashable) -> Value:
    """A value that a callee was given: its lists hold what the callee has put there."""
    if isinstance(value, Ref) and isinstance(after, List):
        heap.put(value, _absorbed(heap, heap.item(value), after.item, key))
        return value
    alike = isinstance(value, Tuple) and isinstance(after, Tuple)
    if alike and len(value.items) == len(after.items):
        pairs = enumerate(zip(value.items, after.items, strict=True))
        return Tuple(tuple([_absorbed(heap, *pair, (key, i)) for i, pair in pairs]))
    return heap.join(value, heap.adopt(after, key))


def _inside(heap: Heap, value: Value, path: tuple) -> Value:
    """What a value may hold at a path."""
    for step in path:
        if isinstance(value, Ref):
            value = heap.item(value)
        elif isinstance(value, Tuple) and step is not None:
            value = value.items[step]
        else:
            value = functools.reduce(heap.join, parts(value), None)
    return value


def _put(heap: Heap, value: Value, path: tuple, other: Value) -> Value:
    """The value that holds another at a path, too, if that is, or holds, a list."""
    if not path:
        return heap.join(value, other) if isinstance(other, Ref | Tuple) else value
    step, *rest = path
    if isinstance(value, Ref):
        heap.put(value, _put(heap, heap.item(value), tuple(rest), other))
    elif isinstance(value, Tuple):
        items = [
            _put(heap, item, tuple(rest), other) if step in (i, None) else item
            for i, item in enumerate(value.items)
        ]
        return Tuple(tuple(items))
    return value
