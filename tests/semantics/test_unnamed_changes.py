"""This module tests changes of storage by way of what has no name, or several at once.

u = z = a; z[0] = x        [a][0][0] = x        np.add.at(rows[0], 0, x)
"""

import numpy as np
import pytest

from tests.check import check

A = np.array([2.0, 3.0])


def listed_with_another(a):
    return [a, np.ones(1)]


def chained(x, a):
    y = x * a[0]
    first = other = a
    other[0] = 7.0
    return y * first[0]


def one_in_a_list(x, a):
    y = x * a[0]
    [other] = [a]
    other[0] = 7.0
    return y * a[0]


def scattered(x, a):
    y, rows = x * a[0], [a]
    np.subtract.at(rows[0], 0, 3.0)
    return y * a[0]


def put(x, a):
    y, held = x * a[0], [a, 1]
    np.put(held[0], 0, 7.0)
    return y * a[0]


def without_infinities(x, a):
    y = x * a[0]
    np.nan_to_num(a, copy=False, nan=0.0)[0] = 7.0
    return y * a[0]


@pytest.mark.parametrize(
    "fn",
    [chained, one_in_a_list, scattered, put, without_infinities],
    ids=lambda fn: fn.__name__,
)
def test_an_inert_array_changed_by_another_way(fn):
    check(lambda x: fn(x, A.copy()), 1.3)


def store_in_a_display(x):
    a = np.array([1.0, 2.0])
    [a][0][0] = x
    return a[0] * x


def update_in_a_display(x):
    a = np.array([1.0, x])
    [a][0][1:] *= x
    return a[1] * x


def scatter_in_a_list(x):
    a = np.ones(2)
    rows = [a]
    np.add.at(rows[0], 0, x)
    np.add.at([a][0], 1, x * x)
    return a[0] * a[1]


def store_in_a_result(x):
    a = np.array([1.0, 2.0])
    listed_with_another(a)[0][0] = x
    return a[0] * x


def rows_given_back(rows, row):
    rows.append([1])
    return [[row], rows][1]


def store_in_rows_given_back(x):
    rows = [[1], [2, 3]]
    same = rows_given_back(rows, [1, 0.5])
    same[0].append(x)
    return sum(v for row in rows for v in row)


@pytest.mark.parametrize(
    "fn",
    [
        store_in_a_display,
        update_in_a_display,
        scatter_in_a_list,
        store_in_a_result,
        store_in_rows_given_back,
    ],
    ids=lambda fn: fn.__name__,
)
def test_a_derivative_put_into_what_has_no_name(fn):
    check(fn, 1.3)


def first_row_and_another(rows, row):
    rows.append([1])
    return [rows[0], row]


def results_that_nobody_reads(x):
    left, right, row = [[1], [2, 3]], [[1], [2, 3]], [1, 0.5 * x]
    for held in list(left):
        first_row_and_another(right, row)
        held[0] *= x
        first_row_and_another(right, left[0])
        row.append(x * x)
    return sum(v for part in left + right for v in part) + sum(row)


def test_what_a_display_hands_on_is_no_copy():
    check(results_that_nobody_reads, 1.3)
