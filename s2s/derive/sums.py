"""This module writes terms, and sums of terms, as expressions.

Numbers are multiplied before arrays, and the cotangent is the last of the numbers: what
does not depend on it need not wait for it. What all terms share stands in front, where
that saves work.

0.02 * leak * v * v_bar          p_bar * (labels / p - (1.0 - labels) / (1.0 - p))
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import gast

from s2s.derive.terms import Factor, Term, factor, product
from s2s.tree.numerals import quotient
from s2s.tree.template import clone, constant, expression


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
    """Number, scalars, cotangent, arrays, and divisions."""
    size, over = quotient(abs(term.coefficient))
    scalars, arrays = _parted(term.factors)
    numbers, under = _parted(term.divisors)
    numbers = [constant(over)] * (over != 1) + numbers
    cotangent = [scalars.pop()] if scalars and term.factors[-1].scalar else []
    head = [constant(size)] * (size != 1) + scalars
    if not head:
        head, cotangent = cotangent, []
    if not head and not arrays:
        head = [constant(1.0)]
    sign = _negated if term.coefficient < 0 else clone
    if not head:
        return _over(_chain(sign(arrays[0]), arrays[1:]), numbers + under)
    number = _over(_chain(sign(head[0]), head[1:]), numbers)
    return _over(_chain(number, cotangent + arrays), under)


def _parted(factors: tuple[Factor, ...]) -> tuple[list, list]:
    """The scalars and the others."""
    scalars = [f.node for f in factors if f.scalar]
    return scalars, [f.node for f in factors if not f.scalar]


def _chain(result: gast.expr, nodes: list) -> gast.expr:
    for node in nodes:
        result = gast.BinOp(result, gast.Mult(), clone(node))
    return result


def _over(result: gast.expr, divisors: list) -> gast.expr:
    if not divisors:
        return result
    return expression("a / b", a=result, b=_chain(clone(divisors[0]), divisors[1:]))


def _negated(node: gast.expr) -> gast.expr:
    if isinstance(node, gast.Constant):
        return constant(-node.value)
    return expression("-a", a=node)


def total(terms: list[Term]) -> gast.expr:
    """The sum of some terms as an expression; a positive one comes first if it can.

    Nothing is taken out of a mask: what it hides may be infinite.
    """
    terms = sorted(terms, key=lambda t: t.coefficient < 0)
    if len(terms) == 1 or any(t.masks for t in terms):
        return _sum(terms)
    every = shared(terms)
    rests = [without(t, every) for t in terms]
    scalar = all(f.scalar for t in rests for f in t.factors + t.divisors)
    inner = factor(_sum(rests), lambda _: scalar)
    whole = product(Term(1, (inner,)), every)
    less = _work(rests) + _work([whole]) < _work(terms)
    return written(whole) if less else _sum(terms)


def _work(terms: list[Term]) -> int:
    """How many operations a sum takes, those on arrays a thousand times as dear."""
    dear = any(not f.scalar for t in terms for f in t.factors + t.divisors)
    return sum(map(_operations, terms)) + (len(terms) - 1) * (1000 if dear else 1)


def _operations(term: Term) -> int:
    factors = term.factors + term.divisors
    scalars = sum(f.scalar for f in factors) + (abs(term.coefficient) != 1)
    arrays = len(factors) - sum(f.scalar for f in factors)
    on_arrays = arrays - 1 + (scalars > 0) if arrays else 0
    return 1000 * on_arrays + max(scalars - 1, 0)


def _sum(terms: list[Term]) -> gast.expr:
    first, *rest = terms
    result = written(first)
    for term in rest:
        text = "a - b" if term.coefficient < 0 else "a + b"
        positive = term._replace(coefficient=abs(term.coefficient))
        result = expression(text, a=result, b=written(positive))
    return result


def shared(terms: list[Term]) -> Term:
    """What all terms have as factors, and as divisors."""
    sizes = {abs(t.coefficient) for t in terms}
    size = sizes.pop() if len(sizes) == 1 else 1
    size = -size if all(t.coefficient < 0 for t in terms) else size
    return Term(size, _common(terms, "factors"), _common(terms, "divisors"))


def _common(terms: list[Term], field: str) -> tuple[Factor, ...]:
    first, *rest = [getattr(t, field) for t in terms]
    for one in rest:
        first = _parts(first, one, True)
    return tuple(first)


def without(term: Term, shared: Term) -> Term:
    """The term divided by what it shares with others."""
    return term.scaled(1 / Fraction(shared.coefficient))._replace(
        factors=tuple(left(term.factors, shared.factors)),
        divisors=tuple(left(term.divisors, shared.divisors)),
    )


def left(factors: tuple[Factor, ...], others: tuple[Factor, ...]) -> list[Factor]:
    """The factors that are not among the others, or not as often."""
    return _parts(factors, others, False)


def _parts(factors: Iterable[Factor], others: Iterable[Factor], inside: bool) -> list:
    """The factors that are among the others, as often as there (`inside`), or not."""
    keys, found = [f.key for f in others], []
    for one in factors:
        counted = one.key in keys
        if counted:
            keys.remove(one.key)
        if counted is inside:
            found.append(one)
    return found
