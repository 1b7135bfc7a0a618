"""This module keeps the text of the user's statements, for the comments of sweeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import gast

from s2s.normalise.walk import nodes

_FIELDS = ("body", "orelse", "finalbody", "handlers", "cases", "decorator_list")


class Texts(Mapping):
    """(lineno, col_offset) -> the statement on one line; of a compound one its header.

    >>> texts = Texts(gast.parse("while x > 1:\\n    x = (x\\n        / 2)"))
    >>> dict(texts)
    {(1, 0): 'while x > 1:', (2, 4): 'x = x / 2'}

    A text is made when it is asked for: most never are. With the `lines` of the file a
    statement that stands on one line is shown as the user has written it.
    """

    def __init__(self, tree: gast.AST, lines: Sequence[str] = ()) -> None:
        self._lines = lines
        found = [n for n in nodes(tree) if isinstance(n, gast.stmt) and n is not tree]
        self._nodes = {(n.lineno, n.col_offset): n for n in found}

    def __getitem__(self, place: tuple[int, int]) -> str:
        node = self._nodes[place]
        return _as_written(node, self._lines) or _text(node)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)


def _as_written(node: gast.stmt, lines: Sequence[str]) -> str:
    """The user's own text of a simple statement, if it stands on one line."""
    line, last = node.lineno, getattr(node, "end_lineno", None)
    simple = not any(field in node._fields for field in _FIELDS)
    if not simple or line != last or line > len(lines):
        return ""
    text = lines[line - 1].encode()[node.col_offset : node.end_col_offset]
    return text.decode(errors="replace").strip()


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
