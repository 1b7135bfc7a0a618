"""This module tells what new lists, tuples and dicts hold."""

from __future__ import annotations

import gast

from s2s.analyse.flow import root
from s2s.kinds import Array, List, Tuple


def copied(value: gast.expr, kinds) -> list[gast.expr]:
    """The lists whose items a new one takes over: `xs[1:]`, `list(xs)`, `xs.copy()`."""
    if isinstance(value, gast.Subscript):
        listlike = isinstance(kinds.of(value.value), (List, Tuple))
        return [value.value] if listlike and isinstance(value.slice, gast.Slice) else []
    if not isinstance(value, gast.Call):
        return []
    if root(value.func) in ("list", "tuple"):
        return value.args
    method = isinstance(value.func, gast.Attribute) and value.func.attr == "copy"
    listlike = method and not isinstance(kinds.of(value.func.value), Array)
    return [value.func.value] if listlike else []
