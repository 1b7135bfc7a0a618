"""This module writes products within products as one, numbers before arrays.

    2.0 * (s * u / t) * v         2.0 * s / t * u * v         (s, t: numbers)
    (s * A) @ x                   s * (A @ x)

So an array is met by one number, not by each in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import gast

from s2s.tree.numerals import constant_of

_CHAIN = (gast.Mult, gast.Div)


class _Item(NamedTuple):
    """One factor, or what is divided by."""

    op: gast.operator
    node: gast.expr


def flat(node: gast.BinOp, is_number: Callable[[gast.expr], bool]) -> gast.expr:
    """A product or quotient without products inside."""
    if isinstance(node.op, gast.MatMult):
        return _number_outside(node, is_number)
    if not isinstance(node.op, gast.Mult) or not _is_chain(node.right):
        return node
    items = list(_items(node, gast.Mult()))
    if sum(constant_of(item.node) is not None for item in items) > 1:
        return node  # their product may overflow
    numbers = [item for item in items if is_number(item.node)]
    first = next((i for i in numbers if isinstance(i.op, gast.Mult)), None)
    if first is None:
        return _chained(items, node)
    numbers.remove(first)
    others = [item for item in items if not is_number(item.node)]
    return _chained([first, *numbers, *others], node)


def _number_outside(node: gast.BinOp, is_number: Callable) -> gast.expr:
    """`s * (A @ x)` for `(s * A) @ x`."""
    if not _is_chain(node.left) or not isinstance(node.left.op, gast.Mult):
        return node
    scale, rest = node.left.left, node.left.right
    if not is_number(scale):
        return node
    inner = gast.copy_location(gast.BinOp(rest, node.op, node.right), node)
    return gast.copy_location(gast.BinOp(scale, gast.Mult(), inner), node)


def _is_chain(node: gast.expr) -> bool:
    return isinstance(node, gast.BinOp) and isinstance(node.op, _CHAIN)


def _items(node: gast.expr, op: gast.operator) -> Iterable[_Item]:
    """The factors of a product; a product that is divided by is one."""
    if _is_chain(node) and isinstance(op, gast.Mult):
        yield from _items(node.left, op)
        yield from _items(node.right, node.op)
    else:
        yield _Item(op, node)


def _chained(items: Iterable[_Item], place: gast.AST) -> gast.expr:
    (_, result), *rest = items
    for op, node in rest:
        result = gast.copy_location(gast.BinOp(result, op, node), place)
    return result
