"""This module tests nested lists with several names: what they hold has them, too.

Nobody changes the outer list, so that its names say nothing of the inner ones.
"""

import numpy as np
import pytest

import s2s
from tests.check import check


def alias_of_constants(x):
    rows = [[1.0], [2.0]]
    same = rows
    same[0][0] = x
    return rows[0][0] * 2.0


def alias_of_numbers(x):
    rows = [[x], [2.0 * x]]
    same = rows
    same[0][0] *= 3.0 * x
    return rows[0][0] * rows[1][0]


def alias_of_arrays(x):
    rows = [np.ones(2), np.ones(2)]
    same = rows
    same[0][0] = x
    return rows[0][0] * rows[0][1]


def alias_of_a_tuple(x):
    rows = ([1.0], [2.0]) + ([3.0],)
    same = rows
    same[0].append(x)
    return rows[0][1] * 2.0


def alias_by_a_branch(x):
    rows = [[1.0]]
    same = rows if x > 0.0 else [[2.0]]
    same[0][0] = x
    return rows[0][0] * 2.0


def alias_in_a_loop(x):
    rows = [[1.0]]
    same = rows
    for _ in range(3):
        same[0][0] = same[0][0] * x
        rows[0][0] += x
    return rows[0][0] * same[0][0]


def row_held_twice(x):
    row = [[1.0]]
    rows = [row, row]
    rows[0][0][0] = x
    return rows[1][0][0] * 2.0


def repeated(x):
    rows = [[[1.0]]] * 2
    rows[0][0][0] = x
    return rows[1][0][0] * 2.0


def held_by_two_lists(x):
    a = [[[1.0]]]
    b = [a[0]]
    b[0][0][0] = x
    return a[0][0][0] * 2.0


def copied_on_top(x):
    a = [[[1.0]]]
    b = a[:]
    b[0][0][0] = x
    return a[0][0][0] * 2.0


def unpacked(x):
    a = ([[1.0]],)
    (b,) = a
    b[0][0] = x
    return a[0][0][0] * 2.0


def store(rows, x):
    rows[0][0] = x


def changed_by_a_callee(x):
    rows = [[1.0]]
    same = rows
    store(same, x)
    return rows[0][0] * 2.0


def captured(x):
    rows = [[1.0]]

    def change():
        rows[0][0] = x

    same = rows
    change()
    return same[0][0] * 2.0


PROGRAMS = (
    alias_of_constants,
    alias_of_numbers,
    alias_of_arrays,
    alias_of_a_tuple,
    alias_by_a_branch,
    alias_in_a_loop,
    row_held_twice,
    repeated,
    held_by_two_lists,
    copied_on_top,
    unpacked,
    changed_by_a_callee,
    captured,
)


@pytest.mark.parametrize("fn", PROGRAMS, ids=lambda fn: fn.__name__)
def test_a_change_by_one_name_shows_by_the_other(fn):
    assert s2s.grad(fn)(2.0) != 0.0
    check(fn, 2.0)
