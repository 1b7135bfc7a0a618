"""This module tells what takes enough work to have a name rather than be repeated."""

from __future__ import annotations

import gast

from s2s.derive.shapes import is_scalar
from s2s.kinds import Inert
from s2s.tree.walk import children


def is_dear(node: gast.expr, facts) -> bool:
    """Does it take a call, a power, or arithmetic on arrays?"""
    if not isinstance(node, (gast.Call, gast.BinOp)):
        return False
    number = isinstance(facts.kind(node), Inert)
    return not number and _works(node, facts) and _reads_variables(node)


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
