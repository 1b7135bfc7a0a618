"""This module tests tuples of arrays and lists that functions are given.

What is in them is the caller's, who changes it later: its adjoint is in the table.
"""

import numpy as np
import pytest

import s2s


def by_items(u, pair):
    return u * pair[0][0] + u * pair[1][1]


def by_names(u, pair):
    p, q = pair
    return u * p[0] + u * q[1]


def of_the_rest(u, *pair):
    return u * pair[0][0] + u * pair[1][1]


def nested(u, pair):
    return u * pair[0][0][0] + u * pair[0][1][1]


def items(x, a):
    b = 2.0 * a
    y = by_items(x, (a, b))
    b[1] = 0.0
    return y


def names(x, a):
    b = 2.0 * a
    y = by_names(x, (a, b))
    b[1] = 0.0
    return y


def rest(x, a):
    b = 2.0 * a
    y = of_the_rest(x, a, b)
    b[1] = 0.0
    return of_the_rest(y, b, a)


def tuples_in_tuples(x, a):
    b = 2.0 * a
    y = nested(x, ((a, b), 1.0))
    a[0] = 0.0
    return y * nested(x, ((b, a), x))


def a_list(x, a):
    b = 2.0 * a
    y = by_items(x, [a, b])
    b[1] = 0.0
    return y


@pytest.mark.parametrize("f", [items, names, rest, tuples_in_tuples, a_list])
def test_what_tuples_hold_changes_later(f):
    x, a = 0.7, np.array([0.5, 0.8])
    steps = 1e-6 * np.eye(2)
    by_a = [(f(x, a + h) - f(x, a - h)) / 2e-6 for h in steps]
    by_x = (f(x + 1e-6, a.copy()) - f(x - 1e-6, a.copy())) / 2e-6
    found = s2s.grad(f, wrt=(0, 1))(x, a.copy())
    assert found[0] == pytest.approx(by_x)
    assert np.allclose(found[1], by_a, rtol=1e-7)
    assert np.allclose(s2s.grad(f, wrt=1)(x, a.copy()), by_a, rtol=1e-7)
