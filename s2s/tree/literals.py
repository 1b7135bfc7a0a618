"""This module writes strings as literals, in double quotes where it can.

>>> print(quoted("plain"), quoted("it's"), quoted('say "so"'))
"plain" "it's" 'say "so"'
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

_QUOTES = ('"', "'", '"""', "'''")


def quoted(text: str) -> str:
    """The literal of a string on one line, in double quotes unless it holds some."""
    literal = repr(text)
    if '"' in literal:
        return literal
    return '"' + literal[1:-1] + '"'


def documentation(text: str) -> str:
    """The literal of a docstring, over as many lines as the text has."""
    plain = all(char.isprintable() or char == "\n" for char in text)
    if not plain or "\\" in text or '"""' in text or text.endswith('"'):
        return quoted(text)
    return f'"""{text}"""'


class Piece(NamedTuple):
    """A part of an f-string: text to be escaped, or code to be left alone."""

    text: str
    is_code: bool


def formatted(node: ast.JoinedStr, write: Callable[[ast.expr], str]) -> str | None:
    """The literal of an f-string as every Python reads it; None if there is none.

    Before Python 3.12 the code in it may hold neither its quotes nor a backslash.
    """
    pieces = list(_pieces(node, write))
    code = "".join(piece.text for piece in pieces if piece.is_code)
    quote = next((q for q in _QUOTES if q[0] not in code), None)
    if quote is None or "\\" in code or "\n" in code:
        return None
    inside = (p.text if p.is_code else _escaped(p.text, quote[0]) for p in pieces)
    return f"f{quote}{''.join(inside)}{quote}"


def _pieces(node: ast.JoinedStr, write: Callable) -> Iterator[Piece]:
    for value in node.values:
        if isinstance(value, ast.Constant):
            yield Piece(value.value, False)
        else:
            yield from _replacement(value, write)


def _replacement(node: ast.FormattedValue, write: Callable) -> Iterator[Piece]:
    text = write(node.value)
    yield Piece("{ " if text.startswith("{") else "{", True)
    yield Piece(text, True)
    if node.conversion != -1:
        yield Piece(f"!{chr(node.conversion)}", True)
    if node.format_spec is not None:
        yield Piece(":", True)
        yield from _pieces(node.format_spec, write)
    yield Piece("}", True)


def _escaped(text: str, quote: str) -> str:
    """`text` as it stands between quotes: the repr of a text with both kinds of them
    escapes the single ones."""
    inside = repr(f"'{text}\"")[3:-2].replace("{", "{{").replace("}", "}}")
    return inside if quote == "'" else inside.replace("\\'", "'").replace('"', '\\"')
