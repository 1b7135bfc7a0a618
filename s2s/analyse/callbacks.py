"""This module finds functions that libraries are given and that may change something.

min(rows, key=pop)            `pop` changes what it is given: so may this call
max(rows, key=len)            nothing changes
max(range(3), key=a.take)     nothing changes, for an array `a`
sorted(rows, key=KEYS[i])     nobody knows
"""

from __future__ import annotations

import types

import gast

from s2s.analyse.binding import Callee
from s2s.analyse.scope import Scope
from s2s.kinds import Unknown
from s2s.normalise.context import Context
from s2s.normalise.effects import computes, is_pure, is_pure_function
from s2s.normalise.inert import PURE_METHODS

_READING = PURE_METHODS | {"__contains__", "__getitem__", "__len__"}


def acts(scope: Scope, kinds, call: gast.Call) -> bool:
    """May a function of a library change something by a function that it is given?"""
    if scope.callee(call.func) is not None:
        return False
    named = {k.arg: k.value for k in call.keywords}
    given = [*call.args, *named.values()]
    unknown = [named["key"]] if "key" in named else []
    return any(
        _may_act(scope, node, node in unknown)
        for node in given
        if not _only_reads(scope, kinds, node)
    )


def _only_reads(scope: Scope, kinds, node: gast.expr) -> bool:
    """Is it a method that changes nothing, of a list, an array, a text, ...?"""
    if not isinstance(node, gast.Attribute) or scope.object(node) is not None:
        return False
    known = not isinstance(kinds.of(node.value), Unknown)
    return known and node.attr in _READING


def _may_act(scope: Scope, node: gast.expr, is_called: bool) -> bool:
    """Is it a function that may change something? `is_called`: it is one for sure."""
    if isinstance(node, gast.Lambda):
        return not is_pure(
            node.body, Context(scope.function, set(), scope.is_user_call)
        )
    found = scope.known(node)
    if isinstance(found, Callee):
        return not computes(found.function)
    value = scope.object(node)
    if isinstance(value, types.FunctionType | types.MethodType) or is_called:
        return not is_pure_function(value)
    return False
