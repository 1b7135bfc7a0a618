"""This module finds the names whose storage nothing else can see.

A name is *private* if all it is ever bound to is made on the spot (`np.zeros(n)`, `[]`,
`2.0 * u`), and no expression lets its value live on under another name. What happens
to such storage in place matters only as long as the name itself is read.
"""

from __future__ import annotations

import gast

from s2s.optimise.facts import Facts
from s2s.optimise.nodes import statements
from s2s.optimise.purity import makes_fresh, pure_call
from s2s.tree.walk import children, nodes

_COPYING = (gast.BinOp, gast.UnaryOp, gast.Compare, gast.JoinedStr, gast.FormattedValue)
_DISPLAYS = (gast.List, gast.ListComp, gast.Tuple)
_FACTS = frozenset("shape size ndim dtype append pop copy sum mean".split())


class Storage:
    """Which names of a function are private, of those that are changed in place."""

    def __init__(self, tree: gast.FunctionDef, facts: Facts) -> None:
        self._immutable = facts.numbers
        self._expressions = facts.expressions
        self._made: set[str] = set()
        self._filled: set[str] = set()
        self._shared: set[str] = set()
        body = statements(tree.body)
        self._candidates = set(_updated(body)) - facts.numbers
        if self._candidates:
            self._all(tree.args)
            for statement in body:
                _VISITS.get(statement.__class__, Storage._all)(self, statement)
        self._private = self._made - self._shared

    def base(self, node: gast.Subscript | gast.Attribute) -> str:
        """The private name of which `node` is an item or attribute, or ''."""
        name = node.value.id if isinstance(node.value, gast.Name) else ""
        return name if name in self._private else ""

    def updates_unseen(self, name: str) -> bool:
        """Whether `name += e` matters only to readers of the name."""
        return name in self._immutable or self.items_unseen(name)

    def items_unseen(self, name: str) -> bool:
        """Whether `name[i] += e` matters only to readers of the name."""
        return name in self._private and name not in self._filled

    def _assign(self, node: gast.Assign) -> None:
        self._read(node.value, keeps=True)
        for target in node.targets:
            if isinstance(target, gast.Name):
                self._bind(target.id, node.value)
            else:
                self._targets(target)

    def _bind(self, name: str, value: gast.expr) -> None:
        if not _is_fresh(value):
            self._shared.add(name)
        self._made.add(name)
        if isinstance(value, _DISPLAYS):
            self._filled.add(name)

    def _targets(self, target: gast.expr) -> None:
        """Names bound by unpacking hold whatever was in the tuple."""
        if isinstance(target, gast.Name):
            self._shared.add(target.id)
        elif isinstance(target, (gast.Tuple, gast.List)):
            for item in target.elts:
                self._targets(item)
        else:
            self._read(target, keeps=False)

    def _read(self, expression: gast.expr | None, keeps: bool) -> None:
        """Note what an expression may hand on, if anything that is asked about."""
        if expression is None:
            return
        known = self._expressions.of(expression)
        if not known.mentions.isdisjoint(self._candidates):
            if known.scopes:
                self._all(expression)
            else:
                self._look(expression, keeps)

    def _look(self, node: gast.AST | None, keeps: bool) -> None:
        """Note the names whose value `node` hands on; `keeps`: to one who keeps it."""
        if isinstance(node, gast.Name):
            if keeps:
                self._shared.add(node.id)
        elif isinstance(node, gast.Subscript):
            self._look(node.value, keeps)
            self._look(node.slice, keeps=False)
        elif isinstance(node, gast.Attribute):
            self._look(node.value, keeps and node.attr not in _FACTS)
        elif isinstance(node, gast.Call):
            self._call(node, keeps)
        elif isinstance(node, gast.AST):
            inner = not isinstance(node, (*_COPYING, gast.Slice))
            for child in children(node):
                self._look(child, inner)

    def _call(self, call: gast.Call, keeps: bool) -> None:
        pure = pure_call(call)
        base = getattr(call.func, "value", None)
        if not pure and isinstance(base, gast.Name):
            self._filled.add(base.id)
        inner = not pure or (keeps and not makes_fresh(call))
        self._look(call.func, inner)
        for argument in call.args:
            self._look(argument, inner)
        for keyword in call.keywords:
            self._look(keyword.value, inner)

    def _augmented(self, node: gast.AugAssign) -> None:
        self._read(node.value, keeps=False)
        if not isinstance(node.target, gast.Name):
            self._read(node.target, keeps=False)

    def _loop(self, node: gast.For) -> None:
        self._targets(node.target)
        self._read(node.iter, keeps=True)

    def _test(self, node: gast.If | gast.While) -> None:
        self._read(node.test, keeps=False)

    def _expression(self, node: gast.Expr) -> None:
        self._read(node.value, keeps=False)

    def _return(self, node: gast.Return) -> None:
        """What is returned lives on, but nothing happens to it after."""

    def _all(self, node: gast.AST) -> None:
        """What is too rare to look into shares every name in it."""
        for item in nodes(node):
            if isinstance(item, gast.Name):
                self._shared.add(item.id)


def _updated(body: list[gast.stmt]) -> list[str]:
    """The names that are changed in place, or by a method."""
    found = []
    for statement in body:
        parts = [statement.target] if isinstance(statement, gast.AugAssign) else ()
        parts = statement.targets if isinstance(statement, gast.Assign) else parts
        if isinstance(statement, gast.Expr) and isinstance(statement.value, gast.Call):
            parts = [statement.value.func]
        for part in parts:
            augmented = part if isinstance(statement, gast.AugAssign) else None
            while isinstance(part, (gast.Subscript, gast.Attribute)):
                part = augmented = part.value
            if isinstance(augmented, gast.Name):
                found.append(augmented.id)
    return found


def _is_fresh(value: gast.expr) -> bool:
    """Whether nothing else can name the storage that `value` makes."""
    if isinstance(value, gast.Call):
        return pure_call(value) and makes_fresh(value)
    return isinstance(value, (*_COPYING, gast.Constant, gast.List, gast.ListComp))


_VISITS = {
    gast.Assign: Storage._assign,
    gast.AugAssign: Storage._augmented,
    gast.For: Storage._loop,
    gast.If: Storage._test,
    gast.While: Storage._test,
    gast.Expr: Storage._expression,
    gast.Return: Storage._return,
}
