"""This module tells what a piece of the backward sweep reads of the program.

A read of a name needs its binding; unless it asks for the shape only, it needs the
contents of its storage too.

    a_bar = np.zeros_like(a)        the binding of `a`
    x_bar += a[i] * y_bar           the bindings of `a` and `i`, the contents of `a`
"""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.kinds import Array, Complex, Float, Inert, List
from s2s.tree.walk import children

_SHAPE_ONLY = frozenset({"zeros_like", "full_like", "shape", "size", "ndim", "of"})
_SHAPE_SECOND = frozenset({"unbroadcast", "of_inexact"})


class Reading(NamedTuple):
    """Names whose binding is read, and cells whose contents are read."""

    names: frozenset
    cells: frozenset

    @property
    def together(self) -> frozenset:
        return self.names | self.cells


def reading(facts, statements: list[gast.stmt]) -> Reading:
    """What statements of the backward sweep read."""
    names: set = set()
    cells: set = set()
    for statement in statements:
        _read(facts, statement, names, cells)
    return Reading(frozenset(names), frozenset(cells))


def _read(facts, node: gast.AST, names: set, cells: set) -> None:
    if isinstance(node, gast.Name):
        if node.id in facts.program_names and not isinstance(node.ctx, gast.Store):
            names.add(node.id)
            cells.update(facts.cells_of(node.id))
        return
    for i, child in enumerate(_children(node)):
        if isinstance(child, gast.Name) and _asks_for_shape(facts, node, child, i):
            names.add(child.id)
        else:
            _read(facts, child, names, cells)


def _children(node: gast.AST) -> list[gast.AST]:
    if isinstance(node, gast.Call):
        return [*node.args, node.func, *node.keywords]
    return children(node)


def _asks_for_shape(facts, node: gast.AST, child: gast.Name, position: int) -> bool:
    if child.id not in facts.program_names:
        return False
    if isinstance(node, gast.Call) and _word(node).startswith("require_"):
        return True
    if not isinstance(facts.kind_of_name(child.id), Array):
        of = isinstance(node, gast.Call) and _word(node) == "of"
        return of and _holds_numbers(facts.kind_of_name(child.id))
    if isinstance(node, gast.Attribute):
        return node.attr in ("shape", "size", "ndim", "dtype")
    if not isinstance(node, gast.Call):
        return False
    word = _word(node)
    if position == 1:
        return word in _SHAPE_SECOND
    of_shape = word in _SHAPE_ONLY or word == "len" or _is_zeros(node)
    return position == 0 and of_shape


def _is_zeros(call: gast.Call) -> bool:
    """`runtime.zeros(x)`, in unfinished text; not `np.zeros(n)`."""
    module = getattr(call.func, "value", None)
    return _word(call) == "zeros" and getattr(module, "id", "") == "@runtime"


def _holds_numbers(kind) -> bool:
    """The adjoints of other items are found by what the list holds."""
    return isinstance(kind, List) and isinstance(kind.item, (Float, Complex, Inert))


def _word(call: gast.Call) -> str:
    func = call.func
    return func.attr if isinstance(func, gast.Attribute) else getattr(func, "id", "")
