"""This module checks the derivatives that were written by hand.

They say what the compiler's texts are measured against, so they had better be right.
"""

from __future__ import annotations

import importlib.util
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import trees
from tests.check import check
from tests.texts import Text, jitted, read

PATHS = sorted(set(Path(__file__).parent.glob("*.py")) - {Path(__file__)})
TEXTS = [read(path) for path in PATHS]
CALLS = [
    pytest.param(text, call, id=f"{text.path.stem}-{index}")
    for text in TEXTS
    for index, call in enumerate(text.at)
]
HAS_NUMBA = importlib.util.find_spec("numba") is not None


class ByHand:
    """The public functions of `s2s`, on top of one text written by hand."""

    def __init__(self, text: Text, names: dict[str, Any]) -> None:
        self.text, self.derivative = text, names[f"{text.name}_vjp"]
        self.parameters = list(inspect.signature(names[text.name]).parameters)

    def gradients(self, args: tuple, *seed: Any) -> tuple:
        result = self.derivative(*args, *seed)
        return result if len(self.text.wrt) > 1 else (result,)

    def vjp(self, f: Callable, *args: Any) -> tuple:
        y, kept = f(*trees.duplicate(args)), trees.duplicate(args)

        def pullback(y_bar: Any) -> tuple:
            by_name = dict(zip(self.text.wrt, self.gradients(kept, y_bar)))
            return tuple(by_name.get(name) for name in self.parameters)

        return y, pullback

    def grad(self, f: Callable, wrt: Any) -> Callable:
        if not isinstance(wrt, int):
            return lambda *args: self.gradients(args)
        place = self.text.wrt.index(self.parameters[wrt])
        return lambda *args: self.gradients(args)[place]

    def value_and_grad(self, f: Callable, wrt: Any) -> Callable:
        return lambda *args: (f(*trees.duplicate(args)), self.gradients(args))


@pytest.mark.parametrize("text, call", CALLS)
def test_text_is_the_derivative(text: Text, call: str) -> None:
    names = text.namespace()
    args = text.arguments(call)
    check(names[text.name], *args, wrt=text.wrt, backend=ByHand(text, names))


@pytest.mark.skipif(not HAS_NUMBA, reason="Numba is not installed")
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.path.stem)
def test_numba_runs_the_same_text(text: Text) -> None:
    names = text.namespace()
    compiled = jitted(names)
    for call in text.at:
        plain = names[f"{text.name}_vjp"](*text.arguments(call), 1.0)
        fast = compiled[f"{text.name}_vjp"](*text.arguments(call), 1.0)
        assert trees.same(fast, plain, rtol=1e-12)


def test_there_are_fifteen_texts() -> None:
    assert len(TEXTS) == 15
