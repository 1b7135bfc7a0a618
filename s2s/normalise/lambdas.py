"""This module gives lambdas names: `f = lambda x: e` becomes a nested function."""

from __future__ import annotations

import gast


def named(node: gast.Lambda, name: str) -> list[gast.stmt]:
    """The definition of a function `name` that does what the lambda does."""
    body = gast.copy_location(gast.Return(value=node.body), node)
    made = gast.FunctionDef(
        name=name,
        args=node.args,
        body=[body],
        decorator_list=[],
        returns=None,
        type_comment=None,
        type_params=[],
    )
    return [made]
