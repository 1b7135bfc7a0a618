"""This module gathers the example programs of a test file and checks each of them.

example = Examples()

@example(0.5, 3)
def power(x, n): ...

test_powers = example.test()
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from s2s.errors import NotDifferentiable
from tests.check import check


def vector(*items: float) -> np.ndarray:
    """Return a float64 array of `items`."""
    return np.array(items, dtype=float)


def grid(rows: int, columns: int) -> np.ndarray:
    """Return a matrix of distinct positive numbers, none of them special."""
    count = np.arange(rows * columns, dtype=float).reshape(rows, columns)
    return 0.3 + 0.17 * count + 0.05 * np.cos(3.0 * count)


def carries(argument: Any) -> bool:
    """Whether `argument` can be differentiated: floats and containers of floats."""
    if isinstance(argument, (list, tuple)):
        return any(carries(item) for item in argument)
    if isinstance(argument, np.ndarray):
        return argument.dtype.kind == "f"
    return isinstance(argument, float)


class Examples:
    """A decorator that notes the arguments on which a program is to be checked."""

    def __init__(self) -> None:
        self.programs: list = []

    def __call__(self, *args: Any, wrt: Any = None, beyond: bool = False) -> Callable:
        """Note a program; `wrt` is by default every argument that can be asked for.

        One `beyond` the language that is promised may be refused, never be wrong.
        """

        def note(program: Callable) -> Callable:
            asked = tuple(i for i, arg in enumerate(args) if carries(arg))
            label = f"{program.__name__}-{len(self.programs)}"
            alone = asked[0] if len(asked) == 1 else asked
            chosen = alone if wrt is None else wrt
            self.programs.append(pytest.param(program, args, chosen, beyond, id=label))
            return program

        return note

    def test(self) -> Callable:
        """Return the test that walks through the programs noted so far."""

        @pytest.mark.parametrize("program, args, wrt, beyond", list(self.programs))
        def walk(program: Callable, args: tuple, wrt: Any, beyond: bool) -> None:
            try:
                check(program, *args, wrt=wrt)
            except NotDifferentiable:
                if not beyond:
                    raise

        return walk
