"""This module names what can go wrong, with file, line, caret and advice."""

from __future__ import annotations

from typing import Any, NamedTuple


class S2SError(Exception):
    """The root of everything that s2s raises on purpose."""


class NotDifferentiable(S2SError, SyntaxError):
    """A construct that s2s cannot differentiate; Python draws the caret under it."""


class NoRule(NotDifferentiable):
    """A call that carries a derivative and has neither a rule nor readable source."""


class NoSource(S2SError, OSError):
    """The source of a function cannot be read, or is not what Python runs."""


class BadArgument(S2SError, TypeError):
    """What the caller asks for or passes makes no sense here."""


class NotCompilable(S2SError, SyntaxError):
    """What Numba cannot take, or takes for something else (`jit=True`)."""


class MissingExtra(S2SError, ImportError):
    """A library that s2s does without, until it is asked for."""


class Position(NamedTuple):
    """Where a node stands, as SyntaxError counts: from one, in characters."""

    line: int
    start: int
    end: int
    text: str


def refusal(
    function: Any, node: Any, what: str, instead: str = ""
) -> NotDifferentiable:
    """The error that says `what` is not supported at `node`, and what to write."""
    advice = f"; write instead: {instead}" if instead else ""
    return NotDifferentiable(what + advice, _details(function, node))


# What to write for a built-in function that makes an iterator outside of a header, or a
# method of a dict.
_DICTS = "lists or tuples, for dicts that carry a derivative are not supported"
_INSTEAD = {
    **dict.fromkeys((".items", ".keys", ".values", ".get"), _DICTS),
    "enumerate": "`[(i, x) for i, x in enumerate(xs)]`",
    "filter": "`[x for x in xs if test(x)]`",
    "iter": "a loop over the list",
    "map": "`[f(x) for x in xs]`",
    "reversed": "`xs[::-1]`",
    "zip": "`[(a, b) for a, b in zip(xs, ys)]`",
}


def no_rule(function: Any, node: Any, name: str, method: bool = False) -> NoRule:
    """The error for a call of `name`, perhaps a method, and what to write."""
    own = f".{name.rpartition('.')[2]}"  # that of a value, whatever its name
    other = _INSTEAD.get(own, "a Python function that computes the same")
    instead = _INSTEAD.get(name, other)
    why = "methods are not followed" if method else "its source cannot be read"
    message = (
        f"no derivative is known for `{name}`, called in `{function.name}`, and {why}; "
        f"write instead: {instead}"
    )
    return NoRule(message, _details(function, node))


def _details(function: Any, node: Any) -> tuple:
    place = position(function.lines, node) or position(function.lines, function.tree)
    if place is None:
        return (function.filename, 1, 0, "", 1, 0)
    line, start, end, text = place
    return (function.filename, line, start, text, line, end)


def position(lines: Any, node: Any) -> Position | None:
    """Where `node` begins, up to the end of its first line; None if it has no place.

    Trees count columns in UTF-8 bytes, SyntaxError in characters.
    """
    line = getattr(node, "lineno", None)
    if not line or line > len(lines):
        return None
    text = lines[line - 1]
    start = _column(text, getattr(node, "col_offset", 0) or 0)
    last = getattr(node, "end_lineno", None) == line
    end = _column(text, node.end_col_offset) if last else len(text.rstrip())
    return Position(line, start + 1, max(end, start + 1) + 1, text)


def _column(text: str, offset: int) -> int:
    return len(text.encode()[:offset].decode(errors="replace"))
