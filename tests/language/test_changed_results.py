"""This module checks results of callees that their callers change in place."""

import numpy as np

import s2s
from tests.language.examples import Examples, vector

example = Examples()


def filled(x, n):
    ys = np.zeros(n + 2)
    ys[0] = x
    for i in range(n):
        ys[i + 1] = ys[i] * x
    return ys


@example(0.7)
def array_that_a_callee_filled(x):
    v = filled(x, 2)
    v[0] = 3.0 * v[1]
    v *= v[1]
    return np.sum(v)


def filled_and_more(x, n):
    return filled(x, n), x * 2.0


@example(0.7)
def array_in_a_tuple_of_a_callee(x):
    v, u = filled_and_more(x, 2)
    v[0] = 3.0 * v[1]
    v *= v[1]
    return np.sum(v) * u


def grown(x, n):
    ys = [x, x * x]
    for i in range(n):
        ys.append(ys[i] * ys[i + 1])
    return ys


@example(0.7)
def list_that_a_callee_grew(x):
    v = grown(x, 2)
    v[0] = 3.0 * v[1]
    v.append(x)
    v[2] *= x
    u = v.pop(1)
    return sum(v) * u


def squashed(x):
    y = np.exp(x)
    for _ in range(2):
        y = y * x
    z = np.tanh(y)
    return z


def squashed_two_calls_away(x):
    return squashed(x)


@example(vector(0.3, 0.4, 0.5))
def result_that_the_adjoint_reads(x):
    v = squashed_two_calls_away(x)
    v += 3.0 * x[1]
    w = squashed_two_calls_away(x * 2.0)
    w += v
    w *= v
    return w


def collect(x, n, found):
    if n == 0:
        return found
    found.append(x)
    found[0] += x * found[-1]
    return collect(x * x, n - 1, found)


@example(0.7)
def list_that_a_recursion_grew(x):
    xs = collect(x, 2, [0.5, 0.5])
    xs.append(x)
    xs[1] *= xs[0]
    return sum(xs)


def handed_back(x, n, found):
    if n > 5:
        found.append(x)
    return found


@example(0.7, [0.4, 0.3])
def number_of_unknown_kind_in_a_list_that_is_handed_back(x, xs):
    zs = handed_back(x, 3, [0.5, (lambda u: xs[-2] * u)(x)])
    return zs[1] * x


@example(0.7, [0.4, 0.3])
def the_same_in_a_list_of_lists(x, xs):
    zs = handed_back(x, 3, [[0.5, (lambda u: xs[-2] * u)(x)], [x, x * x]])
    zs[0][0] *= x
    return zs[0][1] * x + zs[1][1]


def test_the_user_may_change_what_two_calls_deep_is_on_a_tape():
    x = vector(0.3, 0.4, 0.5)
    y, pullback = s2s.vjp(squashed_two_calls_away, x)
    seed = np.ones(3)
    expected = pullback(seed)[0]
    y[...] = 7.0
    assert np.array_equal(pullback(seed)[0], expected)


test_changed_results = example.test()
