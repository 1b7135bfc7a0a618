"""This module names the number that several contributions of a statement share.

a_bar += 2.0 * b * c * y_bar          scale = 2.0 * c * y_bar
b_bar += 2.0 * a * c * y_bar          a_bar += b * scale
                                      b_bar += a * scale
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import gast

from s2s.derive import sums, terms
from s2s.derive.contributions import Contribution, Linearised
from s2s.derive.terms import Term
from s2s.tree.key import key_of
from s2s.tree.template import name, template

_WORTH_A_NAME = 4  # operations that it stands for


def scales(found: Linearised, facts, fresh: Callable) -> None:
    """Name what is worth it; each contribution is divided by one such number at most.

    Only neighbours are compared, and all of them: long expressions have many terms.
    Several contributions to one place are left alone: their sum may be a product.
    """
    found.contributions = _merged(found.contributions)
    parts = [c.term for c in found.contributions]
    places = Counter(key_of(c.leaf) for c in found.contributions)
    left = [
        i
        for i, (leaf, term) in enumerate(found.contributions)
        if places[key_of(leaf)] == 1 and _is_plain(term)
    ]
    for shared in _candidates([parts[i] for i in left]):
        users = [i for i in left if _divides(shared, parts[i])]
        if len(users) < 2 or len(users) * _work(shared) < _WORTH_A_NAME:
            continue
        local = fresh("scale")
        found.prelude += template("local = e", local=local, e=sums.written(shared))
        facts.note(found.prelude[-1:])
        scale = terms.factor(name(local), lambda _: True)
        for i in users:
            rest = sums.without(parts[i], shared)
            made = rest._replace(factors=(*rest.factors, scale))
            found.contributions[i] = found.contributions[i]._replace(term=made)
        left = [i for i in left if i not in users]


def _merged(contributions: list[Contribution]) -> list[Contribution]:
    """The contributions with those to one place that differ by a number added up."""
    places: dict[str, list] = {}
    for leaf, term in contributions:
        places.setdefault(key_of(leaf), [leaf]).append(term)
    return [
        Contribution(leaf, term)
        for leaf, *parts in places.values()
        for term in terms.merged(parts)
    ]


def _is_plain(term: Term) -> bool:
    """Is it a product of numbers, not zero, computed in any case?"""
    known = term.coefficient != 0 and not term.masks
    return known and all(part.scalar for part in term.parts)


def _candidates(parts: list[Term]) -> list[Term]:
    """What some of the terms share, that which saves the most first."""
    groups = [[a, b] for a, b in pairwise(parts)]
    groups += [parts] if len(parts) > 2 else []
    found = {}
    for group in groups:
        shared = sums.shared(group)
        shared = shared._replace(coefficient=abs(shared.coefficient))
        if _work(shared) > 0:
            found.setdefault((shared.key, shared.coefficient), (shared, len(group)))

    def saved(candidate: tuple[Term, int]) -> int:
        return (candidate[1] - 1) * _work(candidate[0])

    return [shared for shared, _ in sorted(found.values(), key=saved, reverse=True)]


def _divides(shared: Term, term: Term) -> bool:
    """Has the term all that is shared as factors, divisors and number?"""
    if shared.coefficient not in (1, abs(term.coefficient)):
        return False
    missing = sums.left(shared.factors, term.factors)
    return not (missing or sums.left(shared.divisors, term.divisors))


def _work(shared: Term) -> int:
    """How many operations it takes to compute it; `math.pi` is looked up twice."""
    looked_up = sum(isinstance(f.node, gast.Attribute) for f in shared.parts)
    return shared.size + (shared.coefficient != 1) + looked_up - 1
