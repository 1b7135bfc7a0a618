"""This module finds the names whose values count only where `np.where` takes them.

s = np.sqrt(x)                       `s` may be anything where it is not taken
y = np.where(x > 0.0, s, 0.0)        its adjoint is 0 there: so is what `x` gets,
                                     whatever the slope
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import gast
import numpy as np

from s2s.analyse.flow import root, target_names
from s2s.derive import sums, terms
from s2s.derive.terms import Term
from s2s.rules import registry
from s2s.tree.template import expression
from s2s.tree.walk import children, nodes

_FINITE = frozenset(
    """sin cos tanh arctan atan abs fabs sign copysign where maximum minimum clip floor
    ceil round trunc int float bool len range shape zeros ones zeros_like ones_like
    full_like empty_like arange linspace array asarray sum mean dot matmul copy reshape
    ravel transpose""".split()
)


class Untaken:
    """The names of one function that may hold anything where nobody looks.

    `result` says that the function's result is such a value.
    """

    def __init__(self, facts, result: bool) -> None:
        self.facts, self.result = facts, result
        self.everything = nodes(facts.tree.body)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that are read only where what is made of them is not needed."""
        if not self.result and not any(map(self.is_where, self.everything)):
            return frozenset()
        self.found = set(self.facts.varied_names)
        before = -1
        while len(self.found) != before:
            before = len(self.found)
            for node in self.everything:
                self.statement(node)
        return frozenset(self.found)

    def is_where(self, node: gast.AST) -> bool:
        """Is it a call of `np.where` that chooses between two values?"""
        if not isinstance(node, gast.Call) or len(node.args) != 3:
            return False
        return self.facts.scope.object(node.func) is np.where

    def statement(self, node: gast.AST) -> None:
        if isinstance(node, gast.Return) and node.value is not None:
            self.read(node.value, self.result)
        elif isinstance(node, (gast.Assign, gast.AugAssign)):
            target = node.targets[0] if isinstance(node, gast.Assign) else node.target
            goals = target_names(target)
            self.read(node.value, bool(goals) and self.found.issuperset(goals))
        elif isinstance(node, gast.Expr):
            func = getattr(node.value, "func", None)
            owner = root(func.value) if isinstance(func, gast.Attribute) else None
            for part in getattr(node.value, "args", ()):
                self.read(part, owner in self.found)

    def read(self, node: gast.expr, free: bool) -> None:
        """A value is read; `free` where it does not count."""
        if not isinstance(node, gast.expr) or not self.facts.varied(node):
            return
        if isinstance(node, gast.Name):
            self.found -= set() if free else {node.id}
        elif self.is_where(node):
            arms = node.args[1:]
            both = set.intersection(*({*self.direct(arm)} for arm in arms))
            self.found -= set() if free else both
            for arm in arms:
                self.read(arm, True)
        elif isinstance(node, gast.Subscript):
            self.read(node.value, free)
        else:
            for child in children(node):
                self.read(child, free and not self.mixes(node))

    def direct(self, node: gast.expr) -> list[str]:
        """The names that an arm reads wherever it is taken."""
        if self.is_where(node):
            return []
        if isinstance(node, gast.Name):
            return [node.id]
        return [n for c in children(node) for n in self.direct(c)]

    def mixes(self, node: gast.expr) -> bool:
        """Does every part of the result depend on many elements, as in a product?"""
        if isinstance(node, gast.BinOp):
            return isinstance(node.op, gast.MatMult)
        if not isinstance(node, gast.Call) or self.facts.scope.is_user_call(node):
            return False
        rule = self.facts.rule_of(node)
        return rule is None or is_product(rule)

    def safe(self, cotangent: Term, partial: gast.expr, scalar: Callable) -> Term:
        """A cotangent of 0 makes 0 of any partial derivative of what is not taken."""
        if not cotangent.untaken or not self.may_be_infinite(partial):
            return cotangent
        value = sums.written(cotangent._replace(coefficient=1, masks=()))
        test = terms.factor(expression("c != 0.0", c=value), scalar)
        return cotangent.masked(terms.Mask(test, True))._replace(untaken=False)

    def may_be_infinite(self, node: gast.expr) -> bool:
        """May a partial derivative be infinite or undefined?"""
        return self.is_risky(node, self.risky)

    @cached_property
    def risky(self) -> set[str]:
        """The names of values that may be infinite or undefined."""
        found: set[str] = set()
        before = -1
        while len(found) != before:
            before = len(found)
            for node in self.everything:
                if isinstance(node, (gast.Assign, gast.AugAssign)):
                    if self.is_risky(node.value, found) or _divides(node):
                        target = getattr(node, "target", None) or node.targets[0]
                        found.update(target_names(target))
        return found

    def is_risky(self, node: gast.AST, risky: set[str]) -> bool:
        if isinstance(node, gast.Call):
            func = node.func
            called = getattr(func, "attr", getattr(func, "id", ""))
            if called not in _FINITE:
                return True
        elif _divides(node):
            return True
        elif isinstance(node, gast.Name):
            return node.id in risky
        return any(self.is_risky(c, risky) for c in children(node))


def _divides(node: gast.AST) -> bool:
    """A division, or a power that may be one."""
    op = getattr(node, "op", None)
    if isinstance(op, gast.Pow):
        power = getattr(node.right, "value", None) if hasattr(node, "right") else None
        return not isinstance(power, int)
    return isinstance(op, (gast.Div, gast.FloorDiv, gast.Mod))


def is_product(rule: registry.Rule) -> bool:
    """Is every part of the result made of many elements of several operands?"""
    return rule.module.endswith(("numpy_products", "numpy_linalg"))


def is_untaken(rule: registry.Rule, cotangent: Term) -> bool:
    """Does a linear rule make a cotangent that is 0 where the operand may be anything?

    Another `np.where` joins the masks; other rules are given zeros in their place.
    """
    masked = bool(cotangent.masks) and rule.name != "where"
    return not is_product(rule) and (cotangent.untaken or masked)
