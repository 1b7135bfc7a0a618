"""This module prints, compares, executes and checks every golden file."""

from __future__ import annotations

import importlib.util
from typing import Any

import numpy as np
import pytest

import s2s
from tests import trees
from tests.cases.golden import Case, cases
from tests.check import check
from tests.texts import jitted

CASES = [pytest.param(case, id=case.path.stem) for case in cases()]
FOR_NUMBA = [p for p in CASES if not p.values[0].says("jit", "no")]
HAS_NUMBA = importlib.util.find_spec("numba") is not None


def seeded(case: Case, args: tuple) -> Any:
    """Return a cotangent of the structure of the result."""
    result = case.load()[case.name](*trees.duplicate(args))
    return trees.random_like(result, np.random.default_rng(3))


def from_text(names: dict, case: Case, args: tuple, y_bar: Any) -> Any:
    """Call the derivative that a text defines."""
    derivative = names[f"{case.name}_vjp"]
    return derivative(*trees.duplicate(args), trees.duplicate(y_bar))


def test_there_are_enough_cases():
    assert len(CASES) >= 45
    assert len(FOR_NUMBA) >= 40


@pytest.mark.parametrize("case", CASES)
def test_text_is_the_golden_one(case):
    assert case.compile().strip() == case.golden.strip()


@pytest.mark.parametrize("case", CASES)
def test_two_compilations_give_the_same_bytes(case):
    assert case.compile() == case.compile()


@pytest.mark.parametrize("case", CASES)
def test_derivative_is_right(case):
    f = case.load()[case.name]
    for args in case.arguments:
        check(f, *args, wrt=case.asked)


@pytest.mark.parametrize("case", CASES)
def test_golden_text_is_executed(case):
    names = case.execute(case.golden)
    f = case.load()[case.name]
    order = [a.arg for a in case.function.args.args]
    for args in case.arguments:
        y_bar = seeded(case, args)
        found = from_text(names, case, args, y_bar)
        every = s2s.vjp(f, *args)[1](trees.duplicate(y_bar))
        wanted = tuple(every[order.index(name)] for name in case.wrt)
        wanted = wanted if len(case.wrt) > 1 else wanted[0]
        assert trees.same(found, wanted, rtol=1e-12)


@pytest.mark.parametrize("case", CASES)
def test_text_from_the_kinds_of_the_call(case):
    f = case.differentiate()
    for args in case.arguments:
        result = f(*trees.duplicate(args))
        if not isinstance(result, (float, np.floating)):
            continue
        found = f.grad(*args)
        wanted = from_text(case.execute(case.golden), case, args, 1.0)
        assert trees.same(found, wanted, rtol=1e-12)


@pytest.mark.skipif(not HAS_NUMBA, reason="Numba is not installed")
@pytest.mark.parametrize("case", FOR_NUMBA)
def test_numba_runs_the_same_text(case):
    names = case.execute(case.golden)
    compiled = jitted(names)
    for args in case.arguments:
        y_bar = seeded(case, args)
        found = from_text(compiled, case, args, y_bar)
        assert trees.same(found, from_text(names, case, args, y_bar), rtol=1e-12)
