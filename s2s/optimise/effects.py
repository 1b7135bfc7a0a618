"""This module says what simple statements do to names.

statement              reads      binds    updates
x2 = x * y             x y        x2
y_bar += x             y_bar x    y_bar
x = x_stack.pop()      x_stack    x        x_stack
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import gast

from s2s.optimise.expressions import Expressions
from s2s.optimise.facts import Facts
from s2s.optimise.nodes import statements
from s2s.optimise.storage import storage_of
from s2s.tree.walk import nodes

FUNCTIONS = (gast.FunctionDef, gast.AsyncFunctionDef)
OPAQUE = (
    gast.Try, gast.With, gast.AsyncWith, gast.AsyncFor, gast.Match, gast.ClassDef
)  # fmt: skip
_CAPTURING = (*FUNCTIONS, gast.ClassDef, gast.Lambda)


class Effect(NamedTuple):
    """What one simple statement does to names.

    `updates`: names whose storage it changes in place, where nothing else can see that.
    `removable`: it does nothing but give values to the names it binds and updates.
    """

    reads: int
    binds: int
    updates: int
    removable: bool


class Effects:
    """The effects of the simple statements of one function, computed once each."""

    def __init__(self, tree: gast.FunctionDef, facts: Facts) -> None:
        self.tree = tree
        self.expressions = facts.expressions
        self.names = facts.expressions.names
        self.storage = storage_of(tree, facts)
        self.lasting = self.names.mask(sorted(captured(tree, self.expressions)))
        # The nodes are keys themselves: so they stay alive, and hash by identity.
        self._known: dict[gast.stmt, Effect] = {}
        self._found = facts.effects

    def of(self, statement: gast.stmt) -> Effect:
        """The effect of a simple (or opaque) statement."""
        known = self._known.get(statement)
        if known is None:
            known = self._known[statement] = self._again(statement)
        return known

    def _again(self, statement: gast.stmt) -> Effect:
        """The effect, found before if the storage of its names is what it was then."""
        private = self.storage.private & self.expressions.of(statement).mentions
        found = self._found.get(statement)
        if found is None or found[0] != private:
            found = self._found[statement] = private, self._effect(statement)
        return found[1]

    def reads(self, expression: gast.expr | None) -> int:
        """The names that an expression reads."""
        if expression is None:
            return 0
        return self.expressions.of(expression).reads

    def is_pure(self, expression: gast.expr) -> bool:
        """Whether evaluating an expression has no effect but its value."""
        return self.expressions.of(expression).pure

    def bound(self, target: gast.expr) -> int:
        """The names that an assignment to `target` binds."""
        if isinstance(target, gast.Name):
            return self.names.bit(target.id)
        if isinstance(target, (gast.Tuple, gast.List)):
            return self._union(self.bound, target.elts)
        return self.bound(target.value) if isinstance(target, gast.Starred) else 0

    def popped(self, value: gast.expr | None) -> str:
        """The private stack that `value` pops, or ''."""
        return self._method(value, "pop", 0)

    def _effect(self, statement: gast.stmt) -> Effect:
        if isinstance(statement, gast.Assign):
            return self._assign(statement, statement.targets)
        if isinstance(statement, gast.AnnAssign) and statement.value is not None:
            return self._assign(statement, [statement.target])
        if isinstance(statement, gast.AugAssign):
            return self._augmented(statement)
        if isinstance(statement, gast.Expr):
            return self._expression(statement)
        if isinstance(statement, FUNCTIONS):
            return self._function(statement)
        if isinstance(statement, gast.Pass):
            return Effect(0, 0, 0, removable=True)
        mentions = self.expressions.of(statement).mentions
        return Effect(mentions, 0, 0, removable=False)

    def _assign(self, statement: gast.stmt, targets: list) -> Effect:
        binds = self._union(self.bound, targets)
        reads = self.reads(statement.value) | self._union(self.reads, targets)
        updates, stores_are_private = self._stored(targets)
        stack = self.popped(statement.value)
        if stack:
            updates |= self.names.bit(stack)
        harmless = bool(stack) or self.is_pure(statement.value)
        return Effect(reads, binds, updates, harmless and stores_are_private)

    def _stored(self, targets: list) -> tuple[int, bool]:
        """The private names stored into, and whether nothing else is."""
        updates, private = 0, True
        for target in targets:
            for node in () if isinstance(target, gast.Name) else nodes(target):
                if isinstance(node, (gast.Subscript, gast.Attribute)):
                    name = self.storage.base(node)
                    private = private and bool(name) and self.is_pure(node)
                    updates |= self.names.bit(name) if name else 0
        return updates, private

    def _augmented(self, statement: gast.AugAssign) -> Effect:
        target = statement.target
        reads = self.reads(target) | self.reads(statement.value)
        pure = self.is_pure(statement.value)
        if isinstance(target, gast.Name):
            bit = self.names.bit(target.id)
            removable = pure and self.storage.updates_unseen(target.id)
            return Effect(reads | bit, bit, 0, removable)
        name = self.storage.base(target)
        unseen = bool(name) and self.storage.items_unseen(name)
        updates = self.names.bit(name) if unseen else 0
        return Effect(reads, 0, updates, unseen and pure and self.is_pure(target))

    def _expression(self, statement: gast.Expr) -> Effect:
        value = statement.value
        if isinstance(value, gast.Constant):
            documents = isinstance(value.value, str) and value.kind != "comment"
            return Effect(0, 0, 0, removable=not documents)
        reads = self.reads(value)
        stack = self._method(value, "append", 1) or self.popped(value)
        if stack and all(self.is_pure(argument) for argument in value.args):
            return Effect(reads, 0, self.names.bit(stack), removable=True)
        return Effect(reads, 0, 0, self.is_pure(value))

    def _function(self, statement: gast.FunctionDef) -> Effect:
        bound = self.names.bit(statement.name)
        early = [*statement.decorator_list, *statement.args.defaults]
        return Effect(self.reads(statement), bound, 0, not early)

    def _method(self, value: gast.expr | None, method: str, arguments: int) -> str:
        """The private name whose `method` is called by `value`, or ''."""
        if not (
            isinstance(value, gast.Call) and isinstance(value.func, gast.Attribute)
        ):
            return ""
        called = value.func.attr == method and len(value.args) == arguments
        name = self.storage.base(value.func)
        return name if called and not value.keywords else ""

    @staticmethod
    def _union(function: Callable, items: list) -> int:
        total = 0
        for item in items:
            total |= function(item)
        return total


def effects_of(tree: gast.FunctionDef, facts: Facts) -> Effects:
    """The effects in a function: those that the pass before has made, if it stands."""
    if not facts.latest or facts.latest[0].tree is not tree:
        facts.latest[:] = [Effects(tree, facts)]
    return facts.latest[0]


def captured(tree: gast.FunctionDef, expressions: Expressions) -> set[str]:
    """Names that nested functions and `global` statements may read at any time."""
    found: set[str] = set()
    some = [item for item in tree.body if expressions.of(item).scopes]
    for statement in statements(some):
        if isinstance(statement, (gast.Global, gast.Nonlocal)):
            found.update(statement.names)
        elif expressions.of(statement).scopes:
            parts = nodes(_own_part(statement))
            scopes = [node for node in parts if isinstance(node, _CAPTURING)]
            found |= {n.id for n in nodes(scopes) if isinstance(n, gast.Name)}
    return found


def _own_part(statement: gast.stmt) -> gast.AST:
    """The header of a branch or loop: the blocks in it are looked at by themselves."""
    if isinstance(statement, (gast.If, gast.While)):
        return statement.test
    return statement.iter if isinstance(statement, gast.For) else statement
