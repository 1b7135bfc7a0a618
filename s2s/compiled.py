"""This module keeps the derivatives that have been compiled, and checks that they are still valid."""

from __future__ import annotations

import types
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from s2s import pipeline
from s2s.derive.naming import Origin
from s2s.kinds import Kind, Tuple
from s2s.pipeline import Request
from s2s.signature import kind_of_value
from s2s.tree.function import Function, Unresolved
from s2s.tree.template import name

_memory: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()


@dataclass(eq=False)
class Compiled:
    """A derivative ready to be called."""

    request: Request
    text: str
    functions: tuple[Callable, ...]
    namespace: dict[str, Any]
    origins: dict[str, Origin]
    result: Kind | None
    changed: tuple[int, ...]
    takes_seed: bool

    @property
    def call(self) -> Callable:
        """The fused derivative, or the forward half."""
        return self.functions[0]

    @property
    def backward(self) -> Callable:
        """The backward half."""
        return self.functions[-1]

    @property
    def fast(self) -> bool:
        """Does nothing have to be looked up at a call?"""
        return not self.origins and not self.changed

    def seeds(self, seed: Any) -> list:
        """The seed as arguments of the backward half."""
        return [seed] if self.takes_seed else []

    def is_valid(self) -> bool:
        """Do its names mean what they meant? Values are brought up to date."""
        for text, origin in self.origins.items():
            try:
                found = origin.function.resolve(name(origin.name))
            except Unresolved:
                return False
            known = self.namespace[text]
            if found is not known:
                if _is_code(known) or kind_of_value(known) != kind_of_value(found):
                    return False
                self.namespace[text] = found
        return True


def compiled(function: Function, request: Request) -> Compiled:
    """The derivative of a function: from memory, or made now."""
    mine = _memory.setdefault(function.fn, {})
    key = (request.wrt, request.kinds, request.form)
    found = mine.get(key)
    if found is None or not found.is_valid():
        found = mine[key] = _compile(function, request)
    return found


def _compile(function: Function, request: Request) -> Compiled:
    made = pipeline.derivative(function, request)
    namespace = pipeline.load(made, made.entries[0])
    given = made.program.given(function, request.kinds)
    summary = made.program.summary(function, given, request.kinds)
    functions = tuple(namespace[entry] for entry in made.entries)
    takes_seed = functions[-1].__code__.co_argcount > 1
    result = summary.result
    return Compiled(request, made.text, functions, namespace, dict(made.names.origins),
                    result if not isinstance(result, Tuple) else result,
                    summary.changed, takes_seed)


def _is_code(found: Any) -> bool:
    """A function, class or module: the derivative depends on which one it is."""
    return callable(found) or isinstance(found, types.ModuleType)
