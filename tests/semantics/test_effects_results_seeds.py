"""This module tests the section "Effects, results, seeds" of what is decided."""

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


# Effects.


def writes_then_raises(a, x):
    a[0] = a[0] * x
    a[1:] *= x
    if x > 1.0:
        raise RuntimeError("half-way")
    return np.sum(a)


def appends_then_raises(xs):
    xs.append(xs[0] * 2.0)
    xs[0] = xs[1]
    if len(xs) > 2:
        raise RuntimeError("half-way")
    return xs[0] * xs[1]


counter = {"calls": 0}


def counts_its_calls(x):
    counter["calls"] += 1
    return x * x


def test_effects_leave_the_callers_array_intact():
    a = vector(2.0, 3.0)
    s2s.grad(writes_then_raises, (0, 1))(a, 0.5)
    np.testing.assert_array_equal(a, [2.0, 3.0])
    s2s.vjp(writes_then_raises, a, 0.5)
    np.testing.assert_array_equal(a, [2.0, 3.0])


def test_effects_leave_the_callers_array_intact_if_the_function_raises():
    a = vector(2.0, 3.0)
    with pytest.raises(RuntimeError, match="half-way"):
        s2s.grad(writes_then_raises)(a, 2.0)
    np.testing.assert_array_equal(a, [2.0, 3.0])


def test_effects_leave_the_callers_list_intact_if_the_function_raises():
    xs = [2.0, 3.0]
    with pytest.raises(RuntimeError, match="half-way"):
        s2s.grad(appends_then_raises)(xs)
    assert xs == [2.0, 3.0]
    assert s2s.grad(appends_then_raises)([2.0]) == [16.0]


def test_effects_are_those_of_one_call():
    counter["calls"] = 0
    assert s2s.grad(counts_its_calls)(3.0) == 6.0
    assert counter["calls"] == 1
    _, pullback = s2s.vjp(counts_its_calls, 3.0)
    pullback(1.0)
    pullback(1.0)
    assert counter["calls"] == 2


def test_an_exception_of_the_function_leaves_the_rest_as_a_plain_call_would(capsys):
    def f(a):
        print("before")
        a *= 2.0
        return a[5]

    with pytest.raises(IndexError):
        s2s.grad(f)(vector(1.0))
    assert capsys.readouterr().out == "before\n"


# dtype.


def doubled_squares(u):
    return np.sum(2.0 * u * u)


def mean_of_tanh(u):
    h = np.tanh(u) * np.float64(0.5)
    return h.mean()


def stores_singles(u):
    a = np.zeros(3, dtype=np.float32)
    a[:] = u * u
    a[0] *= 3.0
    return np.sum(a)


def loops_over_singles(u, n):
    s = 0.0
    for i in range(n):
        s += np.sum(u) * i
    return s


@pytest.mark.parametrize("f", [doubled_squares, mean_of_tanh, stores_singles])
def test_dtype_of_single_arrays(f):
    u = np.array([0.3, 0.5, 0.7], dtype=np.float32)
    assert s2s.grad(f)(u).dtype == np.float32
    check(f, u)


@pytest.mark.parametrize("seed", [1.0, np.float64(1.0), np.float32(1.0)])
def test_dtype_does_not_depend_on_the_seed(seed):
    u = np.array([0.3, 0.5], dtype=np.float32)
    _, pullback = s2s.vjp(doubled_squares, u)
    assert pullback(seed)[0].dtype == np.float32


def test_dtype_of_mixed_arguments():
    def f(u, w):
        return np.sum(u * w * w)

    u, w = np.ones(2, dtype=np.float32), np.ones(2)
    u_bar, w_bar = s2s.grad(f, (0, 1))(u, w)
    assert (u_bar.dtype, w_bar.dtype) == (np.float32, np.float64)


def test_dtype_of_numpy_scalars():
    assert s2s.grad(lambda x: x * x * 2.0)(np.float64(3.0)) == 12.0
    single = s2s.grad(lambda x: x * x * 2.0)(np.float32(3.0))
    assert single == 12.0
    assert single.dtype == np.float32


