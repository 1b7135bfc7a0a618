"""This module evaluates expressions to kinds, with names and lists in a heap."""

from __future__ import annotations

from collections.abc import Callable, Set
from collections.abc import Iterable as AnyIterable
from typing import Any

import gast
import numpy as np

from s2s.analyse import operator_kinds
from s2s.analyse.attribute_kinds import attribute, dtype_name
from s2s.analyse.call_kinds import MISSING, call_kind
from s2s.analyse.index_kinds import index
from s2s.analyse.list_kinds import Heap, Iterable, Ref, Value, publish
from s2s.analyse.numeric_kinds import PYTHON_FLOAT
from s2s.analyse.subscript_kinds import subscript
from s2s.kinds import (
    BOOL,
    COMPLEX,
    INT,
    NONE,
    NUMBER,
    STR,
    UNKNOWN,
    Array,
    Inert,
    Kind,
    Number,
    Tuple,
)
from s2s.signature import kind_of_value
from s2s.tree.function import Function, Unresolved


class Evaluator:
    """Evaluates the expressions of one function; `table` keeps what each node gave."""

    def __init__(
        self, function: Function, heap: Heap, local: Set[str], call: Callable | None
    ) -> None:
        self.function = function
        self.heap = heap
        self.local = local
        self.call = call
        self.table: dict[int, Value] = {}
        self.overlay: dict[str, Value] = {}  # the names of comprehensions
        self.resolved: dict[int, Any] = {}
        self.stable: set[str] = set()  # the names that are assigned once
        self.visible: Set[str] = frozenset()  # functions of which all calls are seen
        self.level = 1
        self.result: Value = None

    def value(self, node: gast.AST) -> Value:
        """Evaluate an expression; None where no value is known to get there."""
        visit = getattr(self, "on_" + type(node).__name__, None)
        value = visit(node) if visit else self._opaque(node)
        self.table[id(node)] = value
        return value

    def _opaque(self, node: gast.AST) -> Value:
        """Give up on a rare construct, and on every list it mentions."""
        for child in gast.walk(node):
            if isinstance(child, gast.Name):
                self.heap.escape(self._name(child.id))
        return UNKNOWN

    def resolve(self, node: gast.AST) -> Any:
        """Give the object that a global name or dotted chain stands for, or MISSING."""
        if id(node) not in self.resolved:
            self.resolved[id(node)] = self._resolve(node)
        return self.resolved[id(node)]

    def _resolve(self, node: gast.AST) -> Any:
        root = node
        while isinstance(root, gast.Attribute):
            root = root.value
        if not isinstance(root, gast.Name) or self._is_local(root.id):
            return MISSING
        try:
            return self.function.resolve(node)
        except Unresolved:
            return MISSING

    def _is_local(self, name: str) -> bool:
        return name in self.local or name in self.overlay

    def _name(self, name: str) -> Value:
        if name in self.overlay:
            return self.overlay[name]
        return self.heap.get_name(name) if name in self.local else UNKNOWN

    def kind_of_name(self, name: str) -> Kind:
        """Give the kind of a local name, as far as it is known by now."""
        return self.kind(self._name(name))

    def on_Name(self, node: gast.Name) -> Value:
        found = self.resolve(node)
        return self._name(node.id) if found is MISSING else self._object(found)

    def on_Attribute(self, node: gast.Attribute) -> Value:
        found = self.resolve(node)
        if found is not MISSING:
            return self._object(found)
        value = self.value(node.value)
        kind = attribute(self.heap.settle(value), node.attr)
        return self.heap.adopt(kind, id(node))

    def _object(self, found: Any) -> Value:
        """Give the kind of what a global name means now."""
        if isinstance(found, type | np.dtype):
            return Inert("type", dtype_name(found))
        kind = kind_of_value(found)
        if isinstance(kind, Inert):
            return Inert(kind.type)
        return self.heap.adopt(kind, ("global", id(found)))

    def on_Constant(self, node: gast.Constant) -> Value:
        value = node.value
        if isinstance(value, bool | str):
            return Inert(type(value).__name__, value)
        if isinstance(value, int):
            return Inert("int", value)
        if isinstance(value, float):
            return PYTHON_FLOAT
        plain = {complex: COMPLEX, type(None): NONE, type(...): Inert("ellipsis")}
        return plain.get(type(value), Inert(type(value).__name__))

    def on_Tuple(self, node: gast.Tuple) -> Value:
        if any(isinstance(item, gast.Starred) for item in node.elts):
            return self._opaque(node)
        return Tuple(tuple([self.value(item) for item in node.elts]))

    def on_List(self, node: gast.List) -> Value:
        result = self.heap.make(id(node), None)
        for item in node.elts:
            starred = isinstance(item, gast.Starred)
            value = self.value(item.value if starred else item)
            self.heap.put(result, self.iterate(value) if starred else value)
        return result

    def display(self, node: gast.AST) -> Kind | None:
        """See a list or tuple that is written out as a tuple: its length is known."""
        if not isinstance(node, gast.List | gast.Tuple):
            return None
        if any(isinstance(item, gast.Starred) for item in node.elts):
            return None
        kinds = [self.heap.settle(self.table[id(item)]) for item in node.elts]
        shown = [self.display(item) for item in node.elts]
        return Tuple(tuple([s or kind for s, kind in zip(shown, kinds, strict=True)]))

    def on_BinOp(self, node: gast.BinOp) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        return self.binary(node, left, right)

    def binary(
        self, node: gast.BinOp | gast.AugAssign, left: Value, right: Value
    ) -> Value:
        """Give the kind of an operation; what a lost sequence holds is given up."""
        if left is None or right is None:
            return None
        name, heap = type(node.op).__name__, self.heap
        sequences = [v for v in (left, right) if isinstance(v, Ref | Tuple)]
        if all(isinstance(v, Ref | Tuple | Inert) for v in (left, right)):
            result = operator_kinds.binary(name, left, right)
            if sequences and name in {"Add", "Mult"} and result == UNKNOWN:
                result = heap.make(id(node), None)
                for value in sequences:
                    heap.put(result, self.iterate(value))
            return result
        result = operator_kinds.binary(name, heap.settle(left), heap.settle(right))
        for value in sequences if result == UNKNOWN else ():
            heap.escape(self.iterate(value))
        return result

    def on_UnaryOp(self, node: gast.UnaryOp) -> Value:
        value = self.heap.settle(self.value(node.operand))
        return value and operator_kinds.unary(type(node.op).__name__, value)

    def on_Compare(self, node: gast.Compare) -> Value:
        values = [self.value(part) for part in (node.left, *node.comparators)]
        if None in values:
            return None
        names = [type(op).__name__ for op in node.ops]
        return operator_kinds.compare(names, [self.heap.settle(v) for v in values])

    def on_BoolOp(self, node: gast.BoolOp) -> Value:
        return self.any_of([self.value(part) for part in node.values])

    def test(self, node: gast.AST) -> Value:
        """Evaluate what is only asked whether it is true: no list is handed on."""
        negated = isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.Not)
        if not (negated or isinstance(node, gast.BoolOp)):
            return self.value(node)
        for part in [node.operand] if negated else node.values:
            self.test(part)
        value = self.table[id(node)] = BOOL if negated else UNKNOWN
        return value

    def on_IfExp(self, node: gast.IfExp) -> Value:
        self.test(node.test)
        return self.any_of([self.value(node.body), self.value(node.orelse)])

    def any_of(self, values: list[Value]) -> Value:
        """Join values, of which any one may be meant."""
        result = None
        for value in values:
            result = self.heap.join(result, value)
        return result

    def on_NamedExpr(self, node: gast.NamedExpr) -> Value:
        value = self.value(node.value)
        self.heap.put_name(node.target.id, value)
        return value

    def on_JoinedStr(self, node: gast.JoinedStr) -> Value:
        for part in gast.walk(node):
            if isinstance(part, gast.FormattedValue):
                self.value(part.value)
        return STR

    def on_ListComp(self, node: gast.ListComp) -> Value:
        return self.heap.make(id(node), self._comprehension(node))

    def on_GeneratorExp(self, node: gast.GeneratorExp) -> Value:
        return Iterable(self._comprehension(node))

    def _comprehension(self, node: gast.ListComp | gast.GeneratorExp) -> Value:
        outside = self.overlay
        self.overlay = dict(outside)
        for part in node.generators:
            self._bind_overlay(part.target, self.iterate(self.value(part.iter)))
            for test in part.ifs:
                self.test(test)
        item = self.value(node.elt)
        self.overlay = outside
        return item

    def _bind_overlay(self, target: gast.AST, value: Value) -> None:
        for name, part in self.unpack(target, value):
            self.overlay[name.id] = part

    def unpack(self, target: gast.AST, value: Value) -> AnyIterable[tuple]:
        """Pair the names of a target with what each of them gets."""
        if isinstance(target, gast.Name):
            yield target, value
        elif isinstance(target, gast.Tuple | gast.List):
            for item, part in zip(target.elts, self._items(target, value), strict=True):
                yield from self.unpack(item, part)
        elif isinstance(target, gast.Starred):
            yield from self.unpack(target.value, value)

    def _items(self, target: gast.Tuple, value: Value) -> list[Value]:
        count = len(target.elts)
        stars = [i for i, e in enumerate(target.elts) if isinstance(e, gast.Starred)]
        items = [self.iterate(value)] * count
        if isinstance(value, Tuple) and len(value.items) >= count - len(stars):
            items = list(value.items)
        for star in stars:
            rest = self.heap.make(id(target.elts[star]), None)
            end = len(items) - (count - star - 1)
            for item in items[star:end]:
                self.heap.put(rest, item)
            items[star:end] = [rest]
        return items if len(items) == count else [self.iterate(value)] * count

    def iterate(self, value: Value) -> Value:
        """Give what iterating over a value gives."""
        match value:
            case Ref():
                return self.heap.item(value)
            case Iterable(item):
                return item
            case Tuple(items):
                return self.any_of(list(items))
            case Array(_, shape):
                return index(value, [INT]) if shape != () else UNKNOWN
            case Number():
                return NUMBER
            case Inert("range" | "str" as name):
                return INT if name == "range" else STR
        return value and UNKNOWN

    def on_Subscript(self, node: gast.Subscript) -> Value:
        return subscript(self, node)

    def on_Call(self, node: gast.Call) -> Value:
        return call_kind(self, node)

    def kind(self, value: Value) -> Kind | None:
        """Give the public kind of a value."""
        return publish(self.heap.settle(value))
