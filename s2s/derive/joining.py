"""This module takes a cotangent through a call that joins any number of operands.

np.stack([a, b])     parts = the list that the rule gives
                     a_bar += parts[0]; b_bar += parts[1]
"""

from __future__ import annotations

import gast

from s2s.derive import sums, terms
from s2s.derive.operands import pasted_rule
from s2s.derive.realness import may_narrow
from s2s.derive.terms import Term
from s2s.tree.template import constant, expression, template


def joining(work, rule, node, operands, keywords, cotangent: Term) -> None:
    """Any number of operands: a list of cotangents, one for each."""
    items = _items(work, rule, operands)
    if items is None:
        work.linear(rule, node, operands, keywords, cotangent)
        return
    cotangent = work.shapes.spread(work, cotangent, node)
    y_bar = sums.written(cotangent)
    values = [work.value(i) for i in items]
    holes = [gast.Tuple(values, gast.Load())]
    pasted = pasted_rule(work, rule, node, holes, keywords, y_bar)
    parts = work.fresh("parts")
    work.found.prelude += template("parts = value", parts=parts, value=pasted.values[0])
    for i, item in enumerate(items):
        if work.facts.varied(item):
            part = expression("parts[i]", parts=parts, i=constant(i))
            term = terms.of(part, work.scalar)
            narrowed = may_narrow(work.facts, node, item, items, keywords)
            work.visit(item, work.shapes.fitted(work, term, item), narrowed)


def _items(work, rule, operands: list) -> list | None:
    """The operands of a joining call, None if they are one sequence by name."""
    if rule.rest and len(operands) > 1:
        return operands
    first = operands[0]
    return first.elts if isinstance(first, (gast.Tuple, gast.List)) else None
