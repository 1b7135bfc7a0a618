"""This module keeps cotangents as products, so that they can be told apart and tidied.

A `Term` is `coefficient * factors / divisors`. Multiplying by a partial derivative
splits it into its factors; terms with equal factors are added by adding their
coefficients, so `y_bar * u + y_bar * u` is written `2.0 * y_bar * u`.

What `np.where` does not take is masked: `np.where(m, y_bar, 0.0)` times `1 / x` is
`np.where(m, y_bar / x, 0.0)`, which is 0 also where `x` is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

import gast

from s2s.tree.key import key_of
from s2s.tree.template import clone, constant, expression

Scalar = Callable[[gast.expr], bool]


class Factor(NamedTuple):
    """One factor: its printed form, its tree, and whether it is a scalar."""

    key: str
    node: gast.expr
    scalar: bool


class Mask(NamedTuple):
    """The elements that count: those where the test has this truth."""

    test: Factor
    truth: bool


@dataclass(frozen=True)
class Term:
    """A product; `whole` says that it has the full shape of the value it is for.

    `untaken`: where the cotangent is 0 the value may be anything.
    """

    coefficient: float
    factors: tuple[Factor, ...]
    divisors: tuple[Factor, ...] = ()
    whole: bool = True
    masks: tuple[Mask, ...] = ()
    untaken: bool = False

    @property
    def key(self) -> tuple:
        """Equal keys: the terms differ by their coefficients only."""
        return (
            tuple(sorted(f.key for f in self.factors)),
            tuple(sorted(f.key for f in self.divisors)),
            tuple((m.test.key, m.truth) for m in self.masks),
        )

    @property
    def size(self) -> int:
        """How many factors it has, numbers apart."""
        return len(self.factors) + len(self.divisors) + len(self.masks)

    @property
    def parts(self) -> tuple[Factor, ...]:
        """All that the term reads."""
        return (*self.factors, *self.divisors, *(m.test for m in self.masks))

    def masked(self, test: gast.expr, truth: bool, scalar: Scalar) -> Term:
        """The term where the test has this truth, 0 elsewhere."""
        mask = Mask(factor(test, scalar), truth)
        if any(m.test.key == mask.test.key and m.truth == truth for m in self.masks):
            return self
        return replace(self, masks=(*self.masks, mask))

    def scaled(self, number: float) -> Term:
        """The term times a number."""
        return replace(self, coefficient=self.coefficient * number)


def factor(node: gast.expr, scalar: Scalar) -> Factor:
    """A factor of an expression."""
    return Factor(key_of(node), node, scalar(node))


def of(node: gast.expr, scalar: Scalar) -> Term:
    """The term of an expression."""
    return multiply(Term(1.0, ()), node, scalar)


def multiply(term: Term, node: gast.expr, scalar: Scalar, sign: int = 1) -> Term:
    """The term times (`sign=1`) or divided by (`sign=-1`) an expression."""
    number = _number(node)
    if number is not None and (sign == 1 or number != 0):
        return term.scaled(number if sign == 1 else 1.0 / number)
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        return multiply(term, node.operand, scalar, sign).scaled(-1)
    if isinstance(node, gast.BinOp) and isinstance(node.op, (gast.Mult, gast.Div)):
        other = sign if isinstance(node.op, gast.Mult) else -sign
        return multiply(
            multiply(term, node.left, scalar, sign), node.right, scalar, other
        )
    chosen = _chosen(node) if sign == 1 else None
    if chosen is not None:
        test, truth, value = chosen
        return multiply(term.masked(test, truth, scalar), value, scalar)
    made = factor(node, scalar)
    if sign == 1:
        return _gained(term, made, "factors", "divisors")
    return _gained(term, made, "divisors", "factors")


def _chosen(node: gast.expr) -> tuple[gast.expr, bool, gast.expr] | None:
    """(test, truth, value) of `np.where(test, value, 0.0)`, or of its mirror."""
    func = getattr(node, "func", None)
    if getattr(func, "attr", "") != "where" or getattr(func.value, "id", "") != "@np":
        return None
    test, *values = node.args
    zeros = [_number(value) == 0 for value in values]
    if zeros == [False, True]:
        return test, True, values[0]
    return (test, False, values[1]) if zeros == [True, False] else None


def _gained(term: Term, made: Factor, side: str, other: str) -> Term:
    """The term with one more factor or divisor; a scalar over itself cancels."""
    opposite = list(getattr(term, other))
    keys = [f.key for f in opposite]
    if made.scalar and made.key in keys and isinstance(made.node, gast.Name):
        del opposite[keys.index(made.key)]
        return replace(term, **{other: tuple(opposite)})
    return replace(term, **{side: (*getattr(term, side), made)})


def _number(node: gast.expr) -> float | None:
    if isinstance(node, gast.Constant) and type(node.value) in (int, float):
        return node.value
    return None


def merged(terms: Iterable[Term]) -> list[Term]:
    """Terms with equal factors become one; what cancels goes."""
    found: dict[tuple, Term] = {}
    for term in terms:
        old = found.get(term.key)
        if old is None:
            found[term.key] = term
        else:
            whole = old.whole and term.whole
            sum_ = old.coefficient + term.coefficient
            found[term.key] = replace(old, coefficient=sum_, whole=whole)
    return [t for t in found.values() if t.coefficient != 0] or list(found.values())[:1]


def written(term: Term) -> gast.expr:
    """The term as an expression."""
    result = _product(term)
    for test, truth in term.masks:
        result = _where(test, truth, result, term)
    return result


def _where(test: Factor, truth: bool, value: gast.expr, term: Term) -> gast.expr:
    """The value where it counts; a number is not even computed elsewhere."""
    if test.scalar and all(f.scalar for f in term.factors + term.divisors):
        text = "v if t else 0.0" if truth else "0.0 if t else v"
    else:
        text = "np.where(t, v, 0.0)" if truth else "np.where(t, 0.0, v)"
    return expression(text, np="@np", t=test.node, v=value)


def _product(term: Term) -> gast.expr:
    """Number, scalars, arrays, then divisions."""
    scalars = [f.node for f in term.factors if f.scalar]
    others = [f.node for f in term.factors if not f.scalar]
    nodes = [*scalars, *others]
    sign, size = (
        (-1, -term.coefficient) if term.coefficient < 0 else (1, term.coefficient)
    )
    if size != 1 or not nodes:
        nodes = [constant(float(size)), *nodes]
    result = clone(nodes[0])
    if sign < 0:
        result = _negated(result)
    for node in nodes[1:]:
        result = expression("a * b", a=result, b=node)
    if term.divisors:
        result = expression("a / b", a=result, b=_product_of(term.divisors))
    return result


def _product_of(factors: tuple[Factor, ...]) -> gast.expr:
    first, *rest = sorted(factors, key=lambda f: not f.scalar)
    result = clone(first.node)
    for one in rest:
        result = expression("a * b", a=result, b=one.node)
    return result


def _negated(node: gast.expr) -> gast.expr:
    if isinstance(node, gast.Constant):
        return constant(-node.value)
    return expression("-a", a=node)


def total(terms: list[Term]) -> gast.expr:
    """The sum of some terms as an expression; a positive one comes first if it can."""
    first, *rest = sorted(terms, key=lambda t: t.coefficient < 0)
    result = written(first)
    for term in rest:
        text = "a - b" if term.coefficient < 0 else "a + b"
        result = expression(text, a=result, b=written(_positive(term)))
    return result


def _positive(term: Term) -> Term:
    return replace(term, coefficient=abs(term.coefficient))
