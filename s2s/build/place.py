"""This module finds the user's line that a line of generated text stands for."""

from __future__ import annotations

import linecache
import re
from collections.abc import Sequence
from types import FunctionType

from s2s.build.key import codes
from s2s.errors import NotCompilable

_WHERE = re.compile(r'(?:File "|at |from )([^" ]*)(?:", line | \()(\d+)')


class Place:
    """The functions of the user's that a text is made from, and the text."""

    def __init__(self, functions: Sequence[FunctionType], text: str) -> None:
        self.functions = functions
        self.text = text.split("\n")

    def error(self, fn: FunctionType, line: int | None, why: str) -> NotCompilable:
        """The error for a line of the user's, that of the `def` if None is known."""
        filename = fn.__code__.co_filename
        number = line or _first_line(fn)
        shown = linecache.getline(filename, number, fn.__globals__).rstrip("\n")
        start = len(shown) - len(shown.lstrip()) + 1
        details = (filename, number, start, shown, number, len(shown) + 1)
        return NotCompilable(f"`{fn.__name__}` with jit=True: {why}", details)

    def of_line(self, line: int, why: str) -> NotCompilable:
        """The error for a line of the text: the statement, or the one it undoes."""
        for number in range(min(line, len(self.text)), 0, -1):
            said = self.text[number - 1].strip()
            found = self._of_user(said.removeprefix("# "))
            if found is not None:
                return self.error(*found, why)
            if said.startswith("def "):
                break
        return self.error(self.functions[0], None, why)

    def of_numba(self, error: Exception) -> NotCompilable:
        """The error for what Numba says, where it says it."""
        why = _reason(str(error))
        for filename, line in reversed(_WHERE.findall(str(error))):
            for fn in self.functions:
                if filename.endswith(fn.__code__.co_filename.rpartition("/")[2]):
                    return self.error(fn, int(line), why)
        lines = [int(line) for _, line in _WHERE.findall(str(error))]
        return self.of_line(lines[-1] if lines else 0, why)

    def _of_user(self, said: str) -> tuple[FunctionType, int] | None:
        wanted = _squeezed(said)
        for fn in self.functions:
            for number in _lines_of(fn):
                filename = fn.__code__.co_filename
                line = linecache.getline(filename, number, fn.__globals__)
                if wanted and _squeezed(line.partition("  #")[0]) == wanted:
                    return fn, number
        return None


def _reason(message: str) -> str:
    """The lines of a message of Numba's that say what it cannot take."""
    lines = [line.strip() for line in message.splitlines()]
    lines = [s for s in lines if s and not s.startswith(("File", "During", "Failed"))]
    kept = [s for s in lines if not set(s) <= set("^~-> ")][:3]
    return f"Numba cannot compile the derivative: {' '.join(kept)}"


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _first_line(fn: FunctionType) -> int:
    """The line of the `def`, below the decorators."""
    number, filename = fn.__code__.co_firstlineno, fn.__code__.co_filename
    while linecache.getline(filename, number, fn.__globals__).strip()[:1] == "@":
        number += 1
    return number


def _lines_of(fn: FunctionType) -> range:
    numbers = [n for code in codes(fn.__code__) for _, _, n in code.co_lines() if n]
    return range(_first_line(fn), max(numbers) + 1)
