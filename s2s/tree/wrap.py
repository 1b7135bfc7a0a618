"""This module breaks long lines of Python text, at blanks inside of brackets only.

>>> print("\\n".join(wrap("x = np.sum(alpha * beta, axis=0)", "", 24)))
x = np.sum(
    alpha * beta, axis=0
)
>>> print("\\n".join(wrap("x_bar = alpha * beta + gamma", "", 24)))
x_bar = (
    alpha * beta + gamma
)
"""

from __future__ import annotations

import re
from typing import NamedTuple

WIDTH = 88
_STEP = "    "
_OPEN, _CLOSE = "([{", ")]}"
_STRING = re.compile(
    r"'''.*?'''|\"\"\".*?\"\"\"|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL
)
_PREFIX = re.compile(r"(?:return|if|elif|while|for .+? in|from \S+ import) ")
_BARE = re.compile(
    r"(?:raise|assert|yield from|yield|await|del) "
)  # no parentheses after these
_HEADER = re.compile(r"(?:async )?(?:def|class) ")
_TAIL = re.compile(r"(?:(?<!lambda):| from [\w.]+|)$")
_ASSIGNMENT = re.compile(r" (?:=|\+=|-=|\*=|/=|@=|//=|%=|\*\*=|>>=|<<=|&=|\^=|\|=) ")

# Where to break first: a level is tried only if the ones before do not occur.
_LEVELS = (
    re.compile(r"(?<=,) "),
    re.compile(r" (?=for |if |else )"),
    re.compile(r" (?=or )"),
    re.compile(r" (?=and )"),
    re.compile(r" (?=(?:==|!=|<=?|>=?|in|not in|is) )"),
    re.compile(r" (?=[-+|^&] )"),
    re.compile(r" (?=(?:\*|/|//|%|@) )"),
    re.compile(r" (?=\*\* )"),
    re.compile(r" "),
)


class Split(NamedTuple):
    """A line as `head`, ending in a bracket, the `body` inside, and the `tail`."""

    head: str
    body: str
    tail: str


def wrap(text: str, margin: str, width: int = WIDTH) -> list[str]:
    """The lines of the statement or header `text`, indented by `margin`."""
    if len(margin) + len(text) <= width:
        return [margin + text]
    split = _split(text, width - len(margin))
    inner = _fill(split.body, margin + _STEP, width) if split else []
    if split is None or (len(inner) == 1 and len(inner[0]) > width):
        return [margin + text]
    return [margin + split.head, *inner, margin + split.tail]


def shorten(comment: str, width: int = WIDTH) -> str:
    """A comment line, cut where it is too long."""
    return comment if len(comment) <= width else comment[: width - 4].rstrip() + " ..."


def _split(text: str, room: int) -> Split | None:
    """At the last bracket if that holds all but a name, else in parentheses of ours."""
    flat = _flat(text)
    if _HEADER.match(flat):
        return _at_parameters(text, flat)
    start, end = _value_start(flat), _TAIL.search(flat).start()
    split = _at_bracket(text, flat, start, end)
    if split is not None and len(split.head) <= room:
        return split
    return _in_parentheses(text, start, end)


def _at_parameters(text: str, flat: str) -> Split | None:
    opening = flat.find("(")
    closing = flat.find(")")
    if opening < 0 or closing == opening + 1:
        return None
    return Split(text[: opening + 1], text[opening + 1 : closing], text[closing:])


def _value_start(flat: str) -> int:
    """Where the value of a statement begins; 0 where it is only a value."""
    assignments = list(_ASSIGNMENT.finditer(flat))
    if assignments:
        return assignments[-1].end()
    prefix = _PREFIX.match(flat) or _BARE.match(flat)
    return prefix.end() if prefix else 0


def _at_bracket(text: str, flat: str, start: int, end: int) -> Split | None:
    if flat[end - 1] not in _CLOSE:
        return None
    opening = flat.rindex(_OPEN[_CLOSE.index(flat[end - 1])], 0, end)
    before = flat[start:opening]
    if opening + 1 == end - 1 or " " in before:
        return None
    return Split(text[: opening + 1], text[opening + 1 : end - 1], text[end - 1 :])


def _in_parentheses(text: str, start: int, end: int) -> Split | None:
    if start == 0 or _BARE.match(text):
        return None
    return Split(text[:start] + "(", text[start:end], ")" + text[end:])


def _fill(body: str, margin: str, width: int) -> list[str]:
    """The lines of what stands inside of brackets, as much on each as fits."""
    if len(margin) + len(body) <= width:
        return [margin + body]
    lines: list[str] = []
    for piece in _pieces(body):
        if lines and len(lines[-1]) + 1 + len(piece) <= width:
            lines[-1] += " " + piece
        else:
            lines.extend(_piece(piece, margin, width))
    return lines


def _piece(piece: str, margin: str, width: int) -> list[str]:
    if len(margin) + len(piece) <= width:
        return [margin + piece]
    flat = _flat(piece)
    end = len(piece) - 1 if flat.endswith(",") else len(piece)
    split = _at_bracket(piece, flat, _operator_end(flat), end)
    if split is None:
        return (
            [margin + piece]
            if len(_pieces(piece)) == 1
            else _fill(piece, margin, width)
        )
    inner = _fill(split.body, margin + _STEP, width)
    return [margin + split.head, *inner, margin + split.tail]


def _operator_end(flat: str) -> int:
    """The end of an operator or of a keyword's `name=` at the beginning of a piece."""
    return re.match(r"(?:[^\w\s(\[{]+ |(?:and|or|for|if|else|in|is|not) )*", flat).end()


def _pieces(body: str) -> list[str]:
    flat = _flat(body)
    for level in _LEVELS:
        ends = [match.start() for match in level.finditer(flat)]
        if ends:
            starts = [0, *(end + 1 for end in ends)]
            return [body[a:b] for a, b in zip(starts, [*ends, len(body)], strict=True)]
    return [body]


def _flat(text: str) -> str:
    """`text` with what stands in strings and in brackets blotted out, same length."""
    text = _STRING.sub(lambda match: "_" * len(match.group()), text)
    depth, flat = 0, []
    for char in text:
        depth -= char in _CLOSE
        flat.append(char if depth == 0 else "_")
        depth += char in _OPEN
    return "".join(flat)
