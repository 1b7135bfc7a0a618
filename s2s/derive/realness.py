"""This module keeps the cotangents of real values real.

y = np.kron(n, c)       n_bar += np.real(runtime.kron_left(n, c, y_bar))

Where an operand is real and the result complex, a rule returns a complex cotangent.
Where the kinds know neither of the operand, the run decides.
"""

from __future__ import annotations

import gast

from s2s.derive import sums, terms
from s2s.derive.facts import is_unbroadcast
from s2s.derive.shapes import is_complex, is_real, is_scalar, is_sequence
from s2s.derive.terms import Term
from s2s.kinds import Array, Complex, Float, Kind
from s2s.tree.key import key_of
from s2s.tree.template import expression


def may_narrow(facts, node, operand, operands: list, keywords: dict) -> bool:
    """May the result of a call be complex where the operand is real?

    If it alone decides what the result is, it is as real as the result.
    """
    if facts.is_real(node):
        return False
    others = [o for o in operands if o is not operand or is_sequence(facts.kind(o))]
    dtype = keywords.get("dtype")
    chosen = dtype is not None and getattr(dtype, "value", dtype) is not None
    return chosen or not all(map(facts.is_real, others))


def is_of_reals(facts, term: Term) -> bool:
    """Is a cotangent real for sure, by what it is made of?"""
    return all(facts.is_real(f.node) for f in term.factors + term.divisors)


def realised(site, term: Term, node: gast.expr, narrowed: bool) -> Term:
    """The real part, where a complex cotangent reaches a real value.

    `narrowed`: it may be complex, be that seen of its kind or not.
    """
    kind, parts = site.facts.kind(node), term.factors + term.divisors
    if isinstance(kind, Float) or (isinstance(kind, Array) and is_real(kind)):
        seen = any(is_complex(site.facts.kind(f.node)) for f in parts)
        return _real(site, term) if narrowed or seen else term
    known = is_complex(kind) or not narrowed
    return term if known else _as_the_run_knows(site, term, node)


def _real(site, term: Term) -> Term:
    value = sums.written(term)
    text = "(t).real" if is_scalar(site.facts.kind(value)) else "np.real(t)"
    part = terms.of(expression(text, t=value, np="@np"), site.scalar)
    return part._replace(whole=term.whole)


def _as_the_run_knows(site, term: Term, node: gast.expr) -> Term:
    value, like = sums.written(term), site.value(node)
    if is_unbroadcast(value) and key_of(value.args[1]) == key_of(like):
        return term
    text = "r.unbroadcast(t, like)"
    return terms.of(expression(text, r="@runtime", t=value, like=like), site.scalar)


def possibly_complex(kind: Kind) -> Kind:
    """The kind of the cotangent of a value, before it is made as real as the value."""
    if isinstance(kind, Float):
        return Complex()
    return Array("", kind.shape) if isinstance(kind, Array) else kind
