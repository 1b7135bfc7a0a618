"""This module finds storage that functions may change which nobody knows.

TABLE[name](a)        a function that only the run knows
state.step(a)         a method of an object
run = [step]          a nested function as a value: what it captures
"""

from __future__ import annotations

import gast

from s2s.analyse.callbacks import acts
from s2s.analyse.cells import Cell
from s2s.analyse.escapes import escapes
from s2s.normalise.outputs import has_options
from s2s.tree.template import name
from s2s.tree.walk import children


def given_away(facts) -> frozenset[Cell]:
    """The cells of what is given to such functions, where it carries no derivative.

    Where it does, the run refuses those that change something.
    """
    scope, nested = facts.scope, facts.scope.nested
    given = [
        value
        for call in _own_calls(facts.tree)
        if _is_unknown(facts, call)
        if not (scope.is_dynamic(call) and facts.varied(call))
        if not facts.trusted(call)
        for value in facts.analysis.effects(call).given
    ]
    for node in escapes(facts.tree, frozenset(nested), scope.is_known_call):
        given += map(name, nested[node.id].captures)
    layers = facts.analysis.layers_of
    return frozenset(c for g in given for c in layers(g, facts.kind(g)))


def _own_calls(tree: gast.FunctionDef) -> list[gast.Call]:
    """The calls of a function, not those of the functions that it defines."""
    found: list[gast.AST] = list(tree.body)
    for node in found:
        if not isinstance(node, gast.FunctionDef):
            found += children(node)
    return [n for n in found if isinstance(n, gast.Call)]


def _is_unknown(facts, call: gast.Call) -> bool:
    """May a call run a function of the user's that nobody has read?"""
    if facts.scope.callee(call.func) is not None:
        return False
    known = facts.rule_of(call) is not None or facts.scope.object(call.func) is not None
    return has_options(call) or not known or acts(facts.scope, facts, call)
