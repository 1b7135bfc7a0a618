"""This module fits cotangents to the shapes of the values they are for.

A cotangent may be smaller than its value, standing for its broadcast (`whole` false):
so the derivative of `np.sum(u * u)` is `2.0 * y_bar * u`, with no array of `y_bar`s. It
is spread before anything sums over it.
"""

from __future__ import annotations

import gast

from s2s.derive import sums, terms
from s2s.derive.terms import Term
from s2s.kinds import Array, Complex, Float, Inert, List, Number, Tuple
from s2s.tree.template import expression, name, template


class Shapes:
    """Fits terms to kinds."""

    def __init__(self, facts) -> None:
        self.facts = facts

    def reduced(self, site, term: Term, node: gast.expr, operand: gast.expr) -> Term:
        """A term with the shape of `node`, summed down to the shape of `operand`."""
        outer, inner = self.facts.kind(node), self.facts.kind(operand)
        if isinstance(inner, (List, Tuple)):
            array = isinstance(outer, Array)
            return self.listed(site, term, node, operand) if array else term
        if is_scalar(outer) or same_shape(outer, inner):
            return term._replace(whole=term.whole or self.matches(term, outer))
        term = self.spread(site, term, node)
        if is_scalar(inner) and isinstance(outer, Array):
            if outer.shape == () and all(f.scalar for f in term.parts):
                return term
            return self.contracted(site, term) or self.summed(site, term, "np.sum(t)")
        axes = _broadcast_axes(outer, inner)
        if axes is not None:
            return self.summed(site, term, *axes)
        return self.to_shape(site, term, operand)

    def listed(self, site, term: Term, node: gast.expr, operand: gast.expr) -> Term:
        """A list for a list that NumPy has made an array of."""
        if not self.facts.varied(operand):
            return term
        if isinstance(self.facts.kind(node), Array):
            term = self.spread(site, term, node)
        if _is_row(operand, self.facts.kind(node)):
            return term
        local, value = site.fresh("parts"), site.value(operand)
        text = "local = r.listed(t, xs)"
        site.found.prelude += template(
            text, local=local, r="@runtime", t=sums.written(term), xs=value
        )
        self.facts.declare(local, self.facts.kind(operand))
        return terms.of(name(local), site.scalar)

    def to_shape(self, site, term: Term, operand: gast.expr) -> Term:
        """The term summed to a shape that only the run knows."""
        like = site.value(operand)
        value = expression(
            "r.unbroadcast(t, like)", r="@runtime", t=sums.written(term), like=like
        )
        return terms.of(value, site.scalar)

    def fitted(self, site, term: Term, operand: gast.expr) -> Term:
        """A cotangent that a rule returned, which may be smaller than the operand."""
        value = self.facts.kind(sums.written(term))
        if is_scalar(self.facts.kind(operand)):
            if isinstance(value, Array):
                return self.summed(site, term, "np.sum(t)")
            if not is_scalar(value):
                return self.to_shape(site, term, operand)
        return term._replace(whole=self.matches(term, self.facts.kind(operand)))

    def spread(self, site, term: Term, node: gast.expr) -> Term:
        """The term with the full shape of `node`."""
        kind = self.facts.kind(node)
        if is_scalar(kind) or term.whole or self.matches(term, kind):
            return term._replace(whole=True)
        like = self.full_operand(site, node, kind)
        value = expression(
            "np.broadcast_to(t, np.shape(like))",
            np="@np",
            t=sums.written(term),
            like=like,
        )
        return terms.of(value, site.scalar)

    def full_operand(self, site, node: gast.expr, kind) -> gast.expr:
        """The cheapest part of `node` that has its shape for sure, else `node`."""
        for part in gast.walk(node):
            if isinstance(part, gast.Name) and same_shape(self.facts.kind(part), kind):
                return part
        return site.value(node)

    def apart(self, cotangent: Term, node, operands: list) -> tuple[Term, Term]:
        """What is multiplied after a linear operation, and what goes through it.

        That is the number, and all real scalars where the operation makes less of more;
        no number can be multiplied to the cotangent of a list.
        """
        if any(isinstance(self.facts.kind(o), (List, Tuple)) for o in operands):
            return Term(1), cotangent
        ranks = [self.facts.rank(o) for o in [*operands, node]]
        number, rest = Term(cotangent.coefficient), cotangent._replace(coefficient=1)
        if None in ranks or max(ranks[:-1]) >= ranks[-1] or cotangent.masks:
            return number, rest
        factors, divisors = cotangent.factors, cotangent.divisors
        outside = number._replace(
            factors=tuple(f for f in factors if self.is_real(f)),
            divisors=tuple(f for f in divisors if self.is_real(f)),
        )
        return outside, rest._replace(
            factors=tuple(f for f in factors if not self.is_real(f)),
            divisors=tuple(f for f in divisors if not self.is_real(f)),
        )

    def is_real(self, factor) -> bool:
        return isinstance(self.facts.kind(factor.node), (Float, Inert))

    def matches(self, term: Term, kind) -> bool:
        """Has the term this kind's shape for sure?"""
        return is_scalar(kind) or any(
            same_shape(self.facts.kind(f.node), kind) for f in term.parts
        )

    def contracted(self, site, term: Term) -> Term | None:
        """`a @ (C @ b)` for the sum of `C * np.outer(a, b)`, if it is one."""
        arrays = [f for f in term.factors if not f.scalar]
        outer = [f for f in arrays if self.is_outer(f.node)]
        scaled = all(f.scalar for f in term.divisors)
        if len(arrays) != 2 or len(outer) != 1 or not scaled or term.masks:
            return None
        (other,) = [f for f in arrays if f is not outer[0]]
        if not same_shape(self.facts.kind(other.node), self.facts.kind(outer[0].node)):
            return None
        a, b = outer[0].node.args
        value = expression("a @ (c @ b)", a=a, b=b, c=other.node)
        factors = tuple(f for f in term.factors if f.scalar)
        return term._replace(factors=(*factors, terms.factor(value, site.scalar)))

    def is_outer(self, node: gast.expr) -> bool:
        """Is it the outer product of two vectors?"""
        if not isinstance(node, gast.Call) or len(node.args) != 2 or node.keywords:
            return False
        rule = self.facts.rule_of(node)
        vectors = all(self.facts.rank(a) == 1 for a in node.args)
        return rule is not None and rule.name == "outer" and vectors

    def summed(self, site, term: Term, text: str, **holes) -> Term:
        """The term summed, with its scalar factors and divisors left outside."""
        if term.masks:
            unit = term._replace(coefficient=1)
            value = expression(text, np="@np", t=sums.written(unit), **holes)
            made = terms.factor(value, site.scalar)
            return Term(term.coefficient, (made,))
        outside = tuple(f for f in term.factors if f.scalar)
        inside = tuple(f for f in term.factors if not f.scalar)
        over = tuple(f for f in term.divisors if f.scalar)
        under = tuple(f for f in term.divisors if not f.scalar)
        value = expression(
            text, np="@np", t=sums.written(Term(1, inside, under)), **holes
        )
        return Term(
            term.coefficient, (*outside, terms.factor(value, site.scalar)), over
        )


