"""This module says which calls of a text have no effect but their value.

    math.sin(x)     none, if `math` is the module; it may be an object of the user's
    x.copy()        none, if `x` is an array; it may be an object of the user's

A computation that could only raise counts as pure: leaving out one whose value nobody
reads is what the optimiser is for.
"""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable
from functools import cached_property
from typing import Any

import gast
import numpy as np

from s2s import runtime
from s2s.normalise.effects import is_pure_function
from s2s.normalise.outputs import has_options, stored_into
from s2s.rules import registry
from s2s.tree.function import Unresolved, resolved
from s2s.tree.names import dotted_name
from s2s.tree.walk import nodes

MODULES = {"np": np, "math": math, "runtime": runtime}
_BUILTINS = frozenset(
    (abs, bool, complex, float, int, isinstance, len, pow, range, round, slice, type)
)
_METHODS = frozenset(
    "copy sum mean prod max min dot reshape ravel transpose astype".split()
)
_CREATORS = frozenset(
    """arange array empty empty_like eye full full_like identity linspace ones
    ones_like zeros zeros_like""".split()
)
_TOTALS = frozenset(("sum", "mean"))
EFFECTS = (gast.NamedExpr, gast.Await, gast.Yield, gast.YieldFrom)


def standard(word: str) -> Any:
    """What a global name means where nothing is hidden."""
    found = MODULES.get(word) or vars(builtins).get(word)
    if found is None:
        raise Unresolved(word)
    return found


def is_of_runtime(found: object) -> bool:
    """Is it a function that only texts call?"""
    return (getattr(found, "__module__", None) or "").startswith("s2s.runtime")


def has_no_effect(found: object) -> bool:
    """Is it a function of a library without effects, or one of `runtime`?"""
    return is_of_runtime(found) or is_pure_function(found)


def takes_no_items(found: object, call: gast.Call) -> bool:
    """Does a builtin leave iterators as they are? `max(a, b)`, but not `max(xs)`."""
    picks = found is max or found is min
    return len(call.args) > 1 if picks else found in _BUILTINS


class Calls:
    """What is known of the calls of a text.

    `lookup` gives the object that a global name stands for, `plain` are the local names
    that hold no objects of the user's, `pure` knows the functions without effects.
    """

    def __init__(
        self,
        lookup: Callable[[str], Any],
        plain: frozenset[str],
        pure: Callable[[object], bool],
    ) -> None:
        self._lookup, self._plain, self._pure = lookup, plain, pure
        self._known: dict[str, Any] = {}

    def function(self, func: gast.expr) -> Any:
        """The function that an expression names, None if it is not known."""
        text = dotted_name(func)
        if text is None:
            return None
        if text not in self._known:
            try:
                self._known[text] = resolved(func, self._lookup)
            except Unresolved:
                self._known[text] = None
        return self._known[text]

    @cached_property
    def modules(self) -> list[str]:
        """The words for NumPy, `math` and `runtime` that mean these here."""
        words = [gast.Name(word, gast.Load(), None, None) for word in MODULES]
        return [n.id for n in words if self.function(n) is MODULES[n.id]]

    def is_pure(self, call: gast.Call) -> bool:
        """Whether a call, its arguments aside, is known to have no effect."""
        found = self.function(call.func)
        if has_options(call):
            return False
        if found is None or isinstance(getattr(found, "__self__", None), np.ndarray):
            return self._is_method(call) and not stored_into(call, None)
        if getattr(found, "__module__", None) == "builtins":
            return takes_no_items(found, call)
        return not stored_into(call, found) and self._pure(found)

    def keeps_nothing(self, call: gast.Call) -> bool:
        """Whether only its result has to do with what a call is given."""
        return self.is_pure(call) or is_of_runtime(self.function(call.func))

    def is_fresh(self, call: gast.Call) -> bool:
        """Whether the result of a call shares no storage with its arguments."""
        found = registry.as_called(self.function(call.func), call)
        if found is None:
            totals = getattr(call.func, "attr", "") in ("copy", *_TOTALS)
            return totals and self._is_method(call)
        name, module = getattr(found, "__name__", ""), getattr(found, "__module__", "")
        if module == "numpy":
            return isinstance(found, np.ufunc) or name in _CREATORS | _TOTALS
        if module == "builtins":
            return found in _BUILTINS
        copies = found is runtime.copy or found is runtime.zeros
        return copies or module == "math"

    def _is_method(self, call: gast.Call) -> bool:
        """`x.copy()` of an array, or of another value of no class of the user's."""
        func = call.func
        if not isinstance(func, gast.Attribute) or func.attr not in _METHODS:
            return False
        names = [n for n in nodes(func.value) if isinstance(n, gast.Name)]
        return all(n.id in self._plain or self._is_plain(n) for n in names)

    def _is_plain(self, node: gast.Name) -> bool:
        found = self.function(node)
        of_library = any(found is module for module in MODULES.values())
        return of_library or isinstance(found, (np.ndarray, int, float, complex))


def consumes(loop: gast.comprehension) -> bool:
    """Whether a comprehension may use up an iterator that others read."""
    return isinstance(loop.iter, (gast.Name, gast.Attribute, gast.Subscript))
