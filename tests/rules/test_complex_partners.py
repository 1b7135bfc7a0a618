"""This module gives rules complex operands: all of them, or all but one.

The cotangent of a real operand is real, whatever its partners are.
"""

from typing import Any, NamedTuple

import numpy as np
import pytest

from tests.check import check
from tests.programs.load import load, unload
from tests.rules.making import Call
from tests.rules.test_compiled import carries, dotted
from tests.rules.test_tables import EVERY

# Where complex numbers have no order, or are made real.
REAL = {"maximum", "minimum", "full_like"}


class Program(NamedTuple):
    """A program that makes a call, what it reads, and its arguments."""

    text: str
    others: dict
    values: tuple


def program(call: Call, real: int | None) -> Program:
    """The call of complex multiples of its arguments; the one at `real` stays real."""
    others: dict[str, Any] = {}
    values: list[Any] = []

    def kept(x: Any) -> str:
        others[f"OTHER{len(others)}"] = x
        return f"OTHER{len(others) - 1}"

    def written(x: Any) -> str:
        if isinstance(x, list | tuple) and any(map(carries, x)):
            return f"[{', '.join(map(written, x))}]"
        if not carries(x):
            return kept(x)
        values.append(x)
        name = f"x{len(values) - 1}"
        return name if len(values) - 1 == real else f"((1.0 + 0.4j * {name}) * {name})"

    words = [written(x) for x in call.args]
    words += [f"{name}={kept(value)}" for name, value in call.keywords.items()]
    text = f"""
import numpy as np
def f({", ".join(f"x{i}" for i in range(len(values)))}):
    y = {dotted(call.function)}({", ".join(words)})
    return np.sum(np.real(y * (1.0 + 2.0j)))
ARGS = ()
"""
    return Program(text, others, tuple(values))


def runs(made: Program) -> bool:
    """Does the plain program take complex numbers, and is it given no `nan`?"""
    if not all(np.all(np.isfinite(x)) for x in made.values):
        return False
    loaded = load(made.text)
    loaded.f.__globals__.update(made.others)
    try:
        return bool(np.isfinite(loaded.f(*made.values)))
    except (TypeError, ValueError):
        return False
    finally:
        unload(loaded)


def every() -> dict[str, Program]:
    """A program for each function that takes complex numbers, for each operand."""
    found: dict[str, Program] = {}
    for call in EVERY:
        word = dotted(call.function)
        if not word.startswith("np.") or call.function.__name__ in REAL:
            continue
        count = len(program(call, None).values)
        for real in [None, *range(count if count > 1 else 0)]:
            made = program(call, real)
            name = f"{word}-{real}"
            if made.values and name not in found and runs(made):
                found[name] = made
    return found


PROGRAMS = every()


@pytest.mark.filterwarnings("error:Casting complex")
@pytest.mark.parametrize("made", PROGRAMS.values(), ids=PROGRAMS)
def test_complex_partners(made: Program) -> None:
    loaded = load(made.text)
    loaded.f.__globals__.update(made.others)
    try:
        check(loaded.f, *made.values, seeds=(0,), complex_step="never", noise=1e-9)
    finally:
        unload(loaded)
