"""This module tests the writer of random programs, without the compiler."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.programs.generate import program, write
from tests.programs.load import evaluate, unload
from tests.programs.shares import SHARES
from tests.programs.shrink import shrink

COUNT = 1000


def test_shares_of_constructs():
    seen = Counter(m for seed in range(COUNT) for m in write(Random(seed)).marks)
    assert set(seen) <= set(SHARES), "a construct has no stated share"
    short = {m: seen[m] / COUNT for m in SHARES if seen[m] < SHARES[m] * COUNT}
    assert not short


def test_programs_run():
    for seed in range(100):
        _, loaded = program(Random(seed))
        assert evaluate(loaded) is not None
        unload(loaded)


def test_programs_are_repeatable():
    assert write(Random("7")) == write(Random("7"))
    assert write(Random("7")) != write(Random("8"))


@settings(max_examples=25)
@given(st.randoms(use_true_random=False))
def test_hypothesis_writes_programs_too(rng):
    written = write(rng)
    compile(written.text, "program", "exec")


def test_shrink_keeps_what_fails():
    text = """
import math

def g(x):
    return x * 2.0

def f(x, y):
    s = g(x) + math.sin(y)
    for i in range(3):
        if i > 1:
            s = s * y
            break
    return s

ARGS = (1.0, 2.0)
"""
    small = shrink(
        text, lambda candidate: "break" in candidate and "def f" in candidate
    )
    assert "break" in small
    assert "g(" not in small
    assert "sin" not in small
    assert len(small) < len(text) / 2
