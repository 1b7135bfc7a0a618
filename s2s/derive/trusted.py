"""This module has the run refuse objects whose methods are taken for those of arrays.

    runtime.require_library(p["w"])
    y = p["w"].dot(x)

A method of a class of the user's may keep, or change, the derivative that it is given.
"""

from __future__ import annotations

import gast

from s2s.analyse.flow import bound_within, calls
from s2s.errors import refusal
from s2s.normalise.taint import own_parts
from s2s.tree.names import reads
from s2s.tree.template import template


def checks(facts, node: gast.stmt) -> list[gast.stmt]:
    """What runs before a statement that gives a derivative to such a method."""
    found = [c for part in own_parts(node) for c in calls(part) if facts.trusted(c)]
    made = []
    for call in found:
        receiver = call.func.value
        if calls(receiver) or not bound_within(node).isdisjoint(reads(receiver)):
            what = f"the method `{call.func.attr}` of a value with a derivative"
            raise refusal(facts.function, call, what, "a name for what it is called of")
        made += template("r.require_library(x)", r="@runtime", x=receiver)
    return made
