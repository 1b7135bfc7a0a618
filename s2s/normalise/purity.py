"""This module says whether a user's function changes anything that others can see.

It is asked before an operand gets a name of its own: `x * x + g(y)` needs none if `g`
only computes. Whoever is not known to be harmless is not.
"""

from __future__ import annotations

import gast

from s2s.normalise.context import is_name
from s2s.normalise.walk import nodes
from s2s.tree.function import Function
from s2s.tree.names import parameters

_REFUSED = (
    gast.Global,
    gast.Nonlocal,
    gast.Delete,
    gast.Yield,
    gast.YieldFrom,
    gast.Await,
    gast.Import,
    gast.ImportFrom,
    gast.With,
    gast.ClassDef,
    gast.FunctionDef,
    gast.Lambda,
)


def calls_of_pure(function: Function) -> list[gast.Call] | None:
    """The calls in a function that changes nothing by itself, None if it may.

    It changes nothing if each of these calls changes nothing either.
    """
    everything = nodes(function.tree.body)
    updated = _fresh_values(function, everything)
    if not all(_is_harmless(node, updated) for node in everything):
        return None
    return [node for node in everything if isinstance(node, gast.Call)]


def _is_harmless(node: gast.AST, fresh: set[str]) -> bool:
    if isinstance(node, (gast.Subscript, gast.Attribute)):
        return isinstance(node.ctx, gast.Load)
    if isinstance(node, gast.AugAssign):
        return is_name(node.target) and node.target.id in fresh
    return not isinstance(node, _REFUSED)


def _fresh_values(function: Function, everything: list[gast.AST]) -> set[str]:
    """The names that only ever hold numbers or the results of arithmetic."""
    made: dict[str, bool] = dict.fromkeys(parameters(function.tree), False)
    for node in everything:
        if isinstance(node, gast.Assign):
            value = isinstance(node.value, (gast.Constant, gast.BinOp, gast.UnaryOp))
            for goal in node.targets:
                for inner in nodes(goal):
                    if is_name(inner):
                        alone = value and inner is goal
                        made[inner.id] = alone and made.get(inner.id, True)
        elif isinstance(node, (gast.For, gast.comprehension, gast.NamedExpr)):
            made.update(dict.fromkeys(n.id for n in nodes(node.target) if is_name(n)))
    return {name for name, fresh in made.items() if fresh}
