"""This module tests the section "Effects, results, seeds": results and seeds."""

import numpy as np
import pytest

import s2s
from tests.check import check
from tests.language.examples import vector

# Restoring spoils results.


def squares_in_place(u):
    u = u.copy()
    u *= u
    loss = np.sum(u * u)
    u[0] += 1.0
    return loss, u


def writes_the_argument(u):
    u[0] = u[0] * u[1]
    return u


def returns_a_view(u):
    a = u * u
    v = a[1:]
    a *= a
    return v


def list_of_the_written(u):
    u = u.copy()
    u *= 2.0
    return np.sum(u), {"state": [u, u[1:]], "n": 3}


def test_restoring_spoils_no_auxiliary_result():
    x = vector(0.5, 2.0)
    (value, aux), grad = s2s.value_and_grad(squares_in_place, has_aux=True)(x)
    assert value == 0.5**4 + 2.0**4
    np.testing.assert_array_equal(aux, [1.25, 4.0])
    np.testing.assert_array_equal(grad, 4.0 * x**3)


@pytest.mark.xfail(
    strict=True, reason="a dict that holds what carries a derivative: a later issue"
)
def test_restoring_spoils_nothing_inside_an_auxiliary_result():
    x = vector(0.5, 2.0)
    (value, aux), grad = s2s.value_and_grad(list_of_the_written, has_aux=True)(x)
    assert value == 5.0
    np.testing.assert_array_equal(aux["state"][0], [1.0, 4.0])
    np.testing.assert_array_equal(aux["state"][1], [4.0])
    np.testing.assert_array_equal(grad, [2.0, 2.0])


@pytest.mark.parametrize("f", [writes_the_argument, returns_a_view])
def test_restoring_spoils_no_result_of_vjp(f):
    x = vector(0.5, 2.0, 3.0)
    y, pullback = s2s.vjp(f, x)
    plain = f(x.copy())
    np.testing.assert_array_equal(y, plain)
    pullback(np.ones_like(y))
    np.testing.assert_array_equal(y, plain)
    y[:] = 77.0
    first = pullback(np.ones_like(y))
    np.testing.assert_array_equal(pullback(np.ones_like(y))[0], first[0])
    check(f, x)


def returns_the_state_it_reads(u):
    kept = u * u
    return np.sum(kept * kept), kept


def test_an_auxiliary_result_that_the_adjoint_reads():
    x = vector(0.5, 2.0)
    (_, aux), grad = s2s.value_and_grad(returns_the_state_it_reads, has_aux=True)(x)
    np.testing.assert_array_equal(aux, x * x)
    np.testing.assert_allclose(grad, 4.0 * x**3)


# Pullback twice.


def power_loop(x, n):
    y = x
    for _ in range(n):
        y = y * x
    return y


def in_place_loop(u):
    for _ in range(3):
        u *= u
    return u


def recursive(x, n):
    return x if n == 0 else x * recursive(x * x, n - 1)


@pytest.mark.parametrize(
    "f, args",
    [
        (power_loop, (0.9, 4)),
        (in_place_loop, (vector(0.9, 0.5),)),
        (recursive, (0.9, 3)),
    ],
)
def test_pullback_twice(f, args):
    y, pullback = s2s.vjp(f, *args)
    seed = np.ones_like(y) if isinstance(y, np.ndarray) else 1.0
    first = pullback(seed)
    again = pullback(2.0 * seed)
    np.testing.assert_allclose(again[0], 2.0 * first[0], rtol=1e-15)
    np.testing.assert_array_equal(pullback(seed)[0], first[0])


def test_two_pullbacks_do_not_meet():
    _, first = s2s.vjp(power_loop, 2.0, 3)
    _, second = s2s.vjp(power_loop, 3.0, 1)
    assert second(1.0)[0] == 6.0
    assert first(1.0)[0] == 4 * 2.0**3
    assert second(1.0)[0] == 6.0


# Seed.


def accumulates_into_the_result(theta, n):
    for _ in range(n):
        theta = theta + 0.5 * np.sin(theta)
    return theta


def transposed(x):
    return x.T


def itself(x):
    return x


def reshaped_twice(x):
    y = x.reshape(-1)
    return y[::-1], y


@pytest.mark.parametrize("f", [transposed, itself, np.transpose, lambda x: x[:]])
def test_gradients_never_share_storage_with_the_seed(f):
    x, seed = np.ones((2, 2)), np.arange(4.0).reshape(2, 2)
    _, pullback = s2s.vjp(lambda x: f(x), x)
    (x_bar,) = pullback(seed)
    assert not np.shares_memory(x_bar, seed)
    x_bar[:] = 9.0
    np.testing.assert_array_equal(seed, np.arange(4.0).reshape(2, 2))


@pytest.mark.parametrize("n", [0, 1, 3])
def test_a_seed_is_not_changed(n):
    x, seed = vector(0.3, 0.5), vector(2.0, 3.0)
    _, pullback = s2s.vjp(accumulates_into_the_result, x, n)
    pullback(seed)
    np.testing.assert_array_equal(seed, [2.0, 3.0])
    check(accumulates_into_the_result, x, n)


def test_a_tuple_of_seeds_is_not_changed():
    check(reshaped_twice, np.arange(4.0).reshape(2, 2))
    seed = vector(1.0, 2.0, 3.0, 4.0)
    _, pullback = s2s.vjp(reshaped_twice, np.ones((2, 2)))
    (x_bar,) = pullback((seed, seed))
    np.testing.assert_array_equal(x_bar.ravel(), [5.0, 5.0, 5.0, 5.0])
    np.testing.assert_array_equal(seed, [1.0, 2.0, 3.0, 4.0])
