"""This module compares trees: do they say the same, comments and positions aside?"""

from __future__ import annotations

import ast
from functools import cache
from typing import Any

_IGNORED = frozenset({"ctx", "kind", "type_comment", "type_ignores"})


def same(one: Any, other: Any) -> bool:
    """Whether two trees of the standard library mean the same text."""
    kind = one.__class__
    if kind is not other.__class__:
        return False
    if kind is ast.Constant:
        return _same_constant(one.value, other.value)
    if not isinstance(one, ast.AST):
        return one == other
    ours, others = one.__dict__, other.__dict__
    for field in _fields(kind):
        mine, theirs = ours.get(field), others.get(field)
        if mine.__class__ is list:
            if not _same_list(mine, theirs):
                return False
        elif mine is not theirs and not same(mine, theirs):
            return False
    return True


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field for field in kind._fields if field not in _IGNORED)


def is_comment(node: Any) -> bool:
    """Whether a statement is a comment of `tree/template.py`, in either dialect."""
    value = getattr(node, "value", None)
    return isinstance(node, ast.stmt) and getattr(value, "kind", None) == "comment"


def _same_list(mine: list, theirs: list | None) -> bool:
    if mine and isinstance(mine[0], ast.stmt):
        mine = [node for node in mine if not is_comment(node)] or [ast.Pass()]
        theirs = theirs or [ast.Pass()]
    if theirs is None or len(mine) != len(theirs):
        return False
    return all(map(same, mine, theirs))


def _same_constant(mine: Any, theirs: Any) -> bool:
    return mine.__class__ is theirs.__class__ and repr(mine) == repr(theirs)
