"""This module gives trees a short text to compare them by: equal texts, equal trees.

>>> key_of(gast.parse("a[i] + 1.0").body[0].value)
'(BinOp (Subscript <a> <i>) Add 1.0)'

The key of a part occurs in that of the whole. Contexts do not count.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import gast

_IGNORED = frozenset({"ctx", "kind", "type_comment", "annotation"})


def key_of(node: gast.AST) -> str:
    """The key of a tree."""
    kind = node.__class__
    if kind is gast.Name:
        return f"<{node.id}>"
    if kind is gast.Constant:
        return repr(node.value)
    if kind is gast.BinOp:
        op = node.op.__class__.__name__
        return f"(BinOp {key_of(node.left)} {op} {key_of(node.right)})"
    fields = _fields(kind)
    if not fields:
        return kind.__name__
    given = node.__dict__
    return f"({kind.__name__} {' '.join([_part(given.get(f)) for f in fields])})"


def _part(value: Any) -> str:
    if isinstance(value, gast.AST):
        return key_of(value)
    if value.__class__ is list:
        return f"[{' '.join(map(_part, value))}]"
    return repr(value)


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field for field in kind._fields if field not in _IGNORED)
