"""This module takes the cotangent of an expression to the names and elements it reads.

For `z = a * b[i] + math.sin(a)` and the cotangent `z_bar` the contributions are

    a       z_bar * b[i]
    a       z_bar * math.cos(a)
    b[i]    z_bar * a

A part of the expression whose value a partial derivative needs is written again where
that is cheap; where it is not, the part is reported in `expose`, to be named before the
statement.
"""

from __future__ import annotations

from collections.abc import Callable

import gast
import numpy as np

from s2s.derive import sums, terms
from s2s.derive.casts import through_cast
from s2s.derive.contributions import Contribution, Linearised
from s2s.derive.displays import display, joined, may_join, of_items, sequence
from s2s.derive.facts import is_unbroadcast
from s2s.derive.joining import joining
from s2s.derive.operands import pasted_rule, takes_arrays
from s2s.derive.realness import is_of_reals, may_narrow, realised
from s2s.derive.scales import scales
from s2s.derive.shapes import Shapes, is_sequence
from s2s.derive.terms import Term
from s2s.derive.unsupported import no_attribute, no_derivative
from s2s.derive.untaken import Untaken, is_untaken
from s2s.kinds import Complex, Float, Inert, List, Tuple
from s2s.rules import registry
from s2s.tree.numerals import exact
from s2s.tree.template import clone, expression, name, template
from s2s.tree.walk import children, nodes


