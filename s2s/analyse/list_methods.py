"""This module knows what the methods of lists give, and what they leave in the list."""

from __future__ import annotations

from typing import Any

from s2s.analyse.list_kinds import Ref, Value
from s2s.kinds import INT, NONE, UNKNOWN


def method(evaluator: Any, ref: Ref, name: str, call: Any) -> Value:
    """Call a method of a list."""
    heap, values = evaluator.heap, call.values
    match name, values:
        case "append", [item]:
            heap.put(ref, item)
        case "insert", [_, item]:
            heap.put(ref, item)
        case "extend", [items]:
            heap.put(ref, evaluator.iterate(items))
        case "pop", [] | [_]:
            return heap.item(ref)
        case "copy", []:
            return heap.make(id(call.node), heap.item(ref))
        case "index" | "count", _:
            return INT
        case ("reverse" | "clear", []) | ("sort" | "remove", _):
            return NONE
        case _:
            return _unknown(heap, ref, values)
    return NONE


def _unknown(heap: Any, ref: Ref, values: list[Value]) -> Value:
    for value in (ref, *values):
        heap.escape(value)
    return UNKNOWN
