"""A call whose value nobody reads is left out, if it has no effect but its value."""

import numpy as np

import s2s
from tests.check import check

X = np.array([0.3, -0.8, 1.1, 0.6])
LOG = []


def energy(x):
    total = 0.0
    for i in range(len(x)):
        total += x[i] * x[i]
    return total


def scaled(x: "float[4]"):
    return 2.0 * energy(x)


def noted(x):
    total = 0.0
    for i in range(len(x)):
        total += x[i] * x[i]
    LOG.append(len(x))
    return total


def notes(x: "float[4]"):
    return 2.0 * noted(x)


def by_way_of(x):
    return noted(x) + 1.0


def notes_further_down(x: "float[4]"):
    return 2.0 * by_way_of(x)


def hides(x: "float[4]", energy):
    return 2.0 * energy(x)


def test_a_pure_call_is_left_out():
    assert "\n    energy(x)" not in s2s.differentiate(scaled).source()
    check(scaled, X)


def test_effects_stay():
    for f in (notes, notes_further_down):
        LOG.clear()
        s2s.grad(f)(X)
        assert LOG == [4]


def test_a_function_that_is_given_is_another():
    LOG.clear()
    s2s.grad(hides)(X, noted)
    assert LOG == [4]


def applied(f, x):
    return f(x)


def quiet_and_noted(x: "float[4]"):
    y = applied(energy, x)
    applied(noted, x)
    return y


def test_one_function_that_is_given_is_not_another():
    LOG.clear()
    s2s.grad(quiet_and_noted)(X)
    assert LOG == [4]


def total_of(numbers, x):
    return sum(numbers) * x[0]


def uses_up(x: "float[4]"):
    numbers = iter([1, 2, 3])
    total_of(numbers, x)
    return np.sum(x) * len(list(numbers))


def test_an_iterator_is_used_up():
    assert s2s.value_and_grad(uses_up)(X)[0] == 0.0


def told(x, tell):
    tell("once")
    return x * x


def tells(x: float):
    told(x, print)
    return x * x


def test_a_builtin_that_is_given_has_its_effect(capsys):
    s2s.grad(tells)(0.7)
    assert capsys.readouterr().out == "once\n"
