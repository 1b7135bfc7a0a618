"""This module evaluates subscripts: of arrays, tuples, lists and strings."""

from __future__ import annotations

from typing import Any

import gast

from s2s.analyse import lengths
from s2s.analyse.index_kinds import Span, index
from s2s.analyse.list_kinds import Ref, Value
from s2s.analyse.numeric_kinds import array_of, as_array
from s2s.kinds import (
    NONE,
    STR,
    UNKNOWN,
    Array,
    Float,
    Inert,
    Kind,
    Number,
    Tuple,
    Unknown,
)
from s2s.tree.walk import nodes


def subscript(evaluator: Any, node: gast.Subscript) -> Value:
    """Give the kind of a subscript that is read."""
    value = evaluator.value(node.value)
    index_entries = entries(evaluator, node.slice)
    if value is None or None in index_entries:
        return None
    return element(evaluator, value, index_entries, node)


def entries(evaluator: Any, node: gast.AST) -> list:
    """Evaluate an index to its entries: kinds, and `Span` for slices."""
    if not isinstance(node, gast.Tuple):
        return [_entry(evaluator, node)]
    found = [_entry(evaluator, item) for item in node.elts]
    kinds = [evaluator.table[id(item)] for item in node.elts]
    evaluator.table[id(node)] = None if None in kinds else Tuple(tuple(kinds))
    # `a[b,]` is no `a[b]`: an entry that is a tuple itself is an index array.
    return [Tuple(tuple(found))] if len(found) == 1 else found


def _entry(evaluator: Any, node: gast.AST) -> Span | Kind | None:
    if isinstance(node, gast.List):
        return _index_list(evaluator, node)
    if not isinstance(node, gast.Slice):
        return evaluator.heap.settle(evaluator.value(node))
    parts = (node.lower, node.upper, node.step)
    evaluator.table[id(node)] = Inert("slice")
    return Span(*[_bound(evaluator, part) for part in parts])


def _index_list(evaluator: Any, node: gast.List) -> Kind | None:
    """A list in an index means the array of its items."""
    kind = evaluator.heap.settle(evaluator.value(node))
    shown = evaluator.display(node)
    array = as_array(shown) if shown and shown.items else None
    return kind if array is None else array_of(array.dtypes, array.shape)


def _bound(evaluator: Any, node: gast.AST | None) -> Any:
    kind = NONE if node is None else evaluator.value(node)
    if kind == NONE:
        return lengths.ABSENT
    known = isinstance(kind, Inert) and kind.type == "int"
    return kind.symbol if known else None


def element(evaluator: Any, value: Value, entries: list, node: gast.AST) -> Value:
    """Give what `value[entries]` is."""
    match value:
        case Array() | Number():
            return index(value, entries)
        case Tuple(items):
            return _tuple_element(evaluator, items, entries)
        case Ref():
            return _list_element(evaluator, value, entries, node)
        case Inert("str"):
            return STR
    return UNKNOWN


def _tuple_element(evaluator: Any, items: tuple, entries: list) -> Value:
    match entries:
        case [Inert("int", int() as place)]:
            return items[place] if -len(items) <= place < len(items) else UNKNOWN
        case [Inert("int" | "bool") | Float()]:
            return evaluator.any_of(list(items))
        case [Span() as span] if all(map(lengths.is_plain, span)):
            bounds = [None if b == lengths.ABSENT else b for b in span]
            return Tuple(items[slice(*bounds)])
    evaluator.heap.escape(Tuple(items))
    return UNKNOWN


def _list_element(evaluator: Any, ref: Ref, entries: list, node: gast.AST) -> Value:
    item = evaluator.heap.item(ref)
    called = any(isinstance(part, gast.Call) for part in nodes(node.slice))
    match entries:
        case [Inert("int" | "bool") | Float()]:
            return item
        case [Unknown()] if not called and not evaluator.overlay:
            return item  # the run refuses a slice
        case [Span()] | [Inert("slice")]:
            return evaluator.heap.make(id(node), item)
    evaluator.heap.escape(ref)
    return UNKNOWN
