"""This module walks the rules of library functions through the whole compiler.

Each is called once, in an assignment: what a call is taken for may depend on its name.
"""

import math
from typing import Any

import numpy as np
import pytest

from tests.check import check
from tests.programs.load import load, unload
from tests.rules.making import Call
from tests.rules.test_tables import EVERY

MODULES = {"np.linalg": np.linalg, "np": np, "math": math}


def dotted(function: Any) -> str:
    """The name that a user calls a function by; empty if it is a method."""
    word = getattr(function, "__name__", "")
    found = (m for m, module in MODULES.items() if vars(module).get(word) is function)
    module = next(found, "")
    return f"{module}.{word}" if module else ""


def carries(x: Any) -> bool:
    return isinstance(x, float) or (isinstance(x, np.ndarray) and x.dtype.kind == "f")


def has_dimensions(x: Any) -> bool:
    return isinstance(x, np.ndarray) and x.ndim > 0


def program(call: Call) -> tuple[str, dict]:
    """The text of a program that makes the call, and its other arguments."""
    names = [f"x{i}" if carries(x) else f"OTHER{i}" for i, x in enumerate(call.args)]
    parameters = ", ".join(n for n in names if n[0] == "x")
    words = [f"{name}={value!r}" for name, value in call.keywords.items()]
    called = f"{dotted(call.function)}({', '.join([*names, *words])})"
    text = f"""
import math
import numpy as np
def f({parameters}):
    y = {called}
    return y
ARGS = ()
"""
    return text, {n: x for n, x in zip(names, call.args) if n[0] != "x"}


def first_of_each() -> dict[str, Call]:
    """One call of each function: the first with an argument that carries a derivative.

    Arrays of at least one dimension are asked for first.
    """
    found: dict[str, Call] = {}
    for call in sorted(EVERY, key=lambda call: not has_dimensions(call.args[0])):
        if dotted(call.function) and any(map(carries, call.args)):
            found.setdefault(dotted(call.function), call)
    return found


@pytest.mark.parametrize("call", first_of_each().values(), ids=first_of_each())
def test_compiled(call: Call) -> None:
    text, others = program(call)
    loaded = load(text)
    loaded.f.__globals__.update(others)
    try:
        check(loaded.f, *filter(carries, call.args), seeds=(0,))
    finally:
        unload(loaded)
