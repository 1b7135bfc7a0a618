"""This module finds the names whose values the results of a function may depend on.

What is refused where it carries a derivative is let through where nothing that the
function gives back depends on it: a log, a counter, a picture.
"""

from __future__ import annotations

import types

import gast

from s2s.normalise.flows import edges
from s2s.normalise.taint import Taint, own_parts
from s2s.normalise.walk import nodes
from s2s.tree.names import assigned, parameters, reads

_MEANINGS = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)
_RESULTS = (gast.Return, gast.Yield, gast.YieldFrom)


def needed(tree: gast.FunctionDef, taint: Taint) -> set[str]:
    """The names that results, arguments or things outside may depend on."""
    backward: dict[tuple, set] = {}
    forward = edges(nodes(tree.body), taint.functions, taint.context)
    for source, goals in forward.items():
        for goal in goals:
            backward.setdefault(goal, set()).add(source)
    found = {(what, name) for name in _roots(tree, taint) for what in _STATES}
    waiting = list(found)
    while waiting:
        fresh = backward.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return {name for _, name in found}


_SPACES = {"globals", "locals", "vars"}
_STATES = ("value", "filled", "deep")


def _roots(tree: gast.FunctionDef, taint: Taint) -> set[str]:
    """What is returned, what the caller has passed, and what belongs to no call."""
    results = [n.value for n in nodes(tree.body) if isinstance(n, _RESULTS)]
    returned = reads([value for value in results if value is not None])
    outside = reads(tree.body) - {*assigned(tree.body), *parameters(tree)}
    return returned | {*parameters(tree)} | {n for n in outside if _holds(n, taint)}


def _holds(name: str, taint: Taint) -> bool:
    """Whether a name from outside stands for something that a call can change."""
    found = taint.context.resolve(gast.Name(name, gast.Load(), None, None))
    return not isinstance(found, _MEANINGS)


def is_needed(statement: gast.stmt, names: set[str]) -> bool:
    """Whether what `statement` itself computes can matter to one of `names`."""
    if isinstance(statement, gast.Return):
        return True
    parts = nodes(own_parts(statement))
    anywhere = isinstance(statement, gast.Expr)
    return any(_concerns(node, names, anywhere) for node in parts)


def _concerns(node: gast.AST, names: set[str], anywhere: bool) -> bool:
    if isinstance(node, (gast.Yield, gast.YieldFrom)):
        return True
    if isinstance(node, gast.Name):
        return node.id in names and (anywhere or not isinstance(node.ctx, gast.Load))
    if isinstance(node, (gast.Subscript, gast.Attribute)):
        if not isinstance(node.ctx, gast.Load):
            inner = {n.id for n in nodes(node) if isinstance(n, gast.Name)}
            return not inner.isdisjoint(names | _SPACES)
    return False
