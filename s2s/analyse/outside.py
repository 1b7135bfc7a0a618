"""This module finds storage that outlives a call: that of globals, cells and objects.

def f(x, model):
    LOG.append(x)          outside: a list that has a global name
    w = model.weights      outside: an attribute of an object
    rows = [w, w]          holds what is outside
    rows[0][0] = x         a store into what is outside
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

import gast

from s2s.analyse.effects import CHANGING, is_scatter
from s2s.analyse.receivers import of_object
from s2s.analyse.sources import may_be_storage
from s2s.kinds import Array, Float, Inert, List, Unknown
from s2s.libraries import is_library
from s2s.normalise.inert import PURE_METHODS
from s2s.tree.walk import children

HOLDS, OUTSIDE = 1, 2

MEANINGS = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)
_COPYING = (list, tuple)
_PICKING = (max, min, next)
_READING = (getattr, vars, globals)
_DISPLAYS = (gast.List, gast.Tuple, gast.Set)


class Store(NamedTuple):
    """A place outside that may be given `values`, and the node that does so."""

    place: gast.expr
    node: gast.AST
    values: list[gast.expr]


class Outside:
    """What the expressions of one core function have to do with storage outside."""

    def __init__(
        self, tree: gast.FunctionDef, scope, kinds, summary: Callable, arguments
    ) -> None:
        self.scope, self.kinds = scope, kinds
        self.summary, self.arguments = summary, arguments
        self.everything = _own_nodes(tree.body)
        self.levels: dict[str, int] = {}
        while self.grow():
            pass

    def grow(self) -> bool:
        """Carry what is known one assignment further; is there news?"""
        before = dict(self.levels)
        for node in self.everything:
            if isinstance(node, gast.Assign):
                for target in node.targets:
                    self.bind(target, node.value)
            elif isinstance(node, gast.For):
                self.bind(node.target, node.iter, element=True)
            elif isinstance(node, gast.Call) and changes_list(node):
                for value in node.args:
                    self.hold(node.func.value, value)
        return self.levels != before

    def bind(self, target: gast.expr, value: gast.expr, element: bool = False) -> None:
        level = self.level(value)
        if isinstance(target, (gast.Tuple, gast.List)):
            for part in target.elts:
                self.bind(part, value, element=True)
        elif isinstance(target, gast.Name):
            self.raise_to(target, OUTSIDE if element and level else level)
        else:
            self.hold(target.value, value)

    def hold(self, container: gast.expr, value: gast.expr) -> None:
        """A container now holds a value."""
        while isinstance(container, gast.Subscript):
            container = container.value
        self.raise_to(container, HOLDS if self.level(value) else 0)

    def raise_to(self, name: gast.expr, level: int) -> None:
        if isinstance(name, gast.Name) and level > self.levels.get(name.id, 0):
            self.levels[name.id] = level

    def level(self, node: gast.expr) -> int:
        """Is the value outside (2), does it hold what is (1), or neither (0)?"""
        if not may_be_storage(self.kinds.of(node)):
            return 0
        if isinstance(node, gast.Name):
            return self.of_name(node)
        if isinstance(node, gast.Attribute):
            array = isinstance(self.kinds.of(node.value), Array)
            return self.level(node.value) if array else OUTSIDE
        if isinstance(node, gast.Starred):
            return self.level(node.value)
        if isinstance(node, gast.Subscript):
            fresh = isinstance(node.slice, gast.Slice)
            fresh = fresh and isinstance(self.kinds.of(node.value), List)
            level = self.level(node.value)
            return min(level, HOLDS) if fresh else OUTSIDE if level else 0
        if isinstance(node, (gast.IfExp, gast.BoolOp)):
            parts = getattr(node, "values", None) or [node.body, node.orelse]
            return max(map(self.level, parts))
        if isinstance(node, _DISPLAYS):
            return HOLDS if any(map(self.level, node.elts)) else 0
        if isinstance(node, gast.BinOp):
            lists = isinstance(self.kinds.of(node), (List, Unknown))
            return HOLDS if lists and any(map(self.level, children(node))) else 0
        return self.of_call(node) if isinstance(node, gast.Call) else 0

    def of_name(self, node: gast.Name) -> int:
        if node.id in self.scope.function.locals:
            return self.levels.get(node.id, 0)
        found = self.scope.object(node)
        return 0 if isinstance(found, MEANINGS) else OUTSIDE

    def of_call(self, node: gast.Call) -> int:
        """What a call gives: the user's functions say so themselves."""
        operands = [*node.args, *(k.value for k in node.keywords)]
        if self.scope.callee(node.func) is not None:
            summary, arguments = self.summary(node), self.arguments(node)
            given = [self.level(arguments[i]) for i in summary.aliases]
            return max([summary.outside, *(OUTSIDE if g else 0 for g in given)])
        found = self.scope.object(node.func)
        method = isinstance(node.func, gast.Attribute) and _is_method(found)
        operands = [node.func.value, *operands] if method else operands
        if any(found is each for each in _COPYING):
            return HOLDS if any(map(self.level, operands)) else 0
        if any(found is each for each in _PICKING):
            return OUTSIDE if any(map(self.level, operands)) else 0
        if any(found is each for each in _READING):
            return OUTSIDE
        rule = self.scope.method(node.func) if method else self.scope.rule(node)
        if rule is not None and not of_object(self.scope, self.kinds, node):
            return max(map(self.level, operands[:1]), default=0) if rule.view else 0
        if found is None:
            return OUTSIDE if method and self.is_object(node.func.value) else 0
        return 0 if is_of_a_library(found) else OUTSIDE

    def is_object(self, node: gast.expr) -> bool:
        """Has the value methods that nobody knows?"""
        return not isinstance(self.kinds.of(node), (Array, List, Inert, Float))

    @cached_property
    def leaks(self) -> bool:
        """Is something stored into what is outside, by the function or for it?"""
        return any(self.stores()) or any(self.leaking())

    def leaking(self) -> list[gast.Call]:
        """The calls of the user's functions that store into what is outside."""
        known = (n for n in self.everything if isinstance(n, gast.Call))
        users = (n for n in known if self.scope.callee(n.func) is not None)
        return [n for n in users if self.summary(n).leaks]

    def stores(self) -> Iterator[Store]:
        """The stores into what is outside, by the function's own statements."""
        for node in self.everything:
            if isinstance(node, gast.Assign):
                for target in node.targets:
                    if isinstance(target, gast.Subscript):
                        yield from self.store(target.value, node, [node.value])
            elif isinstance(node, gast.AugAssign):
                target = node.target
                place = target.value if isinstance(target, gast.Subscript) else target
                yield from self.store(place, node, [node.value])
            elif isinstance(node, gast.Call):
                yield from self.stored_by(node)

    def store(self, place: gast.expr, node, values: list) -> Iterator[Store]:
        if self.level(place) == OUTSIDE:
            yield Store(place, node, values)

    def stored_by(self, call: gast.Call) -> Iterator[Store]:
        values = [*call.args, *(k.value for k in call.keywords)]
        if self.scope.callee(call.func) is not None:
            arguments = self.arguments(call)
            values = [a for a in arguments if a is not None]
            for i in self.summary(call).changed:
                if self.level(arguments[i]):
                    yield Store(arguments[i], call, values)
        elif is_scatter(self.scope, call):
            yield from self.store(call.args[0], call, values)
        elif isinstance(call.func, gast.Attribute):
            if self.scope.rule(call) is None and call.func.attr not in PURE_METHODS:
                yield from self.store(call.func.value, call, values)


def _own_nodes(body: list[gast.stmt]) -> list[gast.AST]:
    """The nodes of some statements, those of nested functions apart."""
    found: list[gast.AST] = list(body)
    for node in found:
        if not isinstance(node, (gast.FunctionDef, gast.Lambda)):
            found += children(node)
    return found


def changes_list(call: gast.Call) -> bool:
    """`xs.append(v)` and the like."""
    return isinstance(call.func, gast.Attribute) and call.func.attr in CHANGING


def _is_method(found: object) -> bool:
    """Is what is called a method of a value, known or not?"""
    owner = getattr(found, "__self__", None)
    return found is None or not isinstance(owner, (type(None), types.ModuleType))


def is_of_a_library(found: object) -> bool:
    """Is it a function, a class or a method of an object of a library?"""
    if isinstance(found, type):
        return True
    owner = getattr(found, "__self__", None)
    if owner is not None and not isinstance(owner, types.ModuleType):
        found = type(owner)
    return is_library(getattr(found, "__module__", None) or type(found).__module__)