def test_realness_is_kept():
    def f(x):
        return abs(x * (1.0 + 2.0j)) ** 2

    try:
        x_bar = s2s.grad(f)(3.0)
    except s2s.errors.S2SError:
        return
    assert isinstance(x_bar, float)
    assert x_bar == pytest.approx(30.0)


# Zero trips.


def sums_in_a_loop(x, n):
    s = 0.0
    for i in range(n):
        s += np.sum(x * x)
    return s


def sums_in_a_while(x, n):
    s = 0.0
    while n > 0:
        s += np.sum(x * x)
        n -= 1
    return s


def updates_in_a_loop(x, w, n):
    for _ in range(n):
        x = x * w
    return np.sum(x)


def calls_in_a_loop(x, n):
    s = 0.0
    for i in range(n):
        s += doubled_squares(x)
    return s


@pytest.mark.parametrize("f", [sums_in_a_loop, sums_in_a_while, calls_in_a_loop])
@pytest.mark.parametrize("n", [0, 2])
@pytest.mark.parametrize(
    "x", [vector(0.3, 0.5), np.ones((2, 2), dtype=np.float32), 0.7, np.array(0.7)]
)
def test_zero_trips(f, n, x):
    x_bar = s2s.grad(f)(x, n)
    assert np.shape(x_bar) == np.shape(x)
    assert np.asarray(x_bar).dtype == np.asarray(x).dtype
    if n == 0:
        np.testing.assert_array_equal(x_bar, np.zeros_like(x))
    check(f, x, n)


def test_zero_trips_of_what_is_carried():
    x, w = vector(0.3, 0.5), vector(0.7, 0.9)
    x_bar, w_bar = s2s.grad(updates_in_a_loop, (0, 1))(x, w, 0)
    np.testing.assert_array_equal(x_bar, [1.0, 1.0])
    np.testing.assert_array_equal(w_bar, [0.0, 0.0])
    check(updates_in_a_loop, x, w, 2, wrt=(0, 1))


def test_zero_trips_of_lists():
    def f(xs, n):
        s = 0.0
        for i in range(n):
            s += xs[i]
        return s

    assert s2s.grad(f)([1.0, 2.0], 0) == [0.0, 0.0]
    assert s2s.grad(f)([1.0, 2.0], 1) == [1.0, 0.0]


def test_a_result_that_does_not_depend_on_the_input():
    np.testing.assert_array_equal(s2s.grad(lambda x: 3.0)(vector(1.0)), [0.0])
    assert s2s.grad(lambda x: 3.0)(2.0) == 0.0
    nested = s2s.grad(lambda p: 1.0)(([1.0], (2.0, vector(3.0))))
    assert nested[0] == [0.0]
    assert nested[1][0] == 0.0
    np.testing.assert_array_equal(nested[1][1], [0.0])


# Non-positional `None`.


def mixed(x, n, name, p):
    return x * n * p[0] * p[2]


def test_non_positional_none():
    _, pullback = s2s.vjp(mixed, 2.0, 3, "name", (5.0, 1, 7.0, "c"))
    assert pullback(1.0) == (105.0, None, None, (42.0, None, 30.0, None))


def test_non_positional_none_in_lists():
    def f(xs, flag, nothing=None):
        return xs[0] * xs[1] if flag else xs[0]

    _, pullback = s2s.vjp(f, [2.0, 3], True)
    assert pullback(1.0) == ([3.0, None], None)
    _, pullback = s2s.vjp(f, [2.0, 3], True, None)
    assert pullback(1.0) == ([3.0, None], None, None)


def test_an_integer_array_gives_none():
    _, pullback = s2s.vjp(lambda x, k: x[k[0]] * 2.0, vector(1.0, 3.0), np.array([1]))
    x_bar, k_bar = pullback(1.0)
    np.testing.assert_array_equal(x_bar, [0.0, 2.0])
    assert k_bar is None
