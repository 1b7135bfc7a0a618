"""This module keeps cotangents as products, so that they can be told apart and tidied.

A `Term` is `coefficient * factors / divisors`. Multiplying by a partial derivative puts
its factors in front; terms with equal factors are added by adding their coefficients,
so `u * y_bar + y_bar * u` is written `2.0 * u * y_bar`.

What `np.where` does not take is masked: `np.where(m, y_bar, 0.0)` times `1 / x` is
`np.where(m, y_bar / x, 0.0)`, which is 0 also where `x` is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

import gast

from s2s.derive.powers import together
from s2s.tree.key import key_of
from s2s.tree.numerals import exact

Scalar = Callable[[gast.expr], bool]

_LARGE = Fraction(10) ** 280
_SMALL = 1 / _LARGE


class Factor(NamedTuple):
    """One factor: its printed form, its tree, and whether it is a scalar."""

    key: str
    node: gast.expr
    scalar: bool


class Mask(NamedTuple):
    """The elements that count: those where the test has this truth."""

    test: Factor
    truth: bool


class Term(NamedTuple):
    """A product; `whole` says that it has the full shape of the value it is for.

    `untaken`: where the cotangent is 0 the value may be anything.
    """

    coefficient: Fraction | int
    factors: tuple[Factor, ...] = ()
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

    def masked(self, mask: Mask) -> Term:
        """The term where the test has this truth, 0 elsewhere."""
        known = [(m.test.key, m.truth) for m in self.masks]
        if (mask.test.key, mask.truth) in known:
            return self
        return self._replace(masks=(*self.masks, mask))

    def scaled(self, number: Fraction | int) -> Term:
        """The term times a number."""
        if number == 1:
            return self
        return self._replace(coefficient=self.coefficient * number)

    def is_just(self, variable: str) -> bool:
        """Is it one name and nothing else?"""
        alone = self.coefficient == 1 and self.size == len(self.factors) == 1
        return alone and getattr(self.factors[0].node, "id", None) == variable


def factor(node: gast.expr, scalar: Scalar) -> Factor:
    """A factor of an expression."""
    return Factor(key_of(node), node, scalar(node))


def of(node: gast.expr, scalar: Scalar) -> Term:
    """The term of an expression."""
    return _times(Term(1), node, scalar, 1)


def multiply(term: Term, node: gast.expr, scalar: Scalar) -> Term:
    """The term times an expression, the factors of which come first."""
    return product(of(node, scalar), term)


def product(first: Term, second: Term) -> Term:
    """The product of two terms; of the second it has the shape and the masks first."""
    if not first.size:
        return second.scaled(first.coefficient)
    size = first.coefficient * second.coefficient
    made = Term(size, first.factors, first.divisors, *second[3:])
    for one in first.masks:
        made = made.masked(one)
    for one in second.factors:
        made = _gained(made, one, "factors")
    for one in second.divisors:
        made = _gained(made, one, "divisors")
    return made


def _times(term: Term, node: gast.expr, scalar: Scalar, sign: int) -> Term:
    """The term times (`sign=1`) or divided by (`sign=-1`) an expression."""
    number = exact(node)
    if number is not None and (sign == 1 or number != 0):
        made = term.scaled(number if sign == 1 else 1 / number)
        if not made.coefficient or _SMALL < abs(made.coefficient) < _LARGE:
            return made
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        return _times(term, node.operand, scalar, sign).scaled(-1)
    if isinstance(node, gast.BinOp) and isinstance(node.op, (gast.Mult, gast.Div)):
        other = sign if isinstance(node.op, gast.Mult) else -sign
        return _times(_times(term, node.left, scalar, sign), node.right, scalar, other)
    chosen = _chosen(node) if sign == 1 else None
    if chosen is not None:
        test, truth, value = chosen
        masked = term.masked(Mask(factor(test, scalar), truth))
        return _times(masked, value, scalar, 1)
    return _gained(term, factor(node, scalar), "factors" if sign == 1 else "divisors")


def _chosen(node: gast.expr) -> tuple[gast.expr, bool, gast.expr] | None:
    """(test, truth, value) of `np.where(test, value, 0.0)`, or of its mirror."""
    func = getattr(node, "func", None)
    if getattr(func, "attr", "") != "where" or getattr(func.value, "id", "") != "@np":
        return None
    test, *values = node.args
    zeros = [exact(value) == 0 for value in values]
    if zeros == [False, True]:
        return test, True, values[0]
    return (test, False, values[1]) if zeros == [True, False] else None


def _gained(term: Term, made: Factor, side: str) -> Term:
    """The term with one more factor or divisor; powers of one scalar become one."""
    for field in ("factors", "divisors") if made.scalar else ():
        sign = 1 if field == side else -1
        for i, old in enumerate(getattr(term, field)):
            power = together(old.node, made.node, sign) if old.scalar else None
            if power is not None:
                rest = getattr(term, field)[:i] + getattr(term, field)[i + 1 :]
                place = power[1] if field == "factors" else -power[1]
                term = term._replace(**{field: rest})
                return _times(term, power[0], lambda _: True, place)
    return term._replace(**{side: (*getattr(term, side), made)})


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
            found[term.key] = old._replace(coefficient=sum_, whole=whole)
    return [t for t in found.values() if t.coefficient != 0] or list(found.values())[:1]
