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
