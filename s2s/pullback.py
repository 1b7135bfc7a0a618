"""This module takes cotangents of a value back to the arguments."""

from __future__ import annotations

from typing import Any

from s2s import runtime
from s2s.checks import fitted_seed
from s2s.compiled import Compiled


class Pullback:
    """Takes a cotangent of the value to gradients of the positional arguments.

    It can be called any number of times.
    """

    def __init__(self, made: Compiled, tape: Any, value: Any, names: list) -> None:
        self._made, self._tape, self._value, self._names = made, tape, value, names

    @property
    def changes(self) -> tuple[int, ...]:
        """The positions of the arguments that the function changes in place."""
        return self._made.changed

    def __call__(self, y_bar: Any) -> tuple:
        """One gradient for each argument, None where there is no derivative."""
        seed = fitted_seed(y_bar, self._value)
        tape = runtime.copy(self._tape)
        found = self._made.backward(tape, *self._made.seeds(seed))
        wrt = self._made.request.wrt
        by_name = dict(zip(wrt, found if len(wrt) > 1 else (found,)))
        return tuple(by_name.get(name) for name in self._names)
