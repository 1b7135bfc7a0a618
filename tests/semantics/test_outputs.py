"""This module tests what library functions store their results into: `out`.

It is an argument by name or by position, of functions and of methods.
"""

import copy

import numpy as np
import pytest

import s2s
from tests.check import check

A = np.array([2.0, 3.0, 4.0])


def of_dot(x, a):
    z = np.zeros(3)
    np.dot(np.eye(3) * x, a, z)
    return np.sum(z * z)


def of_a_sum(x, a):
    z = np.ones(3)
    y = np.sum(x * z)
    np.sum(np.ones((2, 3)), 0, None, z)
    return y * x * z[0]


def with_arguments_behind(x, a):
    z = np.zeros((1, 3))
    np.sum(np.outer(a, a) * x, 0, None, z, True)
    return np.sum(z * z * x)


def of_concatenate(x, a):
    z = np.zeros(6)
    np.concatenate([a * x, a], 0, z)
    return np.sum(z * z)


def of_methods(x, a):
    z = np.zeros(3)
    (a * x).clip(0, 1, z)
    y = np.sum(z * z)
    (a * x * x).cumsum(0, None, z)
    return y * np.sum(z)


@pytest.mark.parametrize(
    "f",
    [
        of_dot,
        of_a_sum,
        with_arguments_behind,
        of_concatenate,
        of_methods,
    ],
)
def test_outputs_by_position(f):
    check(f, 0.3, A.copy())


# The same of storage without derivatives.


def inert_of_dot(x, a):
    y = x * a[0]
    np.dot(np.eye(3), np.full(3, 7.0), a)
    return y * x * a[0]


def inert_of_several(x, a):
    y = x * a[0]
    np.modf(np.ones(3), out=(np.zeros(3), a))
    return y * a[0]


def inert_view(x, a):
    y = x * a[0]
    np.multiply.outer(np.ones(3), np.ones(1), out=a.reshape(3, 1))
    return y


def inert_result(x, a):
    b = np.cumsum(np.ones(3), out=a)
    y = x * b[0]
    a[0] = 5.0
    return y


def inert_method(x, a):
    y = x * a[0]
    np.ones((2, 3)).sum(0, None, a)
    return y


@pytest.mark.parametrize(
    "f", [inert_of_dot, inert_of_several, inert_view, inert_result, inert_method]
)
def test_outputs_without_derivatives(f):
    ahead, behind = (f(0.3 + h, A.copy()) for h in (1e-6, -1e-6))
    plain, derived = copy.copy(A), copy.copy(A)
    f(0.3, plain)
    assert s2s.grad(f)(0.3, derived) == pytest.approx((ahead - behind) / 2e-6)
    assert derived.tolist() == plain.tolist()
