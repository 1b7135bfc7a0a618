"""This module tells what functions may change outside, and who would notice.

COUNT[0] += 1; STATE.step(); tick()     may change anything outside
LOG.append(1)                           changes a list, no array
x * COUNT[0], x * STATE.k               read what may be different later
"""

from __future__ import annotations

import types

import gast

from s2s.analyse.outside import (
    MEANINGS,
    Outside,
    Store,
    changes_list,
    is_of_a_library,
)
from s2s.kinds import Array, List
from s2s.libraries import is_library

LISTS, EVERYTHING = 1, 2
_CONTAINERS = ("builtins", "collections")
_WRITES = (gast.Global, gast.Nonlocal)


def disturbs(outside: Outside) -> int:
    """What may a function change outside: everything, lists that grow, nothing (0)?"""
    found = [0, *(_by_store(outside, store) for store in outside.stores())]
    for node in outside.everything:
        stored = isinstance(node, gast.Attribute) and not isinstance(
            node.ctx, gast.Load
        )
        if stored or isinstance(node, _WRITES):
            return EVERYTHING
        if isinstance(node, gast.Call):
            found.append(_by_call(outside, node))
    return max(found)


def _by_store(outside: Outside, store: Store) -> int:
    """A list that grows is no array; what a library keeps is read by its methods."""
    if not isinstance(store.node, gast.Call):
        return EVERYTHING
    owner = getattr(outside.scope.object(store.node.func), "__self__", None)
    if owner is not None and type(owner).__module__ not in _CONTAINERS:
        return 0 if is_library(type(owner).__module__) else EVERYTHING
    grows = changes_list(store.node) and isinstance(outside.kinds.of(store.place), List)
    return LISTS if grows else EVERYTHING


def _by_call(outside: Outside, call: gast.Call) -> int:
    if outside.scope.callee(call.func) is not None:
        return outside.summary(call).disturbs
    if outside.scope.is_dynamic(call):
        return EVERYTHING
    found = outside.scope.object(call.func)
    if found is not None:
        return 0 if is_of_a_library(found) else EVERYTHING
    if not isinstance(call.func, gast.Attribute):
        return 0
    return EVERYTHING if outside.is_object(call.func.value) else 0


def is_volatile(outside: Outside, node: gast.expr, disturbed: int) -> bool:
    """Does an expression read what a program that disturbs so much may change?"""
    if isinstance(node, gast.Attribute):
        if isinstance(outside.kinds.of(node.value), Array) or _is_fixed(outside, node):
            return False
    elif not isinstance(node, (gast.Name, gast.Subscript)):
        return False
    place = node.value if isinstance(node, gast.Subscript) else node
    if isinstance(place, gast.Name):
        if place.id.startswith("@") or not outside.level(place):
            return False
    array = isinstance(outside.kinds.of(place), Array)
    return disturbed == EVERYTHING if array else bool(disturbed)


def _is_fixed(outside: Outside, node: gast.Attribute) -> bool:
    """Is it what nobody changes: a function, a class, a name of a library?"""
    owner, found = outside.scope.object(node.value), outside.scope.object(node)
    library = isinstance(owner, types.ModuleType) and is_library(owner.__name__)
    return library or isinstance(found, MEANINGS)
