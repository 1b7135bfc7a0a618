"""This module tells what takes enough work to have a name rather than be repeated."""

from __future__ import annotations

import gast

from s2s.analyse.indexing import is_copying_index
from s2s.derive.shapes import is_scalar
from s2s.kinds import Inert
from s2s.tree.walk import children

_LIGHT, _ARRAY = 6, 2
_LIGHT_CALLS = frozenset({"sum", "len", "abs", "float"})
_PARTS = frozenset({"T", "shape", "size", "ndim"})
_ARITHMETIC = (gast.Add, gast.Sub, gast.Mult, gast.Div)
_ARITHMETIC_ON_NUMBERS = (*_ARITHMETIC, gast.Pow, gast.FloorDiv, gast.Mod)


def is_dear(node: gast.expr, facts) -> bool:
    """Does it take a call, a power, or arithmetic on arrays?"""
    if not isinstance(node, (gast.Call, gast.BinOp)):
        return False
    works = _works(node, facts) and _reads_variables(node)
    return works and not isinstance(facts.kind(node), Inert)


def _works(node: gast.expr, facts) -> bool:
    if isinstance(node, gast.Call):
        rule = facts.rule_of(node)
        return rule is not None and not rule.view
    if not isinstance(node, gast.BinOp):
        return False
    if isinstance(node.op, gast.Pow) or not is_scalar(facts.kind(node)):
        return True
    return _works(node.left, facts) or _works(node.right, facts)


def _reads_variables(node: gast.AST) -> bool:
    """Does it read more than constants? The names of functions do not count."""
    inner = [c for c in children(node) if c is not getattr(node, "func", None)]
    return isinstance(node, gast.Name) or any(map(_reads_variables, inner))


def is_light(node: gast.expr, facts) -> bool:
    """Is it little more work to compute it again than to record it?

    Some arithmetic, elements and views, sums.
    """
    return _work(node, facts) <= _LIGHT


def _work(node: gast.AST, facts) -> int:
    """The work in operations on numbers; too much where it is not light."""
    return _own_work(node, facts) + sum(
        _work(c, facts) for c in children(node) if c is not getattr(node, "func", None)
    )


def _own_work(node: gast.AST, facts) -> int:
    if isinstance(node, (gast.Name, gast.Constant, gast.Slice, gast.Tuple)):
        return 0
    if isinstance(node, gast.Attribute) and node.attr in _PARTS:
        return 0
    if isinstance(node, gast.Subscript) and not is_copying_index(node.slice, facts):
        return 0
    if isinstance(node, gast.Call):
        word = getattr(node.func, "attr", getattr(node.func, "id", ""))
        known = word in _LIGHT_CALLS and facts.rule_of(node) is not None
        return _ARRAY if known else _LIGHT + 1
    number = is_scalar(facts.kind(node))
    arithmetic = _ARITHMETIC_ON_NUMBERS if number else _ARITHMETIC
    if isinstance(node, gast.BinOp) and not isinstance(node.op, arithmetic):
        return _LIGHT + 1
    if isinstance(node, (gast.BinOp, gast.UnaryOp, gast.Compare)):
        return 1 if number else _ARRAY
    return _LIGHT + 1
