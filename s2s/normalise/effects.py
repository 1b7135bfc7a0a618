"""This module says what an expression or a statement may change.

It is asked where an expression is split: what was evaluated before the part that is
taken out must be kept in a name of its own if the part could change it.
"""

from __future__ import annotations

import builtins
import math
from types import FunctionType

import gast
import numpy as np

from s2s.errors import S2SError
from s2s.libraries import ACTING
from s2s.normalise.context import Context
from s2s.normalise.inert import PURE_METHODS
from s2s.normalise.outputs import has_options, outputs
from s2s.normalise.purity import calls_of_pure
from s2s.normalise.walk import nodes
from s2s.tree.function import Function
from s2s.tree.names import assigned
from s2s.tree.parse import parse

_BUILTINS = """abs all any bool complex divmod float int isinstance len list max min
    pow range repr round sorted str sum tuple type zip enumerate reversed""".split()
_PURE = {getattr(builtins, name) for name in _BUILTINS}
_NUMPY = ("numpy", "numpy.linalg", "numpy.fft")
_STORED = (gast.Subscript, gast.Attribute)


def is_pure(tree: gast.AST, context: Context) -> bool:
    """Whether evaluating `tree` changes nothing and always gives the same value."""
    calls = (node for node in nodes(tree) if isinstance(node, gast.Call))
    walrus = any(isinstance(node, gast.NamedExpr) for node in nodes(tree))
    return not walrus and all(_is_pure_call(call, context) for call in calls)


def _is_pure_call(
    call: gast.Call, context: Context, seen: frozenset[object] = frozenset()
) -> bool:
    if outputs(call, context) or has_options(call):
        return False
    target = context.resolve(call.func)
    if target is None:
        return isinstance(call.func, gast.Attribute) and call.func.attr in PURE_METHODS
    if isinstance(target, FunctionType):
        return is_pure_function(target) or only_computes(target, context, seen)
    return is_pure_function(target)


def only_computes(
    target: FunctionType, context: Context, seen: frozenset[object] = frozenset()
) -> bool:
    """Whether a user's function calls nothing that changes anything."""
    if target in seen:
        return True
    known = context.pure_functions
    if target not in known:
        try:
            known[target] = computes(parse(target), seen | {target})
        except S2SError:
            known[target] = False
    return known[target]


def computes(function: Function, seen: frozenset[object] = frozenset()) -> bool:
    """The same of a function that is read."""
    calls = calls_of_pure(function)
    inside = Context(function, set(), lambda call: False)
    return calls is not None and all(_is_pure_call(c, inside, seen) for c in calls)


def is_pure_function(target: object) -> bool:
    """Is it a function of a library that is known to change nothing?"""
    module = getattr(target, "__module__", None) or ""
    if isinstance(target, np.ufunc):
        return True
    if module in _NUMPY:
        return getattr(target, "__name__", "") not in ACTING
    builtin = isinstance(target, type(math.sin))
    if builtin and module in ("math", "cmath"):
        return True
    return (builtin or isinstance(target, type)) and target in _PURE


def is_stable(
    node: gast.AST, between: list[gast.stmt], own: set[str], context: Context
) -> bool:
    """Whether `node` may as well be evaluated after the statements `between`.

    `own` are names that these statements made: nobody else sees their storage.
    """
    if not context.read(node).isdisjoint(assigned(between)):
        return False
    if isinstance(node, (gast.Constant, gast.Name, gast.Lambda)):
        return True
    if isinstance(node, gast.Attribute) and context.resolve(node) is not None:
        return True
    return is_pure(node, context) and is_harmless(between, own, context)


def is_harmless(between: list[gast.stmt], own: set[str], context: Context) -> bool:
    """Whether the statements change nothing but names."""
    return all(_is_harmless(s, own, context) for s in between)


def _is_harmless(statement: gast.stmt, own: set[str], context: Context) -> bool:
    for node in nodes(statement):
        if isinstance(node, _STORED) and not isinstance(node.ctx, gast.Load):
            return False
        if isinstance(node, gast.AugAssign):
            return False
        if isinstance(node, gast.Call) and not _is_pure_call(node, context):
            if not _fills_own(node, own):
                return False
    return True


def _fills_own(call: gast.Call, own: set[str]) -> bool:
    """`items.append(...)` for a list that was made here."""
    func = call.func
    appends = isinstance(func, gast.Attribute) and func.attr == "append"
    return appends and isinstance(func.value, gast.Name) and func.value.id in own


def may_bind(block: list[gast.stmt], name: str, context: Context) -> bool:
    """Whether statements, or functions that they call, give a name a new value."""
    return name in assigned(block) or name in context.declared
