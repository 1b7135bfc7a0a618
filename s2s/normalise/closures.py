"""This module finds functions that carry a derivative and are used as values.

A nested function may be called, passed on and chosen between; where it is returned,
kept in a list or comes out of a call nobody can see what it has captured.
"""

from __future__ import annotations

from collections.abc import Iterator

import gast

from s2s.normalise.bindings import Bindings
from s2s.normalise.inert import is_inert_call
from s2s.normalise.objects import Finding
from s2s.normalise.taint import Taint

_SEEN_THROUGH = ("map", "enumerate", "zip", "reversed")
_DISPLAYS = (gast.Tuple, gast.List, gast.Set)
_STATEMENTS = (gast.Assign, gast.AnnAssign, gast.AugAssign)
_INSTEAD = "its call, or a function that is given all it reads as arguments"


def escapes(
    statement: gast.stmt, parts: list, taint: Taint, bindings: Bindings
) -> Iterator[Finding]:
    """The closures of one statement that leave the place where they are visible."""
    for place, how in _places(statement, parts, taint):
        if _is_closure(place, taint, bindings):
            what = f"a closure that carries a derivative and is {how}"
            yield Finding(place, what, _INSTEAD)


def _places(
    statement: gast.stmt, parts: list, taint: Taint
) -> Iterator[tuple[gast.AST, str]]:
    """The expressions whose value leaves, and how it does."""
    unpacked, iterated = _unpacked(statement), _iterated(statement, parts, taint)
    if isinstance(statement, gast.Return) and statement.value is not None:
        yield statement.value, "returned"
    if isinstance(statement, _STATEMENTS) and statement.value is not None:
        goals = getattr(statement, "targets", None) or [statement.target]
        if any(isinstance(goal, (gast.Subscript, gast.Attribute)) for goal in goals):
            yield statement.value, "stored"
    for node in parts:
        if isinstance(node, _DISPLAYS) and node is not unpacked:
            yield from ((element, "kept in a list or tuple") for element in node.elts)
        elif isinstance(node, gast.Dict):
            yield from ((value, "kept in a dict") for value in node.values)
        elif isinstance(node, (gast.Yield, gast.Await)) and node.value is not None:
            yield node.value, "yielded"
        elif isinstance(node, gast.Call) and node not in iterated:
            yield from ((value, "passed to a library") for value in _kept(node, taint))


def _unpacked(statement: gast.stmt) -> gast.AST | None:
    """The display in `f, g = (lambda ...), (lambda ...)` is never made."""
    if isinstance(statement, gast.Assign):
        if isinstance(statement.targets[0], (gast.Tuple, gast.List)):
            return statement.value
    return None


def _iterated(statement: gast.stmt, parts: list, taint: Taint) -> list[gast.AST]:
    """The calls of `map` and the like that a loop looks through."""
    heads = [statement] if isinstance(statement, gast.For) else []
    heads += [node for node in parts if isinstance(node, gast.comprehension)]
    found = [head.iter for head in heads]
    for node in found:
        if any(taint.context.is_builtin(node, name) for name in _SEEN_THROUGH):
            found.extend(node.args)
    return found


def _kept(node: gast.Call, taint: Taint) -> list[gast.expr]:
    """What a call passes to code that is not the user's: `xs.append(f)`."""
    context = taint.context
    known = context.resolve(node.func) is not None
    if known and (context.is_user_call(node) or is_inert_call(node, context)):
        return []
    return node.args if known or isinstance(node.func, gast.Attribute) else []


def _is_closure(node: gast.AST, taint: Taint, bindings: Bindings) -> bool:
    if isinstance(node, gast.IfExp):
        return any(_is_closure(n, taint, bindings) for n in (node.body, node.orelse))
    if isinstance(node, gast.Lambda):
        return taint.value(node)
    if not isinstance(node, gast.Name) or node.id not in taint.names:
        return False
    given = bindings.values.get(node.id, ())
    is_lambda = any(isinstance(value, gast.Lambda) for value in given)
    return is_lambda or node.id in bindings.functions


def made_elsewhere(parts: list, taint: Taint, bindings: Bindings) -> Iterator[Finding]:
    """Calls of functions that come out of calls or containers."""
    for node in parts:
        if isinstance(node, gast.Call):
            origin = _origin(node.func, taint, bindings)
            if origin is not None:
                what = "a closure that carries a derivative and comes out of a "
                kind = "call" if isinstance(origin, gast.Call) else "container"
                yield Finding(origin, what + kind, _INSTEAD)


def _origin(func: gast.AST, taint: Taint, bindings: Bindings) -> gast.AST | None:
    """Where the function that is called comes from, if it may hold derivatives."""
    if isinstance(func, (gast.Call, gast.Subscript)) and taint.value(func):
        return func
    if isinstance(func, gast.Name) and func.id in taint.names:
        for value in bindings.values.get(func.id, ()):
            if isinstance(value, (gast.Call, gast.Subscript)) and taint.value(value):
                return value
    return None
