"""This module reads the golden files of this folder, and writes them anew.

    python -m tests.cases.golden [NAME ...]     write what the compiler says; show diffs

A golden file holds a program, whose last function is the one that is meant, and, below
a line `# vjp`, the derivative that the compiler writes from the annotations alone:

    # args: (0.7, 3)          positional arguments to run it on; one line an example
    # wrt: x                  by default every parameter annotated as float
    # jit: no (why)           where Numba cannot take the text
    # runtime: yes (why)      where the text must call `s2s.runtime`
"""

from __future__ import annotations

import ast
import difflib
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tests.texts import MARKER

FOLDER = Path(__file__).parent
OURS = ("__init__.py", "golden.py", "structure.py")


class Case(NamedTuple):
    """One golden file."""

    path: Path
    program: str
    golden: str

    @property
    def name(self) -> str:
        """Return the name of the function that is differentiated."""
        return self.function.name

    @property
    def function(self) -> ast.FunctionDef:
        """Return the function that is differentiated: the last one."""
        body = ast.parse(self.program).body
        return [node for node in body if isinstance(node, ast.FunctionDef)][-1]

    @property
    def wrt(self) -> tuple[str, ...]:
        """Return the names that the derivative is taken with respect to."""
        asked = self.heads("wrt")
        if asked:
            return tuple(asked[0].split(", "))
        parameters = self.function.args.args
        return tuple(p.arg for p in parameters if "float" in ast.unparse(p.annotation))

    @property
    def asked(self) -> tuple[str, ...] | str:
        """Return `wrt` as a user asks: one name alone, or a tuple of them."""
        return self.wrt if len(self.wrt) > 1 else self.wrt[0]

    @property
    def arguments(self) -> list[tuple]:
        """Return the arguments of each example, made anew."""
        return [eval(line, {"np": np}) for line in self.heads("args")]

    def heads(self, key: str) -> list[str]:
        """Return what the lines `# key: ...` of the program say."""
        return re.findall(rf"^# {key}: (.*)$", self.program, re.M)

    def says(self, key: str, answer: str) -> bool:
        """Say whether a line `# key: answer (why)` stands in the program."""
        return any(line.startswith(answer) for line in self.heads(key))

    def load(self) -> dict[str, Any]:
        """Execute the program; return its names."""
        names: dict[str, Any] = {"__name__": f"case_{self.path.stem}"}
        exec(compile(self.program, str(self.path), "exec"), names)
        return names

    def execute(self, text: str) -> dict[str, Any]:
        """Execute the program, then a derivative of it; return all names."""
        names = self.load()
        exec(compile(text, f"<derivative of {self.path.stem}>", "exec"), names)
        return names

    def differentiate(self) -> Callable:
        """Return the program's function as the compiler gives it back."""
        from s2s import differentiate

        return differentiate(wrt=self.asked)(self.load()[self.name])

    def compile(self) -> str:
        """Return the derivative that the compiler writes, from the annotations."""
        return self.differentiate().source()


def read(path: Path) -> Case:
    """Read one golden file."""
    program, golden = path.read_text().split(MARKER)
    return Case(path, program, golden.lstrip("\n"))


def cases(names: list[str] | tuple = ()) -> list[Case]:
    """Read the golden files: those named, or all of them, in order."""
    paths = sorted(FOLDER.glob("*.py"))
    chosen = [p for p in paths if not names or p.stem in names]
    return [read(p) for p in chosen if p.name not in OURS and p.stem[:5] != "test_"]


def regenerate(case: Case) -> str:
    """Write one golden file anew; return the diff."""
    text = case.compile()
    case.path.write_text(f"{case.program}{MARKER}\n\n{text.strip()}\n")
    before, after = case.golden.splitlines(), text.strip().splitlines()
    diff = difflib.unified_diff(before, after, case.path.stem, "now", lineterm="")
    return "\n".join(diff)


def main(names: list[str]) -> int:
    """Regenerate; return how many cases the compiler does not take."""
    failed = 0
    for case in cases(names):
        try:
            diff = regenerate(case)
        except Exception as error:
            failed += 1
            diff = f"{case.path.stem}: {type(error).__name__}: {error}"
        if diff:
            print(diff)
    return failed


if __name__ == "__main__":
    sys.exit(min(1, main(sys.argv[1:])))
