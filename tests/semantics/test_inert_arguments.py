"""This module tests what functions are given beside a derivative, and changes later.

A callee keeps what it read of its arguments, and of what it captures: items of items,
who is in a set, what a test found.
"""

import math

import numpy as np
import pytest

import s2s


def deep(rows, u):
    return math.sin(u * rows[0][1])


def a_row_changes(x):
    rows = [[0.5, 0.8], [0.3, 0.1]]
    y = deep(rows, x)
    rows[0][1] = 7.0
    return y * y


def every_row_changes(x):
    rows = [[0.5, 0.8], [0.3, 0.1]]
    y = deep(rows, x)
    for row in rows:
        row[1] = 7.0
    return y * deep(rows, x)


def a_row_is_replaced(x):
    rows = [[0.5, 0.8], [0.3, 0.1]]
    y = deep(rows, x)
    rows[0] = [1.0, 1.0]
    return y * y


def squared_if_seen(seen, u, i):
    return u * u if i in seen else u


def a_set_loses_its_items(x):
    seen = {1, 2}
    y = squared_if_seen(seen, x, 1)
    seen.clear()
    return y * squared_if_seen(seen, x, 2)


def a_captured_set(x):
    seen = {1}

    def h(u):
        return u * u if 1 in seen else u

    y = h(x)
    seen.clear()
    return y


def a_captured_list_is_emptied(x):
    todo = [3, 2]

    def h(u):
        if todo:
            u = u * u
        for i in todo:
            u = u**i
        return u

    y = h(x)
    todo.clear()
    return y * h(x)


def compared(old, new, u):
    if old == new:
        return u * u
    return 3.0 * u


def lists_that_were_equal(x):
    old, new = [1, 2], [1, 2]
    y = compared(old, new, x)
    new[0] = 5
    return y * compared(old, new, x)


def an_alias_of_what_is_compared(x):
    old, new = [1, 2], [1, 2]
    other = new
    y = x
    if old == new:
        y = x * x
    other.append(3)
    return y * y


def squared_if_any(u, xs):
    mine = xs
    if mine:
        u = u * u
    return u


def an_alias_in_a_callee_is_emptied(x):
    xs = [1, 2]
    y = squared_if_any(x, xs)
    xs.clear()
    return y * squared_if_any(y, xs)


def by_an_item(u, rows):
    row, other = rows[0], rows[1]
    if row == other:
        u = u * u
    if row:
        u = math.sin(u)
    return u


def items_that_a_callee_asks(x):
    rows = [[1], [1]]
    y = by_an_item(x, rows)
    rows[0].clear()
    y = by_an_item(y, rows)
    rows[0].append(2)
    return y * by_an_item(y, rows)


def a_captured_matrix(x):
    m = np.array([[0.2, 0.1], [0.5, 0.2]])

    def step(u):
        u = u * m[1, 0]
        for row, j in zip(m, (0, 1)):
            row[j] = 0.7
        return u

    y = step(x)
    for row in m:
        row[0] *= 0.5
    return y * step(y)


def captured_beside_what_changes(x):
    a, k = np.array([1.0, 2.0]), 3.0

    def clear(u):
        a[0] = 0.5 * k

    clear(x)
    s, (t, _) = pair((a[1] * x, x), k)
    return s * t + a[0] * x


def pair(values, k):
    u, v = values
    return u, (v * k, k)


def an_object_that_changes(x):
    cell = Cell(0.9)
    y = x
    for u in [x, 2.0 * x]:
        h = lambda v: v * cell.value  # noqa: E731
        y = math.sin(h(y) + u)
        other = cell
        other.value *= 0.5
        y = y * 0.5 + math.sin(y * cell.value * cell.value)
        cell.grow(0.3)
    return y


class Cell:
    def __init__(self, value):
        self.value = value

    def grow(self, by):
        self.value = 0.5 * self.value + by


def an_index_into_itself(x):
    k = np.array([0, 2, 1])

    def step(u):
        h = k[k[0]]
        u = u * (h + 1.5)
        k[1], k[2] = k[2], k[1]
        return u * np.arange(3.0)[k][1]

    y = step(x)
    k[:] = k[::-1]
    return y * k[1] + x * step(x)


@pytest.mark.parametrize(
    "f",
    [
        a_captured_matrix,
        captured_beside_what_changes,
        an_object_that_changes,
        an_index_into_itself,
        a_row_changes,
        every_row_changes,
        a_row_is_replaced,
        a_set_loses_its_items,
        a_captured_set,
        a_captured_list_is_emptied,
        lists_that_were_equal,
        an_alias_of_what_is_compared,
        an_alias_in_a_callee_is_emptied,
        items_that_a_callee_asks,
    ],
)
def test_arguments_that_change_later(f):
    numerically = (f(0.7 + 1e-6) - f(0.7 - 1e-6)) / 2e-6
    value, gradient = s2s.value_and_grad(f)(0.7)
    assert value == f(0.7)
    assert gradient == pytest.approx(numerically)


def test_what_a_callee_changes_and_is_inert_is_changed():
    def f(x, log):
        def note(u):
            log[0] = 7.0
            return u * u

        return note(x)

    log = np.zeros(2)
    assert s2s.grad(f)(3.0, log) == 6.0
    assert log[0] == 7.0


def test_a_name_of_two_dtypes_keeps_that_of_the_argument():
    def f(h, a):
        for _ in range(2):
            h = a * h
        return h.sum()

    h = np.ones(3, dtype=np.float32)
    gradient = s2s.grad(f)(h, np.array([1.0, 2.0, 3.0]))
    assert gradient.dtype == np.float32
    assert np.allclose(gradient, [1.0, 4.0, 9.0])


def thomas(a, b, c, d):
    n = len(d)
    for i in range(1, n):
        w = a[i - 1] / b[i - 1]
        b[i] -= w * c[i - 1]
        d[i] -= w * d[i - 1]
    d[-1] /= b[-1]
    for i in range(n - 2, -1, -1):
        d[i] = (d[i] - c[i] * d[i + 1]) / b[i]
    return d


def test_what_flows_into_inert_storage_may_be_steady():
    def f(d):
        a, b, c = np.full(2, 0.1), np.full(3, 2.0), np.full(2, 0.3)
        thomas(a, b, c, d)
        b[:] += 1.0
        return d[0] * d[1] + d[2]

    d, steps = np.array([0.5, 0.8, 1.3]), 1e-6 * np.eye(3)
    wanted = [(f(d + h) - f(d - h)) / 2e-6 for h in steps]
    assert np.allclose(s2s.grad(f)(d.copy()), wanted, rtol=1e-7)
