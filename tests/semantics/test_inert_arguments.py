"""This module tests what functions are given beside a derivative, and changes later.

A callee keeps what it read of its arguments, and of what it captures: items of items,
who is in a set, what a test found.
"""

import math

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


@pytest.mark.parametrize(
    "f",
    [
        a_row_changes,
        every_row_changes,
        a_row_is_replaced,
        a_set_loses_its_items,
        a_captured_set,
        a_captured_list_is_emptied,
        lists_that_were_equal,
        an_alias_of_what_is_compared,
    ],
)
def test_arguments_that_change_later(f):
    numerically = (f(0.7 + 1e-6) - f(0.7 - 1e-6)) / 2e-6
    value, gradient = s2s.value_and_grad(f)(0.7)
    assert value == f(0.7)
    assert gradient == pytest.approx(numerically)
