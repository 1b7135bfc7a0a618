"""This module times the compiler's text against that of an expert's hand.

Both are executed as they stand, by CPython and, the same text, by Numba.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from numba.core.errors import NumbaError

import tests
from benchmarks.timing import medians, table
from s2s import differentiate
from tests.texts import MARKER, Text, jitted, read

FOLDER = Path(tests.__file__).parent / "hand"
HEADER = ("program", "lines", "hand/plain", "s2s/hand", "Numba: hand/plain", "s2s/hand")


def texts() -> list[Text]:
    """Return the texts that were written by hand."""
    paths = sorted(FOLDER.glob("*.py"))
    return [read(path) for path in paths if MARKER in path.read_text()]


def compiled(text: Text, names: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the names of the same program with the compiler's text executed."""
    call = (text.bench or text.at)[0]
    function = differentiate(names[text.name], wrt=text.wrt)
    source = function.source(*text.arguments(call))
    ours = dict(names)
    exec(compile(source, f"<{text.name}>", "exec"), ours)
    return ours, source


def ratios(text: Text) -> tuple:
    """Return a row of the table."""
    by_hand = text.namespace()
    ours, source = compiled(text, by_hand)
    lines = _lines(source) / _lines(text.derivative)
    plain = _ratios(text, by_hand, ours)
    fast = _compiled_ratios(text, by_hand, ours)
    return (text.path.stem, f"{lines:.2f}", *plain, *fast)


def _compiled_ratios(text: Text, by_hand: dict, ours: dict) -> tuple[str, str]:
    """Return the ratios under Numba, or say that it does not take the text."""
    try:
        return _ratios(text, jitted(by_hand), jitted(ours))
    except (NumbaError, NotImplementedError) as error:
        return type(error).__name__, "-"


def _ratios(text: Text, by_hand: dict, ours: dict) -> tuple[str, str]:
    call = (text.bench or text.at)[0]
    vjp = f"{text.name}_vjp"
    contestants: list[Callable] = [by_hand[text.name], by_hand[vjp], ours[vjp]]
    # A program may change its arguments: each contestant has its own.
    own = [text.arguments(call) for _ in contestants]
    calls = [lambda f=f, a=a: f(*a) for f, a in zip(contestants, own)]
    base, hand, compiler = medians(calls)
    return f"{hand / base:.2f}", f"{compiler / hand:.2f}"


def _lines(source: str) -> int:
    stripped = (line.strip() for line in source.splitlines())
    return sum(1 for line in stripped if line and not line.startswith(("#", '"""')))


def main() -> None:
    """Print the ratios of all texts."""
    table("The compiler's text against an expert's", HEADER, map(ratios, texts()))
