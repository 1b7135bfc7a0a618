"""This module checks that the adjoint of one statement computes nothing twice."""

import numpy as np

import s2s


def differences(c: "float", u: "float[5]", steps: "int"):
    for _ in range(steps):
        u[1:] -= c * u[1:] * (u[1:] - u[:-1])
    return np.sum(u)


def once(c: "float", u: "float[5]"):
    return np.sum(c * np.sin(u))


def text_of(function):
    return s2s.differentiate(function).source()


def test_a_difference_read_twice_is_named():
    backward = text_of(differences).partition("backward sweep")[2]
    assert "part = u[1:] - u[:-1]" in backward
    assert backward.count("u[1:] - u[:-1]") == 2


def test_numbers_are_computed_again():
    assert "part =" not in text_of(once)


def choice(x: "float", n: "int"):
    y = 0.0
    for i in range(n):
        y = y + (x**0.5 if x > 0.0 else 0.0) * (x**0.5 if x > 0.0 else 0.0)
    return y


def test_what_is_not_computed_for_sure_is_not_named():
    assert s2s.grad(choice)(0.0, 3) == 0.0
