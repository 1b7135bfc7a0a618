"""This module writes whole programs: callees, a function `f`, its arguments."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from tests.programs import (
    arrays,
    calls,
    control,
    inert,
    lists,
    scalars,
    shapes,
    special,
    structures,
)
from tests.programs.draft import Draft
from tests.programs.expressions import OPTIONAL, array, scalar
from tests.programs.load import Loaded, evaluate, load

HEADER = ["import math", "", "import numpy as np", "", ""]
TABLES = (scalars, arrays, special, shapes, lists, structures, inert, control, calls)
TAMEST = 1e4
TRIES = 50


class Program(NamedTuple):
    """The text of a program, and the names of the constructs in it."""

    text: str
    marks: frozenset[str]


def program(rng: Random) -> tuple[Program, Loaded]:
    """Write programs until one runs and gives a tame value."""
    for _ in range(TRIES):
        draft = write(rng)
        loaded = load(draft.text)
        largest = evaluate(loaded)
        if largest is not None and largest < TAMEST:
            return draft, loaded
    raise RuntimeError("no program of this seed runs")


def write(rng: Random) -> Program:
    """Write one program, which may fail or run wild."""
    d = Draft(rng, _weights(rng))
    d.shunned = {write for write in OPTIONAL if d.chance(0.6)}
    parameters, values = _parameters(d)
    returns = _result(d)
    d.place.returns = returns
    d.place.indent = 1
    d.budget = 2 + d.below(d.pick([4, 6, 10, 16]))
    while d.budget > 0:
        control.statements(d, d.budget)
    d.emit(_final(d, returns))
    lines = [*HEADER, *d.helpers, f"def f({', '.join(parameters)}):", *d.lines]
    text = "\n".join([*lines, "", "", f"ARGS = ({', '.join(values)},)", ""])
    return Program(text, frozenset(d.marks))


def _weights(rng: Random) -> dict:
    """Favour some statements: programs of few kinds meet more of their combinations."""
    every = [write for table in TABLES for write in table.STATEMENTS]
    weights: dict = {}
    for write in every:
        weights[write] = weights.get(write, 0.0) + rng.choice([0.1, 1.0, 1.0, 4.0])
    return weights


def _parameters(d: Draft) -> tuple[list[str], list[str]]:
    """Choose the parameters; return their names and the text of their values."""
    names, values = ["x"], [_number(d)]
    d.scope.floats.append("x")
    for chance, name, value in _CANDIDATES:
        if d.chance(chance):
            names.append(name)
            values.append(value(d))
            _declare(d, name)
    if d.chance(0.15):
        d.mark("default argument")
        names.append(f"scale={d.constant()}")
        d.scope.floats.append("scale")
    return names, values


def _declare(d: Draft, name: str) -> None:
    scope = d.scope
    if name == "y":
        scope.floats.append(name)
    elif name == "n":
        scope.ints[name] = 4
    elif name == "xs":
        scope.lists.append(name)
    elif name == "rows":
        scope.nested.append(name)
    elif name == "pair":
        scope.tuples.append(name)
    else:
        scope.arrays[name] = _SHAPES[name]
    if name == "h":
        d.mark("float32")


_SHAPES = {"a": (4,), "b": (4,), "c": (3,), "h": (4,), "m": (2, 3), "z": (), "e": (0,)}


def _number(d: Draft) -> str:
    return f"{d.pick([-1, 1, 1]) * (3 + d.below(100)) / 77.0:.4f}"


def _numbers(d: Draft, count: int) -> str:
    return f"[{', '.join(_number(d) for _ in range(count))}]"


def _items(d: Draft, count: int) -> str:
    """A list of numbers, one of them an integer now and then."""
    numbers = [_number(d) for _ in range(count)]
    if d.chance(0.15):
        d.mark("integer as a float")
        numbers[d.below(count)] = str(d.below(3))
    return f"[{', '.join(numbers)}]"


_CANDIDATES = (
    (0.6, "y", _number),
    (0.8, "a", lambda d: f"np.array({_numbers(d, 4)})"),
    (0.4, "b", lambda d: f"np.array({_numbers(d, 4)})"),
    (0.3, "c", lambda d: f"np.array({_numbers(d, 3)})"),
    (0.4, "m", lambda d: f"np.array([{_numbers(d, 3)}, {_numbers(d, 3)}])"),
    (0.45, "xs", lambda d: _items(d, 2 + d.below(3))),
    (0.25, "rows", lambda d: f"[{_items(d, 2)}, {_items(d, 3)}]"),
    (0.15, "pair", lambda d: f"({_number(d)}, {_number(d)})"),
    (0.5, "n", lambda d: str(d.below(4))),
    (0.06, "h", lambda d: f"np.array({_numbers(d, 4)}, dtype=np.float32)"),
    (0.1, "z", lambda d: f"np.array({_number(d)})"),
    (0.1, "e", lambda d: "np.zeros(0)"),
)


def _result(d: Draft):
    """Choose what the program returns: a number, an array or a tuple."""
    chance = d.rng.random()
    if chance < 0.7:
        return lambda d: f"return {scalar(d)}"
    if chance < 0.85:
        d.mark("array result")
        return lambda d: f"return {array(d, (3,))}"
    d.mark("tuple result")
    return lambda d: f"return {scalar(d)}, {array(d, (3,))}"


def _final(d: Draft, returns) -> str:
    """Return a `return` statement that reads most of what is bound."""
    if returns(d).startswith("return ") and d.chance(0.1):
        return returns(d)
    terms = [name for name in d.scope.floats]
    terms += [f"np.sum({name})" for name in d.scope.arrays]
    terms += [f"sum({name})" for name in d.scope.lists]
    terms += [f"{name}[0][1]" for name in d.scope.nested]
    terms += [f"{name}[{d.below(2)}]" for name in d.scope.tuples]
    kept = [t for t in dict.fromkeys(terms) if d.chance(0.8)] or ["x"]
    total = " + ".join(f"{d.constant()} * {term}" for term in kept)
    if "array result" in d.marks:
        return f"return {array(d, (3,))} + ({total})"
    if "tuple result" in d.marks:
        return f"return {total}, {array(d, (3,))}"
    return f"return {total}"
