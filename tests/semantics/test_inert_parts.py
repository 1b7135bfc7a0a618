"""This module tests parts of what carries no derivative, given to who changes it.

Rows, views, what a branch picks, what is in a `*rest`: no copy takes their place. What
flows into them is found there.
"""

import numpy as np
import pytest

import s2s


def grow(u, a):
    a[0] = a[1] + 1.0
    return u * a[0]


def keep(u, a):
    a[0] = u * u
    return u * a[1]


def grow_rest(u, *rows):
    rows[0][0] = rows[0][0] + 1.0
    rows[1][1] *= 2.0
    return u * rows[0][0] * rows[1][1]


def keep_rest(u, *rows):
    rows[0][0] = u * u
    return u * rows[1][1]


def read_rest(u, *rows):
    return u * rows[0][0] + u * rows[1][1]


def a_row_of_a_list(x):
    rows = [[1.0, 2.0], [3.0, 4.0]]
    y = grow(x, rows[0])
    rows[0][1] = 0.5
    return y * grow(y, rows[0]) * rows[0][0]


def a_row(x):
    m = np.array([[1.0, 2.0], [3.0, 4.0]])
    y = grow(x, m[0])
    m[0, 1] = 0.5
    return y * m[0, 0] * grow(y, m[0])


def a_column(x):
    m = np.array([[1.0, 2.0], [3.0, 4.0]])
    return grow(x, m.T[0]) * m[0, 0]


def a_slice_of_a_view(x):
    m = np.array([[1.0, 2.0], [3.0, 4.0]])
    y = grow(x, m.reshape(-1)[1:])
    m[0, 1] += 1.0
    return y * m[0, 1]


def a_part_of_a_view_that_keeps(x):
    a = np.ones(4)
    y = keep(x, np.reshape(a, (2, 2))[0])
    return y * a[0]


def one_of_two(x):
    a, b = np.ones(3), np.ones(3)
    y = grow(x, a if x > 0.0 else b)
    a[1] = 4.0
    y *= grow(x, a if x > 0.0 else b)
    a[0] = 0.0
    return y


def a_rest_of_names(x):
    a, b = np.ones(2), np.ones(2)
    y = grow_rest(x, a, b)
    a[:] = 0.1
    return y * grow_rest(y, b, a)


def a_rest_of_a_tuple(x):
    a, b = np.ones(2), np.ones(2)
    rows = (a, b)
    y = grow_rest(x, *rows)
    a[0] = 5.0
    y = grow_rest(y, *rows) * a[0]
    b[1] = 5.0
    return y * a[0]


def a_rest_of_a_list(x):
    a, b = np.ones(2), np.ones(2)
    rows = [a, b]
    y = read_rest(x, *rows)
    a[0] = 5.0
    y = grow_rest(y, *rows)
    b[1] = 5.0
    return y * read_rest(y, *rows) * rows[0][0]


def a_rest_that_keeps(x):
    a, b = np.ones(2), np.ones(2)
    rows = (a, b)
    y = keep_rest(x, *rows)
    return y * a[0]


def a_rest_with_a_star_in_front(x):
    a, b = np.ones(2), np.ones(2)
    rows = (a, b)
    y = grow_rest(x, *rows, 2.0)
    a[0] = 4.0
    y = grow_rest(y, *rows, 3.0)
    b[:] = 0.0
    return y * a[0]


@pytest.mark.parametrize(
    "f",
    [
        a_row_of_a_list,
        a_row,
        a_column,
        a_slice_of_a_view,
        a_part_of_a_view_that_keeps,
        one_of_two,
        a_rest_of_names,
        a_rest_of_a_tuple,
        a_rest_of_a_list,
        a_rest_that_keeps,
        a_rest_with_a_star_in_front,
    ],
)
def test_parts_that_a_callee_changes(f):
    value, gradient = s2s.value_and_grad(f)(0.7)
    assert value == pytest.approx(f(0.7), rel=1e-14)
    assert gradient == pytest.approx((f(0.7 + 1e-6) - f(0.7 - 1e-6)) / 2e-6)
