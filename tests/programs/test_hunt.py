"""This module hunts for a moment with the compiler, and tests the hunter without it."""

import importlib.util
import inspect
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s2s.errors import BadArgument
from tests import trees
from tests.differences import Projection, extrapolated, units
from tests.programs import hunt as hunter
from tests.programs.generate import write
from tests.programs.hunt import hunt, smallest
from tests.programs.judge import FAILURES, Outcome, judge
from tests.programs.report import general, report

COUNT = 150
SEED = 2026
STEP = 2e-3
needs_compiler = pytest.mark.skipif(
    importlib.util.find_spec("s2s.api") is None, reason="the compiler is not there"
)


@needs_compiler
def test_short_hunt():
    outcomes = list(hunt(COUNT, SEED))
    failures = [o for o in outcomes if o.status in FAILURES]
    shown = [f"{o.status} {o.number}: {o.message}\n{o.text}" for o in failures[:3]]
    assert not failures, "\n".join([report(outcomes, 1.0), *shown])
    assert any(o.status == "right" for o in outcomes)


@needs_compiler
@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_programs_of_hypothesis(rng):
    written = write(rng)
    outcome = judge(written.text, written.marks, None)
    assert outcome.status not in FAILURES, f"{outcome.message}\n{outcome.text}"


def gradient(f, args, position, seed):
    """Return the gradient by one argument, element by element."""
    parts = [
        trees.linear(
            extrapolated(Projection(f, args, position, unit, seed), STEP), unit
        )
        for unit in units(args[position])
    ]
    total = trees.constant_like(args[position], 0.0)
    for part in parts:
        total = trees.linear(1.0, total, 1.0, part)
    return total


def numerical(spoil=lambda f: 1.0):
    """Return a stand-in for the compiler; `spoil(f)` is a factor on its gradients."""

    def vjp(f, *args):
        y, kept = f(*trees.duplicate(args)), trees.duplicate(args)
        bases = list(units(y))
        rows = [
            tuple(
                gradient(f, kept, i, e) if trees.active(a) else None
                for i, a in enumerate(kept)
            )
            for e in bases
        ]

        def pullback(y_bar):
            weights = [trees.dot(y_bar, e) * spoil(f) for e in bases]
            total = trees.linear(0.0, rows[0])
            for weight, row in zip(weights, rows):
                total = trees.linear(1.0, total, weight, row)
            return total

        return y, pullback

    def value_and_grad(f, wrt):
        def run(*args):
            y, pullback = vjp(f, *args)
            every = pullback(trees.constant_like(y, 1.0))
            alone = isinstance(wrt, int)
            return y, every[wrt] if alone else tuple(every[i] for i in wrt)

        return run

    def grad(f, wrt):
        return lambda *args: value_and_grad(f, wrt)(*args)[1]

    return SimpleNamespace(vjp=vjp, value_and_grad=value_and_grad, grad=grad)


def test_right_derivatives_are_right():
    outcomes = list(hunt(30, 1, backend=numerical()))
    statuses = [o.status for o in outcomes]
    failures = [o for o in outcomes if o.status in FAILURES]
    # A step of the stand-in may cross a branch; the oracles' own steps are smaller.
    assert len(failures) <= 4, [(o.message, o.text) for o in failures]
    assert statuses.count("right") >= 24


def test_wrong_derivatives_are_found_and_shrunk():
    def spoil(f):
        return 1.5 if "for " in inspect.getsource(f) else 1.0

    backend = numerical(spoil)
    outcomes = hunt(30, 1, backend=backend)
    found = next(o for o in outcomes if o.status == "wrong" and "for" in o.text)
    text = smallest(found, backend)
    assert "for " in text
    assert len(text) < len(found.text)
    assert judge(text, frozenset(), backend).status == "wrong"


def test_crash_refusal_and_endless_loop_are_told_apart():
    def backend(error):
        def vjp(f, *args):
            raise error

        return SimpleNamespace(vjp=vjp)

    text = "def f(x):\n    return x\n\nARGS = (1.0,)\n"
    marks = frozenset({"loop"})
    refused = judge(text, marks, backend(BadArgument("no `x` here")))
    crashed = judge(text, marks, backend(KeyError("x")))
    assert (refused.status, crashed.status) == ("refused", "crashed")
    printed = report([refused, crashed], 1.0)
    assert "1 refused" in printed
    assert "1 of      2  loop" in printed
    assert general("no `x1` at 12") == "no `...` at 0"
    assert judge("def f(x):\n    return x[0]\nARGS = (1.0,)", marks, None).status == (
        "unfit"
    )


def test_gradient_of_stand_in():
    grad = gradient(lambda a: np.sum(a * a), (np.array([1.0, 2.0]),), 0, 1.0)
    assert np.allclose(grad, [2.0, 4.0], rtol=1e-12)


def test_main_writes_what_it_finds(monkeypatch, tmp_path, capsys):
    text = "def f(x):\n    return x\n\nARGS = (1.0,)\n"
    wrong = Outcome("wrong", "differences: 1", text, frozenset({"loop"}), 7)
    right = wrong._replace(status="right")
    found = ["--found", str(tmp_path), "--seed", "5"]
    monkeypatch.setenv("S2S_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(hunter, "smallest", lambda outcome: outcome.text)
    monkeypatch.setattr(hunter, "hunt", lambda *options: [right])
    assert hunter.main(["1", *found]) == 0
    monkeypatch.setattr(hunter, "hunt", lambda *options: [right, wrong])
    assert hunter.main(["--count", "2", *found]) == 1
    assert (tmp_path / "wrong_5_7.py").read_text().endswith(text)
    assert "1 right, 0 refused, 0 kinks, 1 wrong" in capsys.readouterr().out
