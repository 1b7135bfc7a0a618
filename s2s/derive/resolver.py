"""This module resolves names of the user and those that the compiler writes."""

from __future__ import annotations

import gast

from s2s.derive.paste import OBJECTS
from s2s.tree.function import Function


class Resolver:
    """Resolves names of a function, and the modules that rules name."""

    def __init__(self, function: Function) -> None:
        self.function = function

    def resolve(self, node: gast.expr):
        if isinstance(node, gast.Name) and node.id in OBJECTS:
            return OBJECTS[node.id]
        if isinstance(node, gast.Attribute):
            base = node.value
            if isinstance(base, gast.Name) and base.id in OBJECTS:
                return getattr(OBJECTS[base.id], node.attr)
        return self.function.resolve(node)

    def __getattr__(self, attribute: str):
        return getattr(self.function, attribute)
