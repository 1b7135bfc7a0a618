"""This module reads files that hold a function and, below `# vjp`, its derivative.

# at: sum_loop(1.5, 5)                   a call to check the derivative at
# bench: sum_loop(1.5, 20000)            a larger one, to measure it at

def sum_loop(x: float, n: int): ...      the last function is the one that is meant

# vjp

def sum_loop_vjp(x, n, total_bar=1.0):   the docstring ends "with respect to x."
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

MARKER = "\n# vjp\n"


class Text(NamedTuple):
    """One file: the program, its derivative, and where to call them."""

    path: Path
    program: str
    derivative: str
    at: list[str]
    bench: list[str]

    @property
    def name(self) -> str:
        """Return the name of the function that is differentiated."""
        tree = ast.parse(self.program)
        return [n.name for n in tree.body if isinstance(n, ast.FunctionDef)][-1]

    @property
    def wrt(self) -> tuple[str, ...]:
        """Return the parameters that the derivative is taken with respect to."""
        last = self.derivative[self.derivative.index(f"def {self.name}_vjp") :]
        listed = re.search(r"with respect to \(?([\w, ]+)", last).group(1)
        return tuple(listed.split(", "))

    def arguments(self, call: str) -> tuple:
        """Return the arguments of a call from the head of the file, made anew."""
        return eval(call, {"np": np, self.name: lambda *args: args})

    def namespace(self) -> dict[str, Any]:
        """Execute the program, then its derivative; return their names."""
        names: dict[str, Any] = {"__name__": f"text_{self.path.stem}"}
        source = self.path.read_text()
        exec(compile(source, str(self.path), "exec", dont_inherit=True), names)
        return names


def read(path: Path) -> Text:
    """Read one file."""
    program, derivative = path.read_text().split(MARKER)
    calls = {
        key: re.findall(rf"^# {key}: (.*)$", program, re.M) for key in ("at", "bench")
    }
    return Text(path, program, derivative, calls["at"], calls["bench"])


def jitted(names: dict[str, Any]) -> dict[str, Any]:
    """Return the names of a text with every function of it compiled by Numba."""
    import numba

    compiled = dict(names)
    for name, value in names.items():
        if inspect.isfunction(value):
            compiled[name] = numba.njit(_with_globals(value, compiled))
    return compiled


def _with_globals(function: Callable, names: dict[str, Any]) -> Callable:
    """Return the function as if it had been defined among other names."""
    copy = type(function)(
        function.__code__, names, function.__name__, function.__defaults__
    )
    copy.__annotations__ = {}
    return copy
