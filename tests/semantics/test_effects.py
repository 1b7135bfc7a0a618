"""This module tests the section "Effects, results, seeds": effects, types, zeros."""

import numpy as np
import pytest

import s2s
from tests.check import check
from tests.language.examples import vector

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


def reads_nothing_of(u, x):
    return x


def adds_to_what_a_callee_gives(x, u):
    v = np.var([0.5, x, np.sum(u), 0.5])
    return v * reads_nothing_of(u, 0.5)


@pytest.mark.parametrize("shape", [(3,), ()])
def test_dtype_of_a_sum_with_a_wider_number(shape):
    u = np.full(shape, 0.3, dtype=np.float32)
    check(adds_to_what_a_callee_gives, 0.7, u)
    assert s2s.grad(adds_to_what_a_callee_gives, 1)(0.7, u).dtype == np.float32


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
