"""This module checks callees that add to the adjoints of the arrays that they read."""

import numpy as np
import pytest

import s2s
from tests.check import check

X = np.array([0.3, -0.8, 1.1, 0.6])


def energy(x):
    total = 0.0
    for i in range(len(x)):
        total += x[i] * x[i]
    return total


def cross(x, y):
    total = 0.0
    for i in range(len(x)):
        total += x[i] * y[i] * y[i]
    return total


def smoothed(x):
    y = x.copy()
    for i in range(1, len(x)):
        y[i] = 0.5 * (x[i] * x[i - 1] + y[i - 1])
    return y


def kept(x):
    for _ in range(2):
        x = x * x
    return x


def twice(x: "float[4]"):
    return energy(x) * energy(x)


def test_the_adjoint_is_given_and_added_to():
    text = s2s.differentiate(twice).source()
    assert "def energy_vjp(x, total_bar, x_bar):" in text
    assert "d_x" not in text
    check(twice, X)


def both_arguments_are_one(x: "float[4]"):
    return cross(x, x)


def two_names_of_one(x: "float[4]"):
    y = x
    return cross(x, y) + energy(y)


def a_view_and_its_base(x: "float[4]"):
    y = x[:]
    return cross(x, y)


def parts(x: "float[4]"):
    return cross(x[1:], x[:-1]) * cross(x[::2], x[1::2])


def a_seed_that_is_the_adjoint(x: "float[4]"):
    y = smoothed(x)
    z = smoothed(y)
    return np.sum(z) + energy(y)


def is_bound_again(x: "float[4]"):
    for _ in range(3):
        x = smoothed(x)
    return energy(x)


def in_one_arm(x: "float[4]", n: int):
    y = 0.0
    for i in range(n):
        if i % 2:
            y += energy(x)
        else:
            x = 0.5 * x
    return y


def in_a_loop(x: "float[4]"):
    y = 0.0
    for i in range(3):
        z = x * i
        y += energy(z) * x[i]
    return y


def rebinds_inside(x: "float[4]"):
    return np.sum(kept(x)) * energy(x)


def hands_on(x: "float[4]"):
    return twice(x) * energy(x)


def gives_the_array(x):
    for _ in range(2):
        pass
    return x


def given_back(x: "float[4]"):
    y = gives_the_array(x)
    return energy(y) + np.sum(x)


def of_a_tuple(x: "float[4]"):
    a, b = x * 2.0, x * x
    pair = (a, b)
    return energy(pair[0]) * energy(pair[1])


def of_a_list(x: "float[4]"):
    xs = [x * 2.0, x * x]
    y = 0.0
    for v in xs:
        y += energy(v) * energy(xs[0])
    return y


def of_single_precision(x):
    return energy(x) * energy(x)


@pytest.mark.parametrize(
    "f, args",
    [
        (both_arguments_are_one, (X,)),
        (two_names_of_one, (X,)),
        (a_view_and_its_base, (X,)),
        (parts, (X,)),
        (a_seed_that_is_the_adjoint, (X,)),
        (is_bound_again, (X,)),
        (in_one_arm, (X, 5)),
        (in_a_loop, (X,)),
        (rebinds_inside, (X,)),
        (hands_on, (X,)),
        (given_back, (X,)),
        (of_a_tuple, (X,)),
        (of_a_list, (X,)),
        (of_single_precision, (X.astype(np.float32),)),
    ],
)
def test_what_is_added_up_is_the_derivative(f, args):
    check(f, *args)
