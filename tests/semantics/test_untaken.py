"""This module checks that `np.where` keeps out the branch that is not taken.

There the value may be infinite or undefined, and so may its slope: what reaches the
inputs is exactly 0.
"""

import numpy as np
import pytest

import s2s
from tests.language.examples import vector

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
X = vector(0.5, 0.0, 2.0, -1.0)
TAKEN = X > 0


def root_in_the_call(x):
    return np.sum(np.where(x > 0, np.sqrt(x), 0.0))


def root_with_a_name(x):
    s = np.sqrt(x)
    return np.sum(np.where(x > 0, s, 0.0))


def root_with_a_mask(x):
    taken = x > 0
    s = np.sqrt(x)
    return np.sum(np.where(~taken, 0.0, s))


def root_in_a_view(x):
    s = np.sqrt(x).reshape(2, 2)
    return np.sum(np.where(x.reshape(2, 2) > 0, s, 0.0))


def root_stored(x):
    s = np.zeros_like(x)
    s[:] = np.sqrt(x)
    return np.sum(np.where(x > 0, s, 0.0))


def root_by_element(x):
    y = np.empty_like(x)
    for i in range(len(x)):
        y[i] = np.where(x[i] > 0, np.sqrt(x[i]), 0.0)
    return np.sum(y)


def root(x):
    return np.sqrt(x)


def root_in_a_callee(x):
    return np.sum(np.where(x > 0, root(x), 0.0))


def root_of_a_callee(x):
    s = named_root(x)
    return np.sum(np.where(x > 0, s, 0.0))


def named_root(x):
    s = np.sqrt(x)
    t = s * 1.0
    return t


def root_of_a_function_met_at_run_time(x):
    for f in [np.sqrt]:
        s = f(x)
    return np.sum(np.where(x > 0, s, 0.0))


@pytest.mark.parametrize(
    "f",
    [
        root_in_the_call,
        root_with_a_name,
        root_with_a_mask,
        root_in_a_view,
        root_stored,
        root_by_element,
        root_in_a_callee,
        root_of_a_callee,
        root_of_a_function_met_at_run_time,
    ],
)
def test_the_root_of_what_is_not_positive(f):
    wanted = np.zeros(4)
    wanted[TAKEN] = 0.5 / np.sqrt(X[TAKEN])
    np.testing.assert_allclose(s2s.grad(f)(X), wanted, rtol=1e-14)


def entropy(x):
    return np.sum(np.where(x > 0, x * np.log(x), 0.0))


def entropy_with_names(x):
    log = np.log(x)
    t = x * log
    return np.sum(np.where(x > 0, t, 0.0))


@pytest.mark.parametrize("f", [entropy, entropy_with_names])
def test_entropy(f):
    wanted = np.zeros(4)
    wanted[TAKEN] = np.log(X[TAKEN]) + 1.0
    np.testing.assert_allclose(s2s.grad(f)(X), wanted, rtol=1e-14)


def logistic(x):
    return np.sum(np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x))))


def logistic_with_names(x):
    right = 1 / (1 + np.exp(-x))
    left = np.exp(x) / (1 + np.exp(x))
    return np.sum(np.where(x >= 0, right, left))


@pytest.mark.parametrize("f", [logistic, logistic_with_names])
def test_what_overflows_where_it_is_not_taken(f):
    x = vector(0.5, 800.0, -3.0, -800.0)
    e = np.exp(-np.abs(x))
    np.testing.assert_allclose(s2s.grad(f)(x), e / (1 + e) ** 2, rtol=1e-13)


def safe_quotient(x, y):
    q = x / y
    return np.sum(np.where(y != 0, q, x))


def test_a_safe_quotient():
    x, y = vector(1.0, 2.0), vector(0.0, 4.0)
    x_bar, y_bar = s2s.grad(safe_quotient, (0, 1))(x, y)
    assert x_bar.tolist() == [1.0, 0.25]
    assert y_bar.tolist() == [0.0, -0.125]


def in_a_loop(x):
    y = np.where(x > 0, x, 0.0)
    for _ in range(3):
        log = np.log(y)
        y = np.where(y > 0, log * log, 0.0)
    return np.sum(y)


def test_in_a_loop():
    found = s2s.grad(in_a_loop)(X)
    assert np.isfinite(found).all()
    assert found[[1, 3]].tolist() == [0.0, 0.0]
    assert found[0] == pytest.approx(s2s.grad(in_a_loop)(vector(0.5))[0])


def chosen_twice(x):
    t = np.where(x >= 0, np.log(x), 0.0)
    return np.sum(np.where(x > 0, t, 0.0))


def test_chosen_twice():
    assert s2s.grad(chosen_twice)(X).tolist() == [2.0, 0.0, 0.5, 0.0]


def chosen_twice_at_once(x):
    return np.sum(np.where(x > 0, np.where(x > 1, np.log(x), x * np.sqrt(x)), 0.0))


def test_chosen_twice_at_once():
    found = s2s.grad(chosen_twice_at_once)(X)
    np.testing.assert_allclose(found, [1.5 * np.sqrt(0.5), 0.0, 0.5, 0.0])


def one_number(x: float):
    return np.where(x > 0, x**0.5, 0.0) * 2.0


def test_one_number():
    assert s2s.grad(one_number)(0.25) == 2.0
    assert s2s.grad(one_number)(0.0) == 0.0


def taken_everywhere_else_too(x):
    s = np.sqrt(x)
    return np.sum(np.where(x > 0, s, 0.0)) + np.sum(s)


def test_what_is_read_elsewhere_keeps_its_infinite_slope():
    assert s2s.grad(taken_everywhere_else_too)(vector(0.0))[0] == np.inf


def test_a_slope_that_is_always_finite_needs_no_care():
    text = s2s.differentiate(rectified).source(vector(1.0, 2.0), 0.5)
    assert "!=" not in text


def rectified(x, w):
    h = x * w
    return np.sum(np.where(h > 0, h, 0.0))
