"""This module runs a function and holds every value against its inferred kind."""

from __future__ import annotations

import ast
import copy
import math
from collections.abc import Callable
from typing import Any

import gast
import numpy as np

from s2s.analyse.kinds import Kinds, infer
from s2s.analyse.lengths import indices
from s2s.kinds import (
    Array,
    Complex,
    Float,
    Inert,
    Kind,
    List,
    Number,
    Tuple,
    show,
)
from s2s.signature import kinds_of_arguments
from s2s.tree.function import Function

GLOBALS = {"np": np, "math": math, "G": 9.81, "TABLE": [1.0, 2.0], "M": np.eye(3)}


def inferred(text: str, kinds: dict[str, Kind], call: Callable | None = None) -> Kinds:
    """Infer the kinds of the one function in a text."""
    tree = gast.parse(text).body[0]
    function = Function(tree, tree.name, "text", text.splitlines(), GLOBALS, {})
    return infer(tree, function, kinds, call)


def hold(text: str, *arguments: Any) -> Kinds:
    """Infer for these arguments, run, and compare each value with its kind."""
    tree = gast.parse(text).body[0]
    names = [a.id for a in tree.args.args]
    given = dict(zip(names, kinds_of_arguments(*arguments), strict=True))
    kinds = inferred_of(tree, text, given)
    seen = Seen(kinds)
    marked = Marker(seen).visit(copy_with_marks(tree, seen))
    module = gast.gast_to_ast(gast.Module([marked], type_ignores=[]))
    space = {**GLOBALS, "_see": seen.see, "_trip": seen.trip}
    exec(compile(ast.fix_missing_locations(module), "text", "exec"), space)
    result = space[tree.name](*copy.deepcopy(arguments))
    seen.compare(kinds.result, result, "the result")
    return kinds


def inferred_of(tree: gast.FunctionDef, text: str, given: dict[str, Kind]) -> Kinds:
    function = Function(tree, tree.name, "text", text.splitlines(), GLOBALS, {})
    return infer(tree, function, given)


def copy_with_marks(tree: gast.AST, seen: Seen) -> gast.AST:
    """Copy a tree; `seen` knows which kind a node of the copy has."""
    twin = copy.deepcopy(tree)
    for node, other in zip(gast.walk(tree), gast.walk(twin), strict=True):
        if isinstance(node, gast.expr):
            kind = seen.kinds.of(node)
            seen.marks[id(other)] = (kind, gast.unparse(node).strip())
    return twin


