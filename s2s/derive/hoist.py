"""This module moves chosen parts of a statement into assignments before it.

y = f(g(x) * 2.0)        part = g(x)
                         y = f(part * 2.0)
"""

from __future__ import annotations

import gast

from s2s.analyse.sources import may_be_storage
from s2s.kinds import Array, List
from s2s.tree.names import Names
from s2s.tree.template import name, template

_WORDS = {"matmul": "product", "dot": "product", "sum": "total"}


class Hoist(gast.NodeTransformer):
    """Moves chosen nodes into assignments of their own, inner ones first.

    The `volatile` ones read storage that changes.
    """

    def __init__(self, chosen: list, volatile: list, names: Names, facts) -> None:
        self.chosen, self.volatile = set(map(id, chosen)), set(map(id, volatile))
        self.names, self.facts = names, facts
        self.before: list[gast.stmt] = []

    def visit_statement(self, node: gast.stmt) -> gast.stmt:
        return self.generic_visit(_shallow(node))

    def visit(self, node: gast.AST) -> gast.AST:
        made = self.generic_visit(_shallow(node))
        if id(node) not in self.chosen:
            return made
        local = self.names.fresh(word_for(node))
        text = self.kept(node)
        self.before += template(text, local=local, value=made, r="@runtime")
        return name(local)

    def kept(self, node: gast.expr) -> str:
        """What is read of storage that changes is copied, unless it is a number.

        Other parts stay what they are, views for example.
        """
        plain = isinstance(node, (gast.Name, gast.Attribute, gast.Subscript))
        if not (plain and id(node) in self.volatile):
            return "local = value"
        kind = self.facts.kind(node)
        flat = isinstance(kind, List) and not may_be_storage(kind.item)
        if isinstance(kind, Array) or flat:
            return "local = value.copy()"
        return "local = r.copy(value)" if may_be_storage(kind) else "local = value"


def _shallow(node: gast.AST) -> gast.AST:
    copy = node.__class__.__new__(node.__class__)
    copy.__dict__.update(node.__dict__)
    for field, value in gast.iter_fields(node):
        if isinstance(value, list):
            setattr(copy, field, list(value))
    return copy


def word_for(node: gast.expr) -> str:
    """A name for a part of an expression."""
    if isinstance(node, gast.Call):
        func = node.func
        word = (
            func.attr if isinstance(func, gast.Attribute) else getattr(func, "id", "")
        )
        word = _WORDS.get(word, word) or "part"
        first = node.args[0] if node.args else getattr(func, "value", None)
        return f"{word}_{first.id}" if isinstance(first, gast.Name) else word
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.MatMult):
        return "product"
    return "part"
