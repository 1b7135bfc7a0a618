"""This module simplifies expressions of floats: ones, zeros, signs, constants.

Two things look harmless and are not. `1.0 * x` is a new array where `x` is the same
one: the factor goes only where the value is *consumed* by arithmetic. And `1.0 * x` is
a float where x is a boolean, for which NumPy's `+` and `-` mean something else: the
factor goes only from what is seen to be a float.
"""

from __future__ import annotations

import math
import operator
import re

import gast
import numpy as np

from s2s.optimise.factors import factor, with_factor, without_factor
from s2s.optimise.integers import as_integer, simpler_index, simpler_range
from s2s.optimise.nodes import changed
from s2s.optimise.products import flat
from s2s.optimise.purity import Calls
from s2s.tree.numerals import constant_of, exactly, numeral
from s2s.tree.walk import fields

_ADJOINT = re.compile(r".*_(bar|dot)\d*$")
_PRODUCTS = (gast.Mult, gast.Div, gast.MatMult)
_SUMS = (gast.Add, gast.Sub)
_MADE = (gast.BinOp, gast.UnaryOp, gast.Constant)


class Arithmetic:
    """Simplifies expressions; `numbers` are names known to hold numbers.

    `settled` are statements in which nothing is left to simplify.
    """

    def __init__(self, numbers: frozenset[str], calls: Calls) -> None:
        self._numbers, self._calls = numbers, calls
        self.settled: set[gast.stmt] = set()

    def simpler(self, node: gast.expr, consumed: bool = False) -> gast.expr:
        """The expression, simplified; `consumed` if its value is only computed with."""
        if isinstance(node, (gast.Name, gast.Constant)):
            return node
        if isinstance(node, gast.BinOp):
            left, right = self.simpler(node.left, True), self.simpler(node.right, True)
            return self._binary(changed(node, left=left, right=right), consumed)
        if isinstance(node, gast.UnaryOp):
            node = changed(node, operand=self.simpler(node.operand, True))
            return self._minus(node, consumed)
        if isinstance(node, gast.Call):
            copied = _copied(node) if consumed else None
            adjoint = copied is not None and self.is_float(copied)
            return self.simpler(copied) if adjoint else self._call(node)
        if isinstance(node, gast.Subscript):
            inner = changed(node, value=self.simpler(node.value))
            return simpler_index(inner)
        node = self._inside(node, consumed=isinstance(node, gast.Compare))
        return node.value.value if consumed and _is_transposed_twice(node) else node

    def negated(self, node: gast.expr) -> gast.expr | None:
        """`e` where `node` is plainly `-e`: a minus sign in front or in a factor."""
        if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
            return node.operand
        if not isinstance(node, gast.BinOp) or not isinstance(node.op, _PRODUCTS):
            return None
        for side in ("left", "right"):
            inner = self.negated(getattr(node, side))
            if inner is not None:
                return self._binary(changed(node, **{side: inner}), consumed=True)
        return None

    def is_float(self, node: gast.expr) -> bool:
        """Whether an expression is seen to be a float or an array of floats."""
        if isinstance(node, gast.Name):
            return node.id in self._numbers or bool(_ADJOINT.match(node.id))
        if isinstance(node, gast.Constant):
            return isinstance(node.value, float)
        if isinstance(node, gast.UnaryOp):
            return isinstance(node.op, gast.USub) and self.is_float(node.operand)
        if isinstance(node, gast.BinOp):
            division = isinstance(node.op, gast.Div)
            return division or self.is_float(node.left) or self.is_float(node.right)
        if isinstance(node, (gast.Subscript, gast.Attribute)):
            return _is_part(node) and self.is_float(node.value)
        called = isinstance(node, gast.Call) and self._calls.function(node.func)
        return called is not False and _gives_float(called)

    def _inside(self, node: gast.AST, consumed: bool) -> gast.AST:
        values = {}
        for field in fields(node.__class__):
            value = getattr(node, field, None)
            if isinstance(value, list):
                values[field] = [self._part(item, consumed) for item in value]
            elif isinstance(value, gast.AST):
                values[field] = self._part(value, consumed)
        return changed(node, **values)

    def _part(self, node: object, consumed: bool) -> object:
        if isinstance(node, gast.expr):
            return self.simpler(node, consumed)
        if isinstance(node, (gast.keyword, gast.comprehension)):
            return self._inside(node, consumed=False)
        return node

    def _call(self, call: gast.Call) -> gast.Call:
        if isinstance(call.func, gast.Name) and call.func.id == "range":
            arguments = [as_integer(argument) for argument in call.args]
            return simpler_range(changed(call, args=arguments))
        consumed = self._calls.is_fresh(call)
        arguments = [self.simpler(argument, consumed) for argument in call.args]
        keywords = [self._part(keyword, False) for keyword in call.keywords]
        function = self._inside(call.func, consumed=False)
        return changed(call, func=function, args=arguments, keywords=keywords)

    def _binary(self, node: gast.BinOp, consumed: bool) -> gast.expr:
        if isinstance(node.op, gast.Mult):
            node = self._product(self._signed(node))
        elif isinstance(node.op, _SUMS):
            node = self._sum(node)
        node = self._neutral(node, consumed) if isinstance(node, gast.BinOp) else node
        if isinstance(node, gast.BinOp) and self.is_float(node):
            return flat(node, self.is_number)
        return node

    def _signed(self, node: gast.BinOp) -> gast.BinOp:
        """`-a * b` for `a * -b`, and `a * b` for `-a * -b`."""
        right = self.negated(node.right) if isinstance(node.op, _PRODUCTS) else None
        if right is None or constant_of(right) is not None:
            return node
        left = self.negated(node.left)
        if left is None:
            left = _minus_in_front(node.left)
        return changed(node, left=left, right=right)

    def is_number(self, node: gast.expr) -> bool:
        """Whether an expression is seen to be a number, not an array."""
        if isinstance(node, gast.Name):
            return node.id in self._numbers
        if isinstance(node, gast.Constant):
            return isinstance(node.value, (int, float))
        if isinstance(node, gast.UnaryOp):
            return self.is_number(node.operand)
        if isinstance(node, gast.BinOp):
            return self.is_number(node.left) and self.is_number(node.right)
        called = isinstance(node, gast.Call) and self._calls.function(node.func)
        return called is not False and _gives_number(called, node)

    def _neutral(self, node: gast.BinOp, consumed: bool) -> gast.expr:
        """`x` for `1.0 * x`, `x + 0.0` and the like."""
        left, right = constant_of(node.left), constant_of(node.right)
        neutral = 0 if isinstance(node.op, _SUMS) else 1
        operators = (*_SUMS, gast.Mult, gast.Div, gast.Pow)
        if right == neutral and isinstance(node.op, operators):
            return self._alone(node.left, node, consumed)
        if left == neutral and isinstance(node.op, (gast.Add, gast.Mult)):
            return self._alone(node.right, node, consumed)
        if _is_inverse(node.left) and isinstance(node.op, gast.Mult):
            if self.is_number(node.right):
                return _over(node.right, node.left)
        if left == -1 and isinstance(node.op, gast.Mult) and self.is_float(node.right):
            return _minus_in_front(node.right)
        if left == 0 and isinstance(node.op, gast.Sub) and self.is_float(node.right):
            return _minus(node.right)
        return node

    def _alone(self, part: gast.expr, node: gast.expr, consumed: bool) -> gast.expr:
        """`part` in place of `node`, if it is as good."""
        made = isinstance(part, _MADE) or consumed or self._is_number(part)
        return part if made and self.is_float(part) else node

    def _is_number(self, node: gast.expr) -> bool:
        return isinstance(node, gast.Name) and node.id in self._numbers

    def _minus(self, node: gast.UnaryOp, consumed: bool) -> gast.expr:
        """`e` for `-(-e)`."""
        if not isinstance(node.op, gast.USub):
            return node
        inner = self.negated(node.operand)
        made = consumed or isinstance(inner, _MADE) or self._is_number(inner)
        return inner if inner is not None and made else node

    def _sum(self, node: gast.BinOp) -> gast.expr:
        """`x - y` for `x + -y`; the sum of two constants."""
        left, right = constant_of(node.left), constant_of(node.right)
        if left is not None and right is not None:
            if not (math.isfinite(left) and math.isfinite(right)):
                return node
            adds = isinstance(node.op, gast.Add)
            total = exactly(operator.add if adds else operator.sub, left, right)
            return numeral(total, node) if math.isfinite(total) else node
        positive = self.negated(node.right)
        if positive is None:
            return node
        other = gast.Sub() if isinstance(node.op, gast.Add) else gast.Add()
        return changed(node, op=other, right=positive)

    def _product(self, node: gast.BinOp) -> gast.expr:
        """One constant for two: `6.0 * x` for `2.0 * (3.0 * x)`."""
        first, second = factor(node.left), factor(node.right)
        if first is None or second is None:
            return node
        if not (math.isfinite(first) and math.isfinite(second)):
            return node
        constant = exactly(operator.mul, first, second)
        if not math.isfinite(constant) or 0.0 < abs(constant) < 1e-300:
            return node
        rest = without_factor(node.right)
        if isinstance(rest, gast.BinOp) and not self.is_float(rest):
            return node
        if rest is not None and constant != 1 and constant_of(node.left) is not None:
            return with_factor(node.right, constant)
        left = with_factor(node.left, constant)
        return left if rest is None else changed(node, left=left, right=rest)


