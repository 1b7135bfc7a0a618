"""This module does the arithmetic that needs no computer.

    x_bar += 1.0 * y_bar              x_bar += y_bar
    x_bar += -0.5 * (4.0 * y_bar)     x_bar -= 2.0 * y_bar
    range(n - 1 - 0, 0 - 1, -1)       range(n - 1, -1, -1)

No result changes beyond rounding and the sign of a zero: nothing is assumed of nan or
infinity. What the user's program computes stays as it is, in the forward sweep and
where the backward sweep computes it again: a comparison must not come out otherwise.
"""

from __future__ import annotations

import gast

from s2s.optimise.arithmetic import Arithmetic
from s2s.optimise.blocks import is_title
from s2s.optimise.facts import Facts
from s2s.optimise.nodes import changed

_EXPRESSIONS = {
    gast.Assign: ("targets", "value"),
    gast.Return: ("value",),
    gast.Expr: ("value",),
    gast.For: ("iter",),
}
_BLOCKS = dict.fromkeys((gast.If, gast.For, gast.While), ("body", "orelse"))
_OTHER_SIGN = {gast.Add: gast.Sub, gast.Sub: gast.Add}


def fold(tree: gast.FunctionDef, facts: Facts) -> gast.FunctionDef:
    """The function with simpler expressions."""
    if facts.is_program:
        return tree
    titles = [i for i, item in enumerate(tree.body) if is_title(item, "backward")]
    start = titles[0] if titles else 0
    folded = [_statement(item, facts) for item in tree.body[start:]]
    return changed(tree, body=tree.body[:start] + folded)


def _statement(statement: gast.stmt, facts: Facts) -> gast.stmt:
    """The statement with what it computes simplified, in its blocks too."""
    if statement in facts.arithmetic.settled or _is_of_program(statement, facts):
        return statement
    simpler = _simpler(statement, facts)
    if simpler is statement:
        facts.arithmetic.settled.add(statement)
    return simpler


def _is_of_program(statement: gast.stmt, facts: Facts) -> bool:
    """Does it compute a variable of the program's?"""
    if not isinstance(statement, gast.Assign):
        return False
    target = statement.targets[0]
    return isinstance(target, gast.Name) and target.id in facts.program


def _simpler(statement: gast.stmt, facts: Facts) -> gast.stmt:
    arithmetic = facts.arithmetic
    if isinstance(statement, gast.AugAssign):
        return _augmented(statement, arithmetic)
    values = {}
    for field in _EXPRESSIONS.get(statement.__class__, ()):
        part = statement.__dict__[field]
        if part.__class__ is list:
            values[field] = [arithmetic.simpler(item) for item in part]
        elif part is not None:
            values[field] = arithmetic.simpler(part)
    for field in _BLOCKS.get(statement.__class__, ()):
        block = statement.__dict__[field]
        values[field] = [_statement(item, facts) for item in block]
    return changed(statement, **values)


def _augmented(statement: gast.AugAssign, arithmetic: Arithmetic) -> gast.AugAssign:
    """`x -= e` for `x += -e`."""
    value = arithmetic.simpler(statement.value, consumed=True)
    target = arithmetic.simpler(statement.target)
    other = _OTHER_SIGN.get(statement.op.__class__)
    positive = arithmetic.negated(value) if other else None
    if positive is not None:
        return changed(statement, target=target, op=other(), value=positive)
    return changed(statement, target=target, value=value)
