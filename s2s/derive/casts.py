"""This module cuts a cotangent off where only the run knows of a cast to integers.

np.full_like(z, x)    np.array(xs, dtype=d)    x.astype(d)

Integers carry no derivative. Where the kinds know the dtype there is nothing to ask.
"""

from __future__ import annotations

import gast

from s2s.derive import sums, terms
from s2s.derive.terms import Term
from s2s.kinds import Array, Complex, Float
from s2s.tree.template import expression


def through_cast(work, rule, node: gast.Call, keywords: dict, cotangent: Term) -> Term:
    """The cotangent of a call; 0 if its result turns out to hold integers."""
    dtype = keywords.get("dtype")
    chosen = dtype is not None and getattr(dtype, "value", dtype) is not None
    if not (chosen or rule.name == "full_like"):
        return cotangent
    kind = work.facts.kind(node)
    if isinstance(kind, (Float, Complex)) or (isinstance(kind, Array) and kind.dtype):
        return cotangent
    y, y_bar = work.value_of_result(node), sums.written(cotangent)
    cut = expression("r.of_inexact(y_bar, y)", r="@runtime", y_bar=y_bar, y=y)
    return terms.of(cut, work.scalar)
