"""This module walks the operands of an expression in the order of their evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import gast

_CLEAR = (
    gast.keyword,
    gast.Slice,
    gast.FormattedValue,
    gast.Starred,
    gast.Tuple,
    gast.List,
)


class Slot(NamedTuple):
    """A place in a tree that holds an operand."""

    owner: Any
    field: str
    index: int | None

    def get(self) -> gast.expr:
        """The operand."""
        held = getattr(self.owner, self.field)
        return held if self.index is None else held[self.index]

    def set(self, node: gast.expr) -> None:
        """Put another operand in its place."""
        if self.index is None:
            setattr(self.owner, self.field, node)
        else:
            getattr(self.owner, self.field)[self.index] = node


def operands(node: gast.AST) -> list[Slot]:
    """The places of the operands of `node`, in the order Python evaluates them.

    What only groups operands (keywords, slices, displays) is looked through, and
    a method is looked up in its object: the object is the operand.
    """
    return [inner for slot in _fields(node) for inner in _look_through(slot)]


def _look_through(slot: Slot) -> list[Slot]:
    node = slot.get()
    if isinstance(node, _CLEAR):
        return operands(node)
    method = slot.field == "func" and isinstance(node, gast.Attribute)
    return operands(node) if method else [slot]


def _fields(node: gast.AST) -> Iterator[Slot]:
    if isinstance(node, gast.Dict):
        for index, key in enumerate(node.keys):
            if key is not None:
                yield Slot(node, "keys", index)
            yield Slot(node, "values", index)
        return
    if isinstance(node, gast.NamedExpr):
        yield Slot(node, "value", None)
        return
    for field in node._fields:
        held = getattr(node, field, None)
        if isinstance(held, list):
            found = (i for i, item in enumerate(held) if _is_operand(item))
            yield from (Slot(node, field, index) for index in found)
        elif _is_operand(held):
            yield Slot(node, field, None)


def _is_operand(node: Any) -> bool:
    return isinstance(node, (gast.expr, gast.keyword, gast.Slice))
