"""This module knows the arguments that a library function stores its result into."""

from __future__ import annotations

import gast
import numpy as np

from s2s.normalise.context import Context


def outputs(node: gast.Call, context: Context) -> list[gast.expr]:
    """The arguments of a call that a library function stores its result into."""
    if context.is_user_call(node):
        return []  # what the user's function does with its `out` is in its own text
    found = [k.value for k in node.keywords if k.arg == "out"]
    ufunc = context.resolve(node.func)
    if isinstance(ufunc, np.ufunc):
        found.extend(node.args[ufunc.nin :])
    nested = [e for f in found for e in (f.elts if isinstance(f, gast.Tuple) else [f])]
    return [e for e in nested if not _is_none(e)]


def _is_none(node: gast.AST) -> bool:
    return isinstance(node, gast.Constant) and node.value is None
