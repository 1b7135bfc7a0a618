"""This module pastes the body of a rule where a call stands.

    rule     def arctan2(x1, x2):                    pasted   r2 = v * v + u * u
                 r2 = x1 * x1 + x2 * x2                       [u / r2, -v / r2]
                 return x2 / r2, -x1 / r2

What is known when the derivative is written (`axis is None`, the rank of an operand,
that it is real) is decided then.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gast
import numpy as np

from s2s import runtime
from s2s.rules import registry
from s2s.tree.numerals import constant_of, exactly, numeral
from s2s.tree.template import clone, constant, expression, name, template

# Modules in unfinished text: assembly gives them names that are free.
MODULES = {"np": "@np", "math": "@math", "runtime": "@runtime"}
OBJECTS = {"@np": np, "@math": math, "@runtime": runtime}

# Functions of `runtime`, and methods of the table, that change adjoints in place or
# refuse.
CHANGES_ADJOINTS = frozenset(
    """gain gather number vjp gather_add take_stored add_at add_into of put_back
    take_inserted keep_apart require_index require_inexact require_library
    require_numbers require_apart require_other""".split()
)


class Undecided(Exception):
    """A test in a rule that only running the program decides."""


@dataclass
class Pasted:
    """What a rule returns, and the statements that must come before."""

    values: list[gast.expr | None]
    prelude: list[gast.stmt] = field(default_factory=list)


def paste(
    rule: registry.Rule,
    holes: dict[str, gast.expr],
    facts,
    fresh: Callable,
    scalar: bool,
    wanted: list[bool] | None = None,
) -> Pasted:
    """The body of `rule` with `holes` for its parameters.

    `facts` knows the ranks of expressions, and which are real; `fresh(base)` gives new
    names; `scalar` asks for the words of `math` instead of NumPy's; of the values that
    are not `wanted`, nothing is read.
    """
    work = _Paste(dict(holes), facts, fresh, scalar)
    work.wanted = wanted
    values = work.block(rule.tree.body)
    return Pasted(values, work.prelude)


_COMPARE = {
    gast.Eq: operator.eq,
    gast.NotEq: operator.ne,
    gast.Lt: operator.lt,
    gast.LtE: operator.le,
    gast.Gt: operator.gt,
    gast.GtE: operator.ge,
    gast.Is: operator.is_,
    gast.IsNot: operator.is_not,
}
_ARITHMETIC = {
    gast.Add: operator.add,
    gast.Sub: operator.sub,
    gast.Mult: operator.mul,
    gast.Div: operator.truediv,
    gast.Pow: operator.pow,
}


class _Paste:
    def __init__(self, names: dict, facts, fresh: Callable, scalar: bool):
        self.names, self.facts, self.fresh, self.scalar = names, facts, fresh, scalar
        self.prelude: list[gast.stmt] = []
        self.wanted: list[bool] | None = None

    def block(self, body: list) -> list:
        for i, node in enumerate(body):
            if isinstance(node, gast.Return):
                return self.returned(node.value)
            if isinstance(node, gast.Assign):
                self.local(node)
            elif isinstance(node, gast.If):
                return self.branch(node, body[i + 1 :])
        raise AssertionError("a rule ends with a return")

    def returned(self, value: gast.expr) -> list:
        parts = value.elts if isinstance(value, gast.Tuple) else [value]
        wanted = self.wanted or [True] * len(parts)
        return [
            self.filled(p) if asked and not _is_none(p) else None
            for p, asked in zip(parts, wanted)
        ]

    def local(self, node: gast.Assign) -> None:
        value = self.filled(node.value)
        if not isinstance(value, (gast.Name, gast.Constant)):
            local = self.fresh(node.targets[0].id)
            self.prelude += template("local = value", local=local, value=value)
            value = name(local)
        self.names[node.targets[0].id] = value

    def branch(self, node: gast.If, rest: list) -> list:
        try:
            taken = node.body if self.decide(node.test) else node.orelse
            return self.block([*taken, *rest])
        except Undecided:
            if _about_rank(node.test):
                return self.block([*node.orelse, *rest])
        test = self.filled(node.test)
        yes = self.block([*node.body, *rest])
        no = self.block([*node.orelse, *rest])
        return [
            None
            if a is None and b is None
            else expression("a if test else b", a=a, test=test, b=b)
            for a, b in zip(yes, no)
        ]

    def decide(self, node: gast.expr) -> Any:
        """The value of a test where it is known now."""
        if isinstance(node, gast.Constant):
            return node.value
        if isinstance(node, gast.Name) and isinstance(
            self.names.get(node.id), gast.AST
        ):
            return self.known(self.names[node.id])
        if isinstance(node, gast.BoolOp):
            return self.logical(node)
        if isinstance(node, gast.UnaryOp):
            value = self.decide(node.operand)
            return not value if isinstance(node.op, gast.Not) else -value
        if isinstance(node, gast.Compare) and len(node.ops) == 1:
            compare = _COMPARE.get(type(node.ops[0]))
            if compare is not None:
                return compare(self.decide(node.left), self.decide(node.comparators[0]))
        if isinstance(node, gast.Call):
            return self.query(node)
        raise Undecided

    def known(self, node: gast.expr) -> Any:
        try:
            return gast.literal_eval(node)
        except ValueError:
            raise Undecided from None

    def logical(self, node: gast.BoolOp) -> bool:
        """`and`/`or`, decided by one side if that suffices."""
        stop = isinstance(node.op, gast.Or)
        unknown = False
        for value in node.values:
            try:
                if bool(self.decide(value)) is stop:
                    return stop
            except Undecided:
                unknown = True
        if unknown:
            raise Undecided
        return not stop

    def query(self, node: gast.Call) -> Any:
        text = gast.unparse(node.func).strip()
        argument = node.args[0]
        if text == "np.ndim":
            rank = self.facts.rank(self.filled(argument))
            if rank is None:
                raise Undecided
            return rank
        if text == "np.iscomplexobj":  # a rule for complex numbers holds for real ones
            return not self.facts.is_real(self.filled(argument))
        if text == "isinstance" and isinstance(node.args[1], gast.Name):
            types = {"int": int, "tuple": tuple, "list": list, "str": str}
            return isinstance(self.decide(argument), types[node.args[1].id])
        raise Undecided

    def filled(self, node: gast.expr) -> gast.expr:
        """A copy with the holes filled, modules named and constants folded."""
        if isinstance(node, gast.Name):
            return self.filled_name(node)
        if isinstance(node, gast.Attribute) and isinstance(node.value, gast.Name):
            return self.member(node)
        if isinstance(node, gast.IfExp):
            try:
                return self.filled(node.body if self.decide(node.test) else node.orelse)
            except Undecided:
                pass
        copy = node.__class__(
            **{
                name_: self.filled_field(value)
                for name_, value in gast.iter_fields(node)
            }
        )
        return folded(copy)

    def filled_field(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.filled_field(v) for v in value]
        if isinstance(value, (gast.expr, gast.keyword, gast.comprehension)):
            return self.filled(value)
        return value

    def filled_name(self, node: gast.Name) -> gast.expr:
        if node.id in self.names:
            value = self.names[node.id]
            value = value() if callable(value) else value
            self.names[node.id] = value
            return clone(value)
        return name(MODULES.get(node.id, node.id))

    def member(self, node: gast.Attribute) -> gast.expr:
        twin = registry.TWINS.get(f"{node.value.id}.{node.attr}")
        if self.scalar and twin and node.value.id not in self.names:
            return expression(f"m.{twin.partition('.')[2]}", m="@math")
        return gast.Attribute(self.filled(node.value), node.attr, gast.Load())


def folded(node: gast.expr) -> gast.expr:
    """Constant arithmetic done, `x ** 1` and the like gone; children are folded."""
    if isinstance(node, gast.Compare) and len(node.ops) == 1:
        return _folded_compare(node)
    if not isinstance(node, gast.BinOp):
        return node
    left, right = _number(node.left), _number(node.right)
    if left is not None and right is not None and type(node.op) in _ARITHMETIC:
        try:
            value = _calculated(node.op, left, right)
        except ArithmeticError:
            return node
        return node if value is None else numeral(value, node)
    if isinstance(node.op, gast.Pow) and right in (0, 1):
        return node.left if right == 1 else constant(1.0)
    return node


def _calculated(op: gast.operator, left: float, right: float) -> float | None:
    """The result, as exact as the numbers are written; None for endless digits."""
    operation = _ARITHMETIC[type(op)]
    if isinstance(op, gast.Pow):
        return operation(left, right)
    value = exactly(operation, left, right)
    endless = isinstance(op, gast.Div) and exactly(operator.mul, value, right) != left
    return None if endless else value


def _folded_compare(node: gast.Compare) -> gast.expr:
    left, right = constant_of(node.left), constant_of(node.comparators[0])
    compare = _COMPARE.get(type(node.ops[0]))
    if left is not None and right is not None and compare is not None:
        return constant(compare(left, right))
    return node


def _number(node: gast.expr) -> float | None:
    """The number that is written; `True` counts as one."""
    if isinstance(node, gast.Constant) and isinstance(node.value, bool):
        return int(node.value)
    return constant_of(node)


def _is_none(node: gast.expr) -> bool:
    return isinstance(node, gast.Constant) and node.value is None


def _about_rank(test: gast.expr) -> bool:
    return any(
        isinstance(n, gast.Attribute) and n.attr == "ndim" for n in gast.walk(test)
    )
