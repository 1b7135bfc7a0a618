"""This module knows the arguments that a library function stores its result into.

np.add(a, b, out=c)    np.add(a, b, c)    np.sum(a, 0, None, c)    a.clip(0, 1, c)
"""

from __future__ import annotations

import functools
import inspect

import gast
import numpy as np

from s2s.normalise.context import Context
from s2s.normalise.inert import PURE_METHODS

# Functions of C, which have no signature before NumPy 2.4.
_PLACES = {np.dot: 2, np.concatenate: 2}


def outputs(node: gast.Call, context: Context) -> list[gast.expr]:
    """The arguments of a call that a library function stores its result into."""
    if context.is_user_call(node):
        return []  # what the user's function does with its `out` is in its own text
    return stored_into(node, context.resolve(node.func))


def stored_into(node: gast.Call, function: object) -> list[gast.expr]:
    """The same for a call of a library function; None: of a method of a value."""
    found = [k.value for k in node.keywords if k.arg == "out"]
    if isinstance(function, np.ufunc):
        found.extend(node.args[function.nin :])
    else:
        place = _place_in_call(node, function)
        found.extend([] if place is None else node.args[place : place + 1])
    nested = [e for f in found for e in (f.elts if isinstance(f, gast.Tuple) else [f])]
    return [e for e in nested if not _is_none(e)]


def has_options(call: gast.Call) -> bool:
    """Whether `**options` gives arguments, perhaps an `out`, that nobody sees."""
    return any(keyword.arg is None for keyword in call.keywords)


def _place_in_call(node: gast.Call, function: object) -> int | None:
    """Where a call has `out` among its arguments: `x.sum(0, None, out)`."""
    module = getattr(function, "__module__", None) or ""
    if module.partition(".")[0] == "numpy":
        return _place(function)
    name = getattr(node.func, "attr", "") if function is None else ""
    place = _place(getattr(np, name, None)) if name in PURE_METHODS else None
    return None if place is None else place - 1


@functools.cache
def _place(function: object) -> int | None:
    """Where a function of NumPy takes `out` by position."""
    if function in _PLACES:
        return _PLACES[function]
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    given = [p.name for p in parameters if p.kind <= p.POSITIONAL_OR_KEYWORD]
    return given.index("out") if "out" in given else None


def _is_none(node: gast.AST) -> bool:
    return isinstance(node, gast.Constant) and node.value is None
