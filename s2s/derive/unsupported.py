"""This module refuses expressions that no derivative goes through."""

from __future__ import annotations

import gast

from s2s.errors import NotDifferentiable, refusal


def no_derivative(function, node: gast.expr) -> NotDifferentiable:
    """The error for a form of expression."""
    what, instead = f"a derivative through {_described(node)}", "plain assignments"
    return refusal(function, node, what, f"{instead}, arithmetic and calls")


def no_attribute(function, node: gast.Attribute) -> NotDifferentiable:
    """The error for an attribute without a rule."""
    what = f"the attribute `{node.attr}` of a value with a derivative"
    return refusal(function, node, what, "a variable or a function of its own")


def _described(node: gast.expr) -> str:
    names = {
        "Dict": "a dict",
        "Set": "a set",
        "List": "a list",
        "Tuple": "a tuple",
        "ListComp": "a comprehension",
        "Lambda": "a lambda",
        "Await": "`await`",
        "BoolOp": "`and`/`or`",
        "Compare": "a comparison",
        "JoinedStr": "an f-string",
        "Subscript": "a part of a value without a name",
    }
    return names.get(type(node).__name__, f"`{type(node).__name__}`")
