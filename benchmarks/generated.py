"""This module writes programs of any length, to compile."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path
from types import ModuleType

BLOCK = """\
    a = x * math.sin(y) + {number}.5
    for i in range(n):
        a = a * 0.5 + y * i
        if a > {number}.0:
            a = a - x
        else:
            b += math.exp(-a * a)
    y = y + 0.1 * b / (1.0 + a * a)
    b = 0.5 * (a + y)
    x = x - 0.01 * b * math.cos(y)
"""
HEAD = "import math\n\n\ndef long(x: float, y: float, n: int):\n    b = 0.0\n"
TAIL = "    return x + y * b\n"
LINES_OF_BLOCK = BLOCK.count("\n")


def program(lines: int, first: int = 0) -> str:
    """Return the text of a module whose function `long` has so many lines.

    Its numbers count from `first`: programs that differ in it differ in their text.
    """
    numbers = range(first, first + (lines - 3) // LINES_OF_BLOCK)
    return HEAD + "".join(BLOCK.format(number=k) for k in numbers) + TAIL


def load(text: str, folder: Path | None = None) -> ModuleType:
    """Write a module to a new file and import it."""
    folder = folder or Path(tempfile.mkdtemp(prefix="bench"))
    path = folder / "generated_program.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location("generated_program", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
