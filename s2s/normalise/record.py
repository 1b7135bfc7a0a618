"""This module keeps the text of the user's statements, for the comments of sweeps."""

from __future__ import annotations

import gast

_FIELDS = ("body", "orelse", "finalbody", "handlers", "cases", "decorator_list")


def statement_texts(tree: gast.FunctionDef) -> dict[tuple[int, int], str]:
    """(lineno, col_offset) -> the statement on one line; of a compound one its header.

    >>> statement_texts(gast.parse("while x > 1:\\n    x = (x\\n        / 2)"))
    {(1, 0): 'while x > 1:', (2, 4): 'x = x / 2'}
    """
    nodes = [n for n in gast.walk(tree) if isinstance(n, gast.stmt) and n is not tree]
    return {(n.lineno, n.col_offset): _text(n) for n in nodes}


def _text(node: gast.stmt) -> str:
    body = getattr(node, "body", None)
    shown = _header(node) if body is not None or hasattr(node, "cases") else node
    text = gast.unparse(shown).strip()
    lines = [line.strip() for line in text.splitlines()]
    if shown is node:
        return " ".join(lines)
    return next(line for line in lines if not line.startswith("@"))


def _header(node: gast.stmt) -> gast.stmt:
    made = type(node).__new__(type(node))
    made.__dict__.update(node.__dict__)
    for field in _FIELDS:
        if field in node._fields and field != "cases":
            setattr(made, field, [gast.Pass()] if field == "body" else [])
    if isinstance(node, gast.Try):
        made.finalbody = [gast.Pass()]
    return made