class Lineariser:
    """Takes cotangents through the expressions of one function.

    A `dry` run finds out what must have a name, before there are any.
    """

    def __init__(self, facts, fresh: Callable, dry: bool = False) -> None:
        self.facts, self.fresh, self.dry = facts, fresh, dry
        self.shapes = Shapes(facts)
        self.untaken = Untaken(facts, facts.analysis.untaken)

    def run(
        self,
        node: gast.expr,
        cotangent: Term,
        result: str | None,
        slot: gast.expr | None = None,
        held: bool = False,
        untaken: bool = False,
    ) -> Linearised:
        """The contributions of `node`; `result` is the name that holds its value.

        The cotangent has the shape of `slot`, where that is given. What is `held` by a
        name or a container reaches the adjoints of the objects inside of it by their
        identity. An `untaken` value counts only where the cotangent is not 0.
        """
        self.found, self.held = Linearised(), held
        self.result = (node, result)
        if slot is not None:
            cotangent = self.shapes.reduced(self, cotangent, slot, node)
        numbers = self.facts.is_real(node) and not self.is_sequence(node)
        narrowed = slot is not None or numbers
        self.visit(node, cotangent._replace(untaken=untaken), narrowed)
        scales(self.found, self.facts, self.fresh)
        return self.found

    def is_sequence(self, node: gast.expr) -> bool:
        """Is the value a list or a tuple for sure?"""
        return is_sequence(self.facts.kind(node))

    def scalar(self, node: gast.expr) -> bool:
        """Is the value a scalar for sure?"""
        return isinstance(self.facts.kind(node), (Float, Complex, Inert))

    def visit(self, node: gast.expr, cotangent: Term, narrowed: bool = False) -> None:
        """Dispatch on the form of an expression that carries a derivative.

        `narrowed`: the cotangent may be complex where the value is real.
        """
        if not self.facts.varied(node):
            return
        shown, held = isinstance(node, (gast.List, gast.Tuple)), self.held
        narrowed = narrowed and not is_of_reals(self.facts, cotangent)
        if not shown:
            cotangent = realised(self, cotangent, node, narrowed)
        if self.is_leaf(node):
            self.found.contributions.append(Contribution(node, cotangent))
        elif shown:
            display(self, node, cotangent, narrowed)
        elif isinstance(self.facts.kind(node), (List, Tuple)) and not isinstance(
            node, gast.Call
        ):
            sequence(self, node, cotangent)
        elif may_join(self, node):
            joined(self, node, cotangent)
        elif isinstance(node, gast.BinOp):
            self.operation(node, [node.left, node.right], cotangent)
        elif isinstance(node, gast.UnaryOp):
            self.operation(node, [node.operand], cotangent)
        elif isinstance(node, gast.Call):
            self.call(node, cotangent)
        elif isinstance(node, gast.Attribute):
            self.attribute(node, cotangent)
        elif isinstance(node, gast.Subscript) and self.dry:
            self.expose(node.value)
        elif isinstance(node, gast.IfExp):
            self.conditional(node, cotangent)
        else:
            raise no_derivative(self.facts.function, node)
        self.held = held  # by whatever holds the next operand, too

    def is_leaf(self, node: gast.expr) -> bool:
        """A name, or an element or slice of one; of a copy there is no such place."""
        while isinstance(node, gast.Subscript):
            node = node.value
            if self.facts.may_be_copy(node):
                return False
        return isinstance(node, gast.Name)

    def operation(self, node: gast.expr, operands: list, cotangent: Term) -> None:
        rule = registry.lookup(registry.OPERATORS[type(node.op)])
        if isinstance(self.facts.kind(node), Float):
            scalar = registry.SCALARS.get(registry.OPERATORS[type(node.op)])
            rule = registry.lookup(scalar) if scalar else rule
        if isinstance(node.op, gast.Div) and exact(node.left) == 1:
            rule, operands = registry.lookup(np.reciprocal), [node.right]
        self.apply(rule, node, operands, {}, cotangent)

    def call(self, node: gast.Call, cotangent: Term) -> None:
        rule, operands, keywords = self.facts.rule_call(node)
        if rule is not None and isinstance(self.facts.kind(node), Float):
            rule = self.scalar_rule(node, rule, operands)
        if rule is None:
            raise self.facts.no_rule(node)
        cotangent = of_items(self, node, operands, cotangent)
        cotangent = through_cast(self, rule, node, keywords, cotangent)
        self.apply(rule, node, operands, keywords, cotangent)

    def scalar_rule(self, node: gast.Call, rule, operands: list):
        """For one real number, the rule that is shorter."""
        scalar = registry.SCALARS.get(self.facts.scope.object(node.func))
        real = all(map(self.facts.is_real, operands))
        return registry.lookup(scalar) if scalar and real else rule

    def attribute(self, node: gast.Attribute, cotangent: Term) -> None:
        rule = self.facts.scope.method(node)
        if rule is None:
            raise no_attribute(self.facts.function, node)
        self.apply(rule, node, [node.value], {}, cotangent)

    def conditional(self, node: gast.IfExp, cotangent: Term) -> None:
        for value, text in (
            (node.body, "c if t else 0.0"),
            (node.orelse, "0.0 if t else c"),
        ):
            chosen = expression(text, c=sums.written(cotangent), t=node.test)
            self.visit(value, terms.of(chosen, self.scalar))

    def apply(self, rule, node, operands, keywords, cotangent: Term) -> None:
        """Take the cotangent of a call to its operands by the rule."""
        self.held = self.held and all(map(self.is_sequence, [node, *operands]))
        if rule.form == "zero":
            return
        if rule.form == "joining":
            joining(self, rule, node, operands, keywords, cotangent)
        elif rule.form == "elementwise":
            self.elementwise(rule, node, operands, keywords, cotangent)
        else:
            self.linear(rule, node, operands, keywords, cotangent)

    def elementwise(self, rule, node, operands, keywords, cotangent: Term) -> None:
        if len(operands) > 1 and not self.multiplies(node):
            cotangent = self.named(node, cotangent)
        pasted = pasted_rule(self, rule, node, operands, keywords, None)
        for operand, partial in zip(operands, pasted.values):
            if partial is None or not self.facts.varied(operand):
                continue
            safe = self.untaken.safe(cotangent, partial, self.scalar)
            term = terms.multiply(safe, partial, self.scalar)
            term = self.shapes.reduced(self, term, node, operand)
            narrowed = may_narrow(self.facts, node, operand, operands, keywords)
            self.visit(operand, term, narrowed)

    def linear(self, rule, node, operands, keywords, cotangent: Term) -> None:
        active = [o for o in operands if self.facts.varied(o)]
        cotangent = self.shapes.spread(self, cotangent, node)
        outside, cotangent = self.shapes.apart(cotangent, node, active)
        if len(active) > 1 or self.uses(rule, "y_bar") > 1:
            cotangent = self.named(node, cotangent, 1)
        y_bar = self.plain(sums.written(cotangent))
        untaken = is_untaken(rule, cotangent)
        pasted = pasted_rule(self, rule, node, operands, keywords, y_bar)
        for operand, value in zip(operands, pasted.values):
            if value is not None and self.facts.varied(operand):
                term = self.returned(value, outside, node, operand)
                made = takes_arrays(rule) and not self.is_sequence(node)
                if made and self.is_sequence(operand):
                    term = self.shapes.listed(self, term, operand, operand)
                narrowed = may_narrow(self.facts, node, operand, operands, keywords)
                self.visit(operand, term._replace(untaken=untaken), narrowed)

    def plain(self, y_bar: gast.expr) -> gast.expr:
        """A cotangent that is summed to a shape gets a name: a rule may pass it on."""
        if not is_unbroadcast(y_bar):
            return y_bar
        local = self.fresh("part_bar")
        self.found.prelude += template("local = value", local=local, value=y_bar)
        self.facts.declare(local, self.facts.kind(y_bar))
        return name(local)

    def returned(self, value: gast.expr, outside: Term, node, operand) -> Term:
        """The term of a cotangent that a rule returned, times what stayed outside."""
        if is_unbroadcast(value):
            inner = terms.product(outside, terms.of(value.args[0], self.scalar))
            return self.shapes.reduced(self, inner, node, operand)
        term = terms.product(outside, terms.of(value, self.scalar))
        return self.shapes.fitted(self, term, operand)

    def uses(self, rule, parameter: str) -> int:
        """How often a rule reads one of its parameters, branches added up."""
        return sum(getattr(n, "id", None) == parameter for n in nodes(rule.tree))

    def value_of_result(self, node: gast.expr) -> gast.expr:
        """The value of the operation itself: the name it is assigned to, if any."""
        whole, result = self.result
        if node is whole and result is not None:
            return name(result)
        return self.value(node)

    def value(self, node: gast.expr) -> gast.expr:
        """The value of a part of the expression, computed again or exposed."""
        for part in self.facts.costly_parts(node):
            self.expose(part)
        return clone(node)

    def expose(self, node: gast.expr) -> None:
        self.found.expose.append(node)

    def named(self, node: gast.expr, term: Term, limit: int = 2) -> Term:
        """A cotangent that several parts read gets a name, if it has none."""
        plain = term._replace(masks=())
        if plain.size < limit or self.count(node) < 2 or _is_name(plain):
            return term
        local = self.fresh("part_bar")
        value = sums.written(plain)
        self.found.prelude += template("local = value", local=local, value=value)
        self.facts.note(self.found.prelude[-1:])
        named = terms.factor(name(local), self.scalar)
        return term._replace(coefficient=1, factors=(named,), divisors=())

    def multiplies(self, node: gast.expr) -> bool:
        """Is it a product, or a number to a constant power?"""
        if not isinstance(node, gast.BinOp):
            return False
        power = isinstance(node.op, gast.Pow) and self.scalar(node)
        power = power and not self.facts.varied(node.right)
        return power or isinstance(node.op, (gast.Mult, gast.Div))

    def count(self, node: gast.expr) -> int:
        """How many places with a derivative an expression reads."""
        if self.is_leaf(node):
            return int(self.facts.varied(node))
        return sum(self.count(c) for c in children(node) if isinstance(c, gast.expr))


def _is_name(term: Term) -> bool:
    return (
        term.size == len(term.factors) == 1
        and term.coefficient == 1
        and isinstance(term.factors[0].node, (gast.Name, gast.Constant))
    )
