"""Which functions of the user's are known to change nothing."""

import math

import gast
import numpy as np
import pytest

from s2s.normalise.context import Context
from s2s.normalise.effects import is_pure
from s2s.tree.parse import parse

STATE = [0.0]


def square(x):
    return x * x


def norm(x):
    total = 0.0
    for v in x:
        total += square(v)
    return math.sqrt(total) + np.sum(x) + x.max()


def factorial(n):
    return 1.0 if n < 1 else n * factorial(n - 1)


def store(x):
    x[0] = 1.0
    return x


def update(x):
    x += 1.0
    return x


def remember(x):
    STATE.append(x)
    return x


def through(x):
    return remember(x) + 1.0


def apply(f, x):
    return f(x)


def output(x, buffer):
    return np.exp(x, buffer)


def alias(x):
    y = x
    y += 1.0
    return y


def part(x):
    for row in x:
        row *= 2.0
    return x


def speak(x):
    print(x)
    return x


@pytest.mark.parametrize("name", ["square", "norm", "factorial", "math.sin", "np.exp"])
def test_pure(name):
    assert pure(name)


@pytest.mark.parametrize(
    "name",
    "store update remember through apply output alias part speak np.copyto".split(),
)
def test_impure(name):
    assert not pure(name)


def pure(name):
    context = Context(parse(square), set(), _never)
    return is_pure(gast.parse(f"{name}(a)").body[0].value, context)


def _never(_call):
    return False
