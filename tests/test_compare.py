"""This module tests who judges: the complex step, or differences that refute it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.check import check
from tests.differences import Projection, bounds
from tests.test_check import backend, complaint


def scaled(derivative, factor=1.0):
    """Return a stand-in whose derivative by one number is wrong by a factor."""
    return backend(lambda f, x: (f(x), lambda y_bar: (derivative(x) * factor * y_bar,)))


def with_length(share):
    """Return a function that no complex step differentiates, and its derivative."""
    return (
        lambda x: np.sin(x) + share * abs(np.exp(1.3 * x)),
        lambda x: np.cos(x) + share * 1.3 * np.exp(1.3 * x),
    )


def with_conjugate(share):
    """Return one whose complex step has the wrong sign in part, and its derivative."""
    return (
        lambda x: np.sin(x) + share * np.exp(np.conj(x)),
        lambda x: np.cos(x) + share * np.exp(x),
    )


def with_branch(share):
    """Return one that differences follow for 0.001 only, and its derivative."""
    return (
        lambda x: np.sin(x) + share * abs(x * x) + (x if np.real(x) > 0.701 else 0.0),
        lambda x: np.cos(x) + share * 2.0 * x,
    )


@pytest.mark.parametrize("share", [1.0, 1e-2, 1e-6, 1e-7])
@pytest.mark.parametrize("pair", [with_length, with_conjugate, with_branch])
def test_differences_refute_a_complex_step(pair, share):
    f, derivative = pair(share)
    assert check(f, 0.7, backend=scaled(derivative)) == 2
    for factor in (1.0 + 1e-7, 1.0 - 1e-6, 1.0 + 1e-5, -1.0):
        assert complaint(f, scaled(derivative, factor), 0.7) == "differences"


@pytest.mark.parametrize("factor", [1.0 + 1e-8, 1.0 + 1e-7, 1.0 - 1e-6, 1.0 + 1.9e-6])
@pytest.mark.parametrize("size", [0.0, 1.0, 1e3, 1e5])
def test_differences_do_not_refute_a_right_complex_step(size, factor):
    def rounded(x):
        return (np.exp(x) + size) - size

    assert check(rounded, 1.5, backend=scaled(np.exp)) == 2
    wrong = scaled(np.exp, factor)
    known = "differences" if factor > 1.0 + 1.5e-6 else "complex step"
    assert complaint(rounded, wrong, 1.5) == known


def test_differences_lost_in_rounding_refute_nothing():
    def swallowed(x):
        return (1e9 + 1e-3 * x) - 1e9

    wrong = scaled(lambda x: 0.0)
    assert check(swallowed, 1.5, backend=wrong, complex_step="never") == 2
    assert complaint(swallowed, wrong, 1.5) == "complex step"


@pytest.mark.parametrize("size", [0.0, 1.0, 1e6])
@pytest.mark.parametrize("reach", [1e-5, 1e-3, 1e-1, 9.0])
def test_bounds_hold_the_derivative(size, reach):
    def f(x):
        return (np.sin(3.0 * x) + (x if x > 0.7 + reach else 0.0) + size) - size

    low, high = bounds(Projection(f, (0.7,), 0, 1.0, 1.0))
    assert low <= 3.0 * math.cos(2.1) <= high
    assert high - low <= 1e-9 * max(size, 1.0) / min(reach, 0.1)


@pytest.mark.parametrize("start", [0.7, -0.7])
def test_what_no_step_moves_is_constant(start):
    def sign(x):
        return 2.0 * np.sign(x)

    assert check(sign, start, backend=scaled(lambda x: 0.0)) == 2
    assert complaint(sign, scaled(lambda x: 1e-6), start) == "differences"