class Seen:
    """The kinds that were claimed, and what symbols have stood for so far."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self.marks: dict[int, tuple[Kind, str]] = {}
        self.order: list[tuple[Kind, str]] = []
        self.values: dict[Any, int] = {}

    def see(self, place: int, value: Any) -> Any:
        kind, text = self.order[place]
        self.compare(kind, value, text)
        return value

    def trip(self, index: str) -> None:
        """Forget what symbols have stood for in the last trip of a loop."""
        kept = {k: n for k, n in self.values.items() if index not in indices(k[1])}
        self.values = kept

    def compare(self, kind: Kind, value: Any, text: str) -> None:
        ok = self.matches(kind, value)
        assert ok, f"{text}: {show(kind)} is not {type(value).__name__} {value!r}"

    def matches(self, kind: Kind, value: Any) -> bool:
        scalar = isinstance(value, float | int | np.integer | np.bool_)
        match kind:
            case Float():
                return scalar and not isinstance(value, np.float32)
            case Complex():
                return isinstance(value, complex | float | int)
            case Number():
                array = isinstance(value, np.ndarray) and value.dtype.kind == "f"
                return array or scalar or isinstance(value, np.floating)
            case Inert("int", symbol):
                whole = isinstance(value, int | np.integer)
                return whole and self.stands(("value", symbol), symbol, int(value))
            case Inert("bool"):
                return isinstance(value, bool | np.bool_)
            case Inert("str"):
                return isinstance(value, str)
            case Inert("None"):
                return value is None
            case Array():
                return self.matches_array(kind, value)
            case Tuple(items):
                return (
                    isinstance(value, tuple)
                    and len(value) == len(items)
                    and all(map(self.matches, items, value))
                )
            case List(item):
                return isinstance(value, list | tuple) and all(
                    self.matches(item, v) for v in value
                )
        return True

    def matches_array(self, kind: Array, value: Any) -> bool:
        if type(value) is not np.ndarray or kind.dtype not in ("", value.dtype.name):
            return False
        if kind.shape is None:
            return True
        return len(kind.shape) == value.ndim and all(
            self.stands(("length", symbol), symbol, n)
            for symbol, n in zip(kind.shape, value.shape, strict=True)
        )

    def stands(self, key: Any, symbol: Any, number: int) -> bool:
        """A symbol stands for one number; as a length for no other than as a value."""
        if symbol is None:
            return True
        if isinstance(symbol, int):
            return number == symbol
        if key[0] == "value" and not self.stands(
            ("length", symbol), symbol, max(number, 0)
        ):
            return False
        worth = self.worth(symbol)
        if worth is not None and number != (
            worth if key[0] == "value" else max(worth, 0)
        ):
            return False
        return self.values.setdefault(key, number) == number

    def worth(self, symbol: Any) -> int | None:
        """Calculate a linear form from what its atoms have stood for."""
        if not isinstance(symbol, tuple) or symbol[0] != "linear":
            return None
        total = symbol[1]
        for atom, factor in symbol[2]:
            inner = isinstance(atom, tuple) and atom[0] == "length"
            key = ("length", atom[1]) if inner else ("value", atom)
            key = ("length", atom) if isinstance(atom, str) else key
            if key not in self.values:
                return None
            total += factor * self.values[key]
        return total


class Marker(gast.NodeTransformer):
    """Writes `_see(place, e)` for every expression `e` that is read."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    def visit_Call(self, node: gast.Call) -> gast.AST:
        if isinstance(node.func, gast.Attribute):
            node.func.value = self.visit(node.func.value)
        node.args = [self.visit(a) for a in node.args]
        node.keywords = [self.generic_visit(k) for k in node.keywords]
        return self.mark(node)

    def visit(self, node: gast.AST) -> gast.AST:
        if isinstance(node, gast.Call):
            return self.visit_Call(node)
        if (
            isinstance(node, gast.Attribute)
            and isinstance(node.value, gast.Name)
            and (node.value.id in GLOBALS)
        ):
            return self.mark(node)
        if isinstance(node, gast.FunctionDef):
            node.body = [self.visit(s) for s in node.body]
            return node
        self.generic_visit(node)
        if isinstance(node, gast.For) and isinstance(node.target, gast.Name):
            node.body.insert(0, gast.parse(f"_trip({node.target.id!r})").body[0])
        plain = isinstance(node, gast.expr) and not isinstance(
            node, gast.Slice | gast.Starred | gast.JoinedStr | gast.FormattedValue
        )
        store = isinstance(
            getattr(node, "ctx", None), gast.Store | gast.Param | gast.Del
        )
        return self.mark(node) if plain and not store else node

    def visit_comprehension(self, node: gast.comprehension) -> gast.AST:
        return self.generic_visit(node)

    def mark(self, node: gast.AST) -> gast.AST:
        kind_and_text = self.seen.marks.get(id(node))
        if kind_and_text is None or holds_slice(node):
            return node
        self.seen.order.append(kind_and_text)
        place = gast.Constant(len(self.seen.order) - 1, None)
        name = gast.Name("_see", gast.Load(), None, None)
        return gast.Call(name, [place, node], [])


def holds_slice(node: gast.AST) -> bool:
    """An index like `1:, 0` is no expression of its own."""
    return isinstance(node, gast.Tuple) and any(
        isinstance(item, gast.Slice) for item in node.elts
    )
