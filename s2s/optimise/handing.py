"""This module tells what a statement does to the storage of names.

    statement                 made     shared
    x = np.zeros(n)           x
    xs = [x]                  xs       x
    xs[0] = x                          x
    xs += [x]                          x
    xs += x                            x        (not if xs is an array of numbers)
    y = x                     y        x y

*made*: bound to a value; *shared*: its storage may have another name from here on. The
parameters of a function are shared.
"""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.optimise.expressions import Expressions
from s2s.optimise.purity import Calls
from s2s.tree.walk import children, nodes

_COPYING = (gast.BinOp, gast.UnaryOp, gast.Compare, gast.JoinedStr, gast.FormattedValue)
_COMPUTED = (*_COPYING, gast.Slice)
# What of a value is no way to its storage: facts of it, and methods that are called.
_HARMLESS = frozenset("shape size ndim dtype append pop copy sum mean".split())


class Handed(NamedTuple):
    """The names that a statement makes and shares, as masks."""

    made: int
    shared: int


class Handing:
    """What each statement does; it is found out once, for no statement changes."""

    def __init__(
        self,
        expressions: Expressions,
        calls: Calls,
        numbers: frozenset[str],
        numeric: frozenset[str],
    ) -> None:
        self._expressions, self._calls = expressions, calls
        self._numbers = expressions.names.mask(sorted(numbers))
        self._numeric = numeric
        # The nodes are keys themselves: so they stay alive, and hash by identity.
        self._known: dict[gast.AST, Handed] = {}

    def of(self, node: gast.AST) -> Handed:
        """What a statement, or the header of a function, does; not those inside."""
        known = self._known.get(node)
        if known is None:
            look = self._look()
            _VISITS.get(node.__class__, _Look.all)(look, node)
            mask = self._expressions.names.mask
            known = self._known[node] = Handed(mask(look.made), mask(look.shared))
        return known

    def _look(self) -> _Look:
        return _Look(self._expressions, self._calls, self._numbers, self._numeric)


class _Look:
    def __init__(
        self,
        expressions: Expressions,
        calls: Calls,
        numbers: int,
        numeric: frozenset[str],
    ) -> None:
        self._expressions, self._calls = expressions, calls
        self._numbers, self._numeric = numbers, numeric
        self.made: list[str] = []
        self.shared: list[str] = []

    def assign(self, node: gast.Assign) -> None:
        self._read(node.value, keeps=True)
        for target in node.targets:
            if isinstance(target, gast.Name):
                self._bind(target.id, node.value)
            else:
                self._targets(target)

    def _bind(self, name: str, value: gast.expr) -> None:
        if not self._is_fresh(value, name in self._numeric):
            self.shared.append(name)
        self.made.append(name)

    def _is_fresh(self, value: gast.expr, numeric: bool) -> bool:
        """Whether nothing else can name the storage that `value` makes.

        A call may give an item of what it is given: `np.sum` of an array of lists does.
        """
        if isinstance(value, gast.Call):
            fresh = numeric and self._calls.is_fresh(value)
            return fresh and self._calls.keeps_nothing(value)
        return isinstance(value, (*_COPYING, gast.Constant, gast.List, gast.ListComp))

    def _targets(self, target: gast.expr) -> None:
        """Names bound by unpacking hold whatever was in the tuple."""
        if isinstance(target, gast.Name):
            self.shared.append(target.id)
        elif isinstance(target, (gast.Tuple, gast.List)):
            for item in target.elts:
                self._targets(item)
        else:
            self._read(target, keeps=False)

    def _read(self, expression: gast.expr, keeps: bool) -> None:
        """Note what an expression may hand on: of numbers there is nothing."""
        known = self._expressions.of(expression)
        if known.scopes:
            self.all(expression)
        elif known.mentions & ~self._numbers:
            self._look(expression, keeps)

    def _look(self, node: gast.AST | None, keeps: bool) -> None:
        """Note the names whose value `node` hands on; `keeps`: to one who keeps it."""
        if isinstance(node, gast.Name):
            if keeps:
                self.shared.append(node.id)
        elif isinstance(node, gast.Subscript):
            self._look(node.value, keeps)
            self._look(node.slice, keeps=False)
        elif isinstance(node, gast.Attribute):
            self._look(node.value, keeps and node.attr not in _HARMLESS)
        elif isinstance(node, gast.Call):
            self._call(node, keeps)
        elif isinstance(node, gast.AST):
            inner = not isinstance(node, _COMPUTED)
            for child in children(node):
                self._look(child, inner)

    def _call(self, call: gast.Call, keeps: bool) -> None:
        passes = keeps and not self._calls.is_fresh(call)
        inner = passes or not self._calls.keeps_nothing(call)
        self._look(call.func, inner)
        for argument in call.args:
            self._look(argument, inner)
        for keyword in call.keywords:
            self._look(keyword.value, inner)

    def augmented(self, node: gast.AugAssign) -> None:
        """A list keeps what is added to it; an array of numbers copies it."""
        root = node.target
        while isinstance(root, (gast.Subscript, gast.Attribute)):
            root = root.value
        numeric = isinstance(root, gast.Name) and root.id in self._numeric
        self._read(node.value, keeps=not numeric)
        if node.target is not root:
            self._read(node.target, keeps=False)

    def loop(self, node: gast.For) -> None:
        self._targets(node.target)
        self._read(node.iter, keeps=True)

    def test(self, node: gast.If | gast.While) -> None:
        self._read(node.test, keeps=False)

    def expression(self, node: gast.Expr) -> None:
        self._read(node.value, keeps=False)

    def result(self, node: gast.Return) -> None:
        """What is returned lives on, but nothing happens to it after."""

    def all(self, node: gast.AST) -> None:
        """What is too rare to look into shares every name in it."""
        self.shared += [n.id for n in nodes(node) if isinstance(n, gast.Name)]


_VISITS = {
    gast.arguments: _Look.all,
    gast.Assign: _Look.assign,
    gast.AugAssign: _Look.augmented,
    gast.For: _Look.loop,
    gast.If: _Look.test,
    gast.While: _Look.test,
    gast.Expr: _Look.expression,
    gast.Return: _Look.result,
}
