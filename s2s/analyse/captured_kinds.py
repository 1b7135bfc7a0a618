"""This module finds what a nested function may change of what is around it.

Lists that it mentions hold anything from then on, unless all that it takes of them is
numbers: `key=lambda j: table[-1][j]`, where `table` is a list of lists; or unless all
its calls are seen.
"""

from __future__ import annotations

import math

import gast

from s2s.analyse.expression_kinds import Evaluator
from s2s.kinds import UNKNOWN, Kind, List, Tuple, Unknown
from s2s.tree.names import reads


def give_up_captured(evaluator: Evaluator, node: gast.AST) -> None:
    """Give up what a definition may change: lists that it captures, nonlocal names."""
    heap = evaluator.heap
    visible = getattr(node, "name", "") in evaluator.visible
    for name in sorted(reads(node) & set(evaluator.local)) if not visible else ():
        held = heap.get_name(name)
        if not _takes_numbers(node, name, _depth(heap.settle(held))):
            heap.escape(held)
    for child in gast.walk(node):
        if isinstance(child, gast.Nonlocal):
            for name in child.names:
                heap.put_name(name, UNKNOWN)


def _depth(kind: Kind | None) -> float:
    """How many subscripts lead from a value to what is neither list nor tuple."""
    if isinstance(kind, List):
        return 1 + _depth(kind.item)
    if isinstance(kind, Tuple):
        return 1 + max(map(_depth, kind.items), default=0)
    return math.inf if isinstance(kind, Unknown) else 0


def _takes_numbers(node: gast.AST, name: str, depth: float) -> bool:
    """Is every mention of a name the start of so many subscripts, or more?"""
    everything = list(gast.walk(node))
    starts = {base for n in everything for base in _starts(n, depth)}
    return all(
        n in starts for n in everything if isinstance(n, gast.Name) and n.id == name
    )


def _starts(node: gast.AST, depth: float) -> list[gast.AST]:
    """What an expression takes a single item of, so many subscripts deep."""
    if depth == 0:
        return [node]
    single = isinstance(node, gast.Subscript) and not isinstance(node.slice, gast.Slice)
    if not single or not isinstance(node.ctx, gast.Load):
        return []
    return _starts(node.value, depth - 1)
