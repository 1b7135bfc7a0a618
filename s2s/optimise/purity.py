"""This module says which expressions have no effect but their value.

A computation that could only raise counts as pure: leaving out one whose value nobody
reads is what the optimiser is for.
"""

from __future__ import annotations

import math

import gast
import numpy as np

from s2s.normalise.outputs import has_options, stored_into
from s2s.rules import registry

_BUILTINS = frozenset(
    "abs bool complex float int isinstance len pow range round slice type".split()
)
_METHODS = frozenset(
    "copy sum mean prod max min dot reshape ravel transpose astype".split()
)
_CREATORS = frozenset(
    """arange array empty empty_like eye full full_like identity linspace ones
    ones_like zeros zeros_like""".split()
)
_IN_PLACE = frozenset(
    """apply_along_axis apply_over_axes copyto fill_diagonal frompyfunc fromfunction
    fromfile load put put_along_axis place putmask save savetxt savez
    seterr set_printoptions shuffle vectorize""".split()
)
EFFECTS = (gast.NamedExpr, gast.Await, gast.Yield, gast.YieldFrom)


def pure_call(call: gast.Call) -> bool:
    """Whether a call, its arguments aside, is known by its name to have no effect."""
    function = call.func
    if isinstance(function, gast.Name):
        return function.id in _BUILTINS or _picks(call)
    if not isinstance(function, gast.Attribute):
        return False
    module = function.value.id if isinstance(function.value, gast.Name) else ""
    found = getattr(np, function.attr, None) if module == "np" else None
    if stored_into(call, found) or has_options(call):
        return False
    if module == "np":
        return callable(found) and function.attr not in _IN_PLACE
    if module == "math":
        return callable(getattr(math, function.attr, None))
    return module == "runtime" or function.attr in _METHODS


def makes_fresh(call: gast.Call) -> bool:
    """Whether the result of a pure call shares no storage with its arguments."""
    function = call.func
    if isinstance(function, gast.Name):
        return function.id in _BUILTINS
    if not isinstance(function, gast.Attribute):
        return False
    module = function.value.id if isinstance(function.value, gast.Name) else ""
    if module == "np":
        found = registry.as_called(getattr(np, function.attr, None), call)
        name = getattr(found, "__name__", "")
        return isinstance(found, np.ufunc) or name in _CREATORS | {"sum", "mean"}
    return module == "math" or function.attr in ("copy", "sum", "mean", "zeros")


def _picks(call: gast.Call) -> bool:
    """`max(a, b)`; but `max(xs)` may use up an iterator."""
    return call.func.id in ("max", "min") and len(call.args) > 1


def consumes(loop: gast.comprehension) -> bool:
    """Whether a comprehension may use up an iterator that others read."""
    return isinstance(loop.iter, (gast.Name, gast.Attribute, gast.Subscript))
