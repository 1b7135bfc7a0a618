"""This module checks what the forward sweep keeps for the backward sweep."""

import math

import numpy as np
import pytest

import s2s
from tests.check import check


def money(x: float, y: float):
    z = (math.log(x / y) + y) / x + x
    return z * z


def in_place(u: "float[4]", c: float):
    u[1:] -= c * np.exp(u[1:] - u[:-1])
    u[0] = u[1] * (u[2] + c) ** 3
    return np.sum(u * u)


def chosen(x: float, y: float):
    z = math.log(x) / y if x > 0.0 else y
    return z * z


def in_a_loop(x: float, n: int):
    for _ in range(n):
        x = x * (1.0 + math.sin(x) * x)
    return x


def unused(x: float):
    return x * math.exp(-x)


def sweeps_of(function):
    text = s2s.differentiate(function).source()
    return text.partition("# backward sweep")[::2]


def test_a_call_is_computed_once():
    forward, backward = sweeps_of(money)
    code = [line for line in backward.splitlines() if "#" not in line]
    assert "part = math.log(x / y) + y\n    z = part / x + x" in forward
    assert "log" not in "".join(code)


def test_nothing_is_computed_before_it_is_known_to_be_needed():
    forward, _ = sweeps_of(chosen)
    assert forward.count("math.log(x)") == 1
    assert forward.index("x > 0.0") < forward.index("math.log(x)")


@pytest.mark.parametrize("function", [in_a_loop, unused])
def test_nothing_is_kept_on_a_stack_or_for_nobody(function):
    forward, _ = sweeps_of(function)
    assert "part" not in forward
    assert "sin = " not in forward


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (money, (2.0, 3.0)),
        (in_place, (np.array([0.1, 0.4, -0.2, 0.3]), 0.7)),
        (chosen, (2.0, 3.0)),
        (chosen, (-2.0, 3.0)),
        (in_a_loop, (0.3, 4)),
        (unused, (0.3,)),
    ],
)
def test_what_is_kept_is_what_the_adjoint_needs(function, args):
    wrt = [n for n in ("x", "y", "u", "c") if n in function.__code__.co_varnames]
    given = function.__code__.co_varnames[: function.__code__.co_argcount]
    check(function, *args, wrt=tuple(n for n in given if n in wrt))


def diffused(u: "float[4]", kappa: float, steps: int):
    u = u.copy()
    for _ in range(steps):
        u[1:-1] = u[1:-1] + kappa * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.sum(u * u)


def test_in_a_loop_a_part_is_kept_instead_of_the_arrays_that_it_reads():
    text = s2s.differentiate(wrt=(0, 1))(diffused).source()
    assert "part_stack.append(part)" in text
    assert "u_stack" not in text
    check(diffused, np.array([0.3, -0.8, 1.1, 0.6]), 0.2, 3, wrt=(0, 1))


def squashed(u: "float[4]", shift: "float[2]"):
    u = u.copy()
    for i in range(2):
        u *= np.tanh(u - math.sin(shift[i]))
    return u


def test_a_part_of_an_update_in_place_is_recorded():
    u, shift = np.array([0.3, -0.8, 1.1, 0.6]), np.array([0.2, 0.9])
    check(squashed, u, shift, wrt=(0, 1))


def logistic(z: "float[5]"):
    p = 1.0 / (1.0 + np.exp(-z))
    return np.sum(p * p)


def test_what_is_one_over_something_needs_no_more_than_itself():
    text = s2s.differentiate(logistic).source()
    assert "p = 1.0 / (1.0 + exp)" in text
    assert "exp * p * p * p_bar" in text
