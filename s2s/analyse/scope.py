"""This module tells what a call in a core function calls."""

from __future__ import annotations

import types
from typing import Any

import gast

from s2s import runtime
from s2s.analyse.binding import Callee, Library, callee_of
from s2s.analyse.closures import closures
from s2s.errors import NoSource
from s2s.libraries import is_of_library
from s2s.rules import registry
from s2s.tree.function import Function, Meanings
from s2s.tree.live import live
from s2s.tree.parse import parse

_DEFAULTS = ("__defaults__", "__kwdefaults__")


class Scope:
    """What the names of one function mean where they are called."""

    def __init__(self, function: Function, given: dict[str, Callee], parsed: dict):
        self.function = function
        around, own = function.siblings, function.locals
        self.siblings = {n: around[n] for n in around if n not in own}
        self.given = {**self.siblings, **given}
        self._parsed = parsed
        self._meanings = Meanings(function)
        self.nested = closures(function, parsed)

    def callee(self, node: gast.AST) -> Callee | None:
        """The user's function that an expression names, if it does."""
        if isinstance(node, gast.Name) and node.id in self.nested:
            return self.nested[node.id]
        if isinstance(node, gast.Name) and node.id in self.given:
            found = self.given[node.id]
            return found if isinstance(found, Callee) else None
        return self.user_function(self.object(node))

    def arity(self, func: gast.AST) -> tuple[int, bool]:
        """How many arguments a function takes, and if it may take more; -1: unknown."""
        callee = self.callee(func)
        if callee is None:
            rule = registry.lookup(self.object(func))
            known = rule is not None and not rule.rest and rule.form != "joining"
            known = known and not rule.keywords  # these may be given by position, too
            return (len(rule.operands) if known else -1), False
        fn = callee.function.fn
        if callee.defaults or (fn and (fn.__defaults__ or fn.__kwdefaults__)):
            return -1, False
        return callee.positional, bool(callee.rest)

    def known(self, node: gast.AST) -> Callee | Library | None:
        """The function that an argument names: the user's, or one with a rule."""
        callee = self.callee(node)
        if callee is not None:
            return callee
        found = self.object(node)
        return None if registry.lookup(found) is None else Library(found)

    def object(self, node: gast.AST) -> Any:
        """The object that an expression names, None where it is not known."""
        if isinstance(node, gast.Name) and isinstance(self.given.get(node.id), Library):
            return self.given[node.id].function
        if isinstance(node, gast.Subscript):
            return self._default(node)
        if getattr(getattr(node, "value", None), "id", "") == "@runtime":
            return getattr(runtime, node.attr)
        return self._meanings.of(node)

    def _default(self, node: gast.Subscript) -> Any:
        """A default value: `f.__defaults__[0]`."""
        holder = node.value
        if not isinstance(holder, gast.Attribute) or holder.attr not in _DEFAULTS:
            return None
        owner = self.object(holder.value)
        return None if owner is None else getattr(owner, holder.attr)[node.slice.value]

    def user_function(self, fn: Any) -> Callee | None:
        """A Python function with readable source and no rule."""
        fn = getattr(fn, "__wrapped__", fn)
        if not isinstance(fn, types.FunctionType) or registry.lookup(fn):
            return None
        if is_of_library(fn):
            return None
        if fn not in self._parsed:
            try:
                self._parsed[fn] = callee_of(live(parse(fn), self.function.rebound))
            except NoSource:
                self._parsed[fn] = None
        return self._parsed[fn]

    def rule(self, call: gast.Call) -> registry.Rule | None:
        """The rule of a call of a library function or of a method of an array."""
        found = self.object(call.func)
        if found is not None:
            return registry.lookup(registry.as_called(found, call))
        return self.method(call.func)

    def method(self, func: gast.AST) -> registry.Rule | None:
        """The rule of `x.sum` for a value `x`."""
        if isinstance(func, gast.Attribute) and func.attr in registry.METHODS:
            return registry.lookup(registry.METHODS[func.attr])
        return None

    def receiver(self, call: gast.Call) -> gast.expr | None:
        """The value that a method is called of."""
        if isinstance(call.func, gast.Attribute) and self.object(call.func) is None:
            return call.func.value
        return None

    def is_user_call(self, call: gast.Call) -> bool:
        """Does `call` run a function of the user's, known now or when it runs?"""
        return self.is_known_call(call) or self.is_dynamic(call)

    def is_known_call(self, call: gast.Call) -> bool:
        """Does `call` run a function of the user's that is known now?"""
        return self.callee(call.func) is not None

    def is_dynamic(self, call: gast.Call) -> bool:
        """Does only the run know which function `call` runs?"""
        func = call.func
        if isinstance(func, (gast.Subscript, gast.Call, gast.IfExp)):
            return self.object(func) is None
        if not isinstance(func, gast.Name) or func.id.startswith("@"):
            return False
        local = func.id in self.function.locals
        return local and self.callee(func) is None and self.object(func) is None