def _minus(node: gast.expr) -> gast.UnaryOp:
    return gast.copy_location(gast.UnaryOp(op=gast.USub(), operand=node), node)


def _is_inverse(node: gast.expr) -> bool:
    """`1.0 / a` or `-1.0 / a`."""
    quotient = isinstance(node, gast.BinOp) and isinstance(node.op, gast.Div)
    return quotient and constant_of(node.left) in (1.0, -1.0)


def _over(node: gast.expr, inverse: gast.BinOp) -> gast.expr:
    """`b / a` for `1.0 / a * b`."""
    upper = node if constant_of(inverse.left) == 1.0 else _minus_in_front(node)
    return changed(inverse, left=upper)


def _minus_in_front(node: gast.expr) -> gast.expr:
    """`-a * b`: the sign of a product is that of its first factor."""
    if isinstance(node, gast.BinOp) and isinstance(node.op, _PRODUCTS):
        return changed(node, left=_minus_in_front(node.left))
    constant = constant_of(node)
    return _minus(node) if constant is None else numeral(-constant, node)


def _gives_number(found: object, call: gast.Call) -> bool:
    """`math.f(...)`, or the sum of a whole array."""
    total = found is np.sum and len(call.args) == 1 and not call.keywords
    return total or getattr(found, "__module__", "") == "math"


def _is_transposed_twice(node: gast.expr) -> bool:
    """`x.T.T`."""
    inner = node.value if isinstance(node, gast.Attribute) else None
    return isinstance(inner, gast.Attribute) and node.attr == inner.attr == "T"


def _copied(call: gast.Call) -> gast.expr | None:
    """The `x` of `x.copy()`."""
    function = call.func
    copies = isinstance(function, gast.Attribute) and function.attr == "copy"
    return function.value if copies and not call.args + call.keywords else None


def _is_part(node: gast.Subscript | gast.Attribute) -> bool:
    return isinstance(node, gast.Subscript) or node.attr in ("T", "real", "imag")


def _gives_float(found: object) -> bool:
    """`math.f`, `float`, or a function of NumPy that gives floats for anything."""
    if found is float or getattr(found, "__module__", "") == "math":
        return True
    types = found.types if isinstance(found, np.ufunc) else ()
    return bool(types) and all(kind[-1] in "efdgFDGO" for kind in types)
