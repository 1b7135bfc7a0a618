"""This module writes the adjoints of bindings and updates of arrays with companions.

b = a               (nothing: `b_bar` is `a_bar`)
v = a[1:]           (nothing: `v_bar` is `a_bar[1:]`)
a = x * x           x_bar += 2.0 * a_bar * x
a += x              x_bar += a_bar
a *= s              s_bar += np.sum(a_bar * a); a_bar *= s
"""

from __future__ import annotations

import gast

from s2s.derive import stores, terms
from s2s.derive.companions import view_of
from s2s.tree.names import reads
from s2s.tree.template import name


def update(work, node: gast.AugAssign) -> None:
    """`a += e` in place: the adjoint of `a` stays what it is, if it is added to."""
    adjoints, variable, value = work.adjoints, node.target.id, node.value
    apart = not any(adjoints.same_storage(variable, n) for n in reads(value))
    if not (apart and isinstance(node.op, (gast.Add, gast.Sub))):
        whole = work.facts.whole(name(variable))
        stores.update(work, whole, node.op, value)
    elif adjoints.reached(variable) and work.facts.varied(value):
        adjoints.make_present(variable)
        sign = 1 if isinstance(node.op, gast.Add) else -1
        cotangent = adjoints.cotangent(variable).scaled(sign)
        untaken = variable in work.lineariser.untaken.names
        found = work.lineariser.run(
            value, cotangent, None, slot=node.target, untaken=untaken
        )
        work.spread(found)


def bind(work, step, variable: str, value: gast.expr) -> None:
    """`x = e` of a new array, an alias or a view."""
    adjoints = work.adjoints
    same = view_of(work.facts, value)
    if isinstance(value, gast.Name) and same == variable:
        return
    if adjoints.present(variable) and work.facts.varied(value) and not same:
        _new(work, step, variable, value)
        return
    if same and adjoints.present(variable):
        adjoints.make_present(same)
    adjoints.drop(variable)


def _new(work, step, variable: str, value: gast.expr) -> None:
    """`x = e` of a new array: its adjoint is spent on what `e` reads.

    Where `e` reads what `x` was, or a part of it, `x_bar` is needed for that too.
    """
    adjoints, bar = work.adjoints, work.adjoints.bar(variable)
    adjoints.holding = work.facts.held_before(step.node)
    again = any(adjoints.same_storage(variable, n) for n in reads(value))
    if again:
        bar = work.names.fresh(bar)
        work.facts.declare(bar, work.facts.kind_of_name(variable))
        adjoints.emit("t = b", t=bar, b=adjoints.bar(variable))
    adjoints.drop(variable)
    cotangent = terms.of(name(bar), work.lineariser.scalar)
    untaken = variable in work.lineariser.untaken.names
    result = None if again else variable
    found = work.lineariser.run(value, cotangent, result, held=True, untaken=untaken)
    step.late = not again and found.reads(variable)
    adjoints.out += found.prelude
    adjoints.spent = bar if len(found.contributions) == 1 else ""
    work.contribute(found.contributions)
    adjoints.spent = ""