def is_scalar(kind) -> bool:
    """A number with no shape."""
    return isinstance(kind, (Float, Complex, Inert))


def is_sequence(kind) -> bool:
    """A list or a tuple: its adjoint is a list."""
    return isinstance(kind, (List, Tuple))


def is_complex(kind) -> bool:
    """A complex number, or an array of such."""
    return isinstance(kind, Complex) or (
        isinstance(kind, Array) and kind.dtype.startswith("complex")
    )


def is_real(kind) -> bool:
    """Real numbers for sure, or arrays and sequences of such."""
    if isinstance(kind, Array):
        return bool(kind.dtype) and not is_complex(kind)
    if is_sequence(kind):
        return all(map(is_real, kind.items if isinstance(kind, Tuple) else [kind.item]))
    return isinstance(kind, (Float, Number, Inert))


def same_shape(a, b) -> bool:
    """Have values of these kinds equal shapes for sure?"""
    return (
        isinstance(a, Array)
        and isinstance(b, Array)
        and a.shape is not None
        and a.shape == b.shape
        and None not in a.shape
    )


def _is_row(operand: gast.expr, kind) -> bool:
    """Is it a display of all the items of a vector of this kind?"""
    if not isinstance(operand, (gast.List, gast.Tuple)):
        return False
    return isinstance(kind, Array) and kind.shape == (len(operand.elts),)


def _broadcast_axes(outer, inner) -> tuple | None:
    """How to sum `outer` down to `inner`, where the shapes say so."""
    if not (isinstance(outer, Array) and isinstance(inner, Array)):
        return None
    if outer.shape is None or inner.shape is None or None in outer.shape + inner.shape:
        return None
    extra = len(outer.shape) - len(inner.shape)
    if extra == 1 and outer.shape[1:] == inner.shape:
        return ("np.sum(t, axis=0)",)
    if extra == 0:
        kept = [i for i, (o, n) in enumerate(zip(outer.shape, inner.shape)) if o != n]
        if len(kept) == 1 and inner.shape[kept[0]] == 1:
            return (f"np.sum(t, axis={kept[0]}, keepdims=True)",)
    return None
