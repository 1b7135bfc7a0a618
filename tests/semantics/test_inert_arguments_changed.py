"""This module tests callees that change what they read and what carries no derivative.

What they store there is another argument, which carries one in other calls.
"""

import math

import numpy as np
import pytest

import s2s


def swap_in(a, x, u):
    y = a[0] * x * x
    a[0] = u
    return y


def by_value(x, a):
    return swap_in(a, x, 0.5) + swap_in(a, x, 2.0)


def captured(x, a):
    def step(u):
        angle = math.atan2(a[0], x)
        a[0] = u
        return angle

    return step(0.5) * step(0.2)


def into_an_output(a, y, u):
    y[1] += a[0] * y[0] * y[0]
    a[0] = u


def through_an_output(x, a):
    y = np.array([x, 2.0 * x])
    into_an_output(a, y, 0.5)
    into_an_output(a, y, 3.0)
    return y[0] * y[1]


def grow(a, y, u):
    for i in range(2):
        if a[i] > 0.7:
            y[1] += a[0] * y[0] * y[0]
            a[0] = u
            a[1] *= 2.0


def arms_that_change(x, a):
    y = np.array([x, x])
    grow(a, y, 0.8)
    grow(a, y, 0.2)
    return y[0] * y[1]


def through_a_view(a, y, u):
    b = a[1:]
    y[1] += b[0] * y[0] * y[0]
    b += u
    return y[0] * b[0]


def views_in_a_loop(x, a):
    y = np.array([x, x])
    total = 0.0
    for i in range(3):
        total += through_a_view(a, y, 0.8) * through_a_view(a[1:], y, 0.2)
        a[1] = 1.0 * i
    return y[1] + total


def two_deep(a, y, u):
    into_an_output(a, y, u)
    y[0] *= a[0]
    into_an_output(a[1:], y, u)


def a_callee_of_a_callee(x, a):
    y = np.array([x, x])
    two_deep(a, y, 0.8)
    a[0] = 9.0
    two_deep(a, y, 0.2)
    return y[0] * y[1]


def rows_and_columns(x, a):
    m = a.reshape(2, 2)
    y = np.array([x, x])
    into_an_output(m[0], y, 0.5)
    into_an_output(m.T[1], y, 0.3)
    into_an_output(m[:, 0][::-1], y, 0.2)
    into_an_output(m[0], y, 0.9)
    return y[0] * y[1] + m[1, 1]


def views_that_calls_give(x, a):
    y = np.array([x, x])
    into_an_output(np.transpose(a.reshape(2, 2))[0], y, 0.5)
    into_an_output(head(a)[1:], y, 0.4)
    into_an_output(a.ravel(), y, 0.3)
    into_an_output(head(a), y, 0.2)
    return y[0] * y[1]


def head(a):
    return a[:3]


def an_index_that_changes(x, a):
    y, k = np.array([x, x]), np.array([0, 1])
    into_an_output(a[k[0] :], y, 0.5)
    k[0] = 1
    into_an_output(a[k[0] :], y, 0.3)
    k[0] = 2
    return y[0] * y[1] * a[1]


def arrays_in_lists(x, a):
    parts = [a[:2], a[1:]]
    total = swap_in(parts[0], x, 0.4) + swap_in(parts[1], x, 0.3)
    for part in parts:
        total *= swap_in(part, x, 0.2)
    return total


def items_of_displays(x, a):
    m, total = a.reshape(2, 2), 0.0
    for i in range(2):
        total += swap_in([a, m[1]][i], x, 0.4) * swap_in((a[1:], *m)[i], x, 0.3)
        picked = [a[1:], a][1]
        total += swap_in(picked, x, 0.2) * a[0]
    return total * total


def in_two_arms(x, a):
    total = 0.0
    for i in range(3):
        total += swap_in(a[1:] if i else a[:2], x, 0.5)
    return total * total


def by_keywords(x, a):
    return swap_in(u=0.2, x=x, a=a[1:]) * swap_in(a=a[1:], u=0.4, x=x * x)


def in_expressions(x, a):
    terms = [swap_in(a[i:], x, 0.4 * i) for i in range(2)]
    return sum(terms) + math.sin(swap_in(a[1:], x, 0.1)) * swap_in(a[1:], x, 0.7)


def among_others(x, *arrays):
    y = x * x * arrays[0][0] * arrays[1][0]
    arrays[0][0] = 2.0
    return y * arrays[1][0]


def in_the_rest(x, a):
    return among_others(x, a[1:], a) * among_others(x, a[:1], a[1:])


def downwards(a, x, n):
    if n == 0:
        return a[0] * x
    y = a[0] * x * x
    a[0] += n
    return y + downwards(a[1:], x, n - 1) * a[0]


def by_recursion(x, a):
    return downwards(a, x, 3) * downwards(a[:3], x, 2)


def two_views(a, b, x):
    y = x * x * a[0] * b[0]
    a[0] += 1.0
    return y * b[0] * x


def views_of_one_array(x, a):
    h = lambda b: two_views(b, a[:2], x)  # noqa: E731
    return two_views(a[1:], a, x) * two_views(a, a, x) + h(a[1:]) * h(a)


@pytest.mark.parametrize(
    "f",
    [
        by_value,
        captured,
        through_an_output,
        arms_that_change,
        views_in_a_loop,
        a_callee_of_a_callee,
        rows_and_columns,
        views_that_calls_give,
        an_index_that_changes,
        arrays_in_lists,
        items_of_displays,
        in_two_arms,
        by_keywords,
        in_expressions,
        in_the_rest,
        by_recursion,
        views_of_one_array,
    ],
)
def test_a_callee_keeps_what_it_read(f):
    def plain(x):
        a = np.array([0.9, 1.2, 0.4, 1.1])
        return f(x, a), a

    numerically = (plain(0.7 + 1e-6)[0] - plain(0.7 - 1e-6)[0]) / 2e-6
    a = np.array([0.9, 1.2, 0.4, 1.1])
    value, gradient = s2s.value_and_grad(f)(0.7, a)
    assert value == plain(0.7)[0]
    assert gradient == pytest.approx(numerically)
    assert np.array_equal(a, plain(0.7)[1])


def test_an_alias_of_what_is_beside_a_derivative():
    def f(x, c):
        held = (x * c[1], c)
        first, _ = held
        np.add(0.5, c, out=c)
        return first * first

    assert s2s.grad(f)(0.7, np.ones(3)) == pytest.approx(1.4)


def test_a_number_beside_a_derivative_is_kept():
    def larger(pair):
        u, v = pair
        if u > v:
            u, v = 0.5, u
        return v

    def f(x, a):
        y = larger((a[1], np.exp(x)))
        a[1] = 0.5
        return y

    assert s2s.grad(f)(-0.1, np.array([0.1, 0.95])) == 0.0
