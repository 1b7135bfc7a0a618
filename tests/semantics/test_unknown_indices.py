"""This module tests parts of parts, where only the run knows what the first index is.

`a[k][0]` has a place in the adjoint of `a` if `a[k]` is a view; else it is an item of
that copy.
"""

import math

import numpy as np
import pytest

import s2s
from tests.check import check

PLACES = {"rows": np.array([1, 0]), "axis": 0, "row": 1}


def item_of_picked_places(a):
    return a[PLACES["rows"]][1] * a[0]


def item_of_a_triangle(a):
    b = np.outer(a, a)
    return b[np.triu_indices(2)][0] * a[1]


def item_where(a):
    k = np.where(a > 0.1)
    return a[k][0] * a[1]


def item_of_picked_columns(a):
    b, k = np.outer(a, a), PLACES["rows"]
    return b[:, k][0, 1] * a[1]


def along_an_axis(a):
    return np.sum(a * a, PLACES["axis"]) + a.sum(PLACES["axis"])


@pytest.mark.parametrize(
    "fn",
    [
        item_of_picked_places,
        item_of_a_triangle,
        item_where,
        item_of_picked_columns,
        along_an_axis,
    ],
    ids=lambda fn: fn.__name__,
)
def test_parts_by_indices_that_the_run_knows(fn):
    check(fn, np.array([0.7, 1.3]))


def stored(a, x, k):
    b = np.outer(a, a)
    b[k][0] = x * x
    return b


def updated(a, x, k):
    b = np.outer(a, a)
    b[k][0] += x * b[0, 0]
    return b


def scattered(a, x, k):
    b = np.outer(a, a)
    np.add.at(b[k], 0, x * x)
    return b


def filled(a, x, k):
    b = np.outer(a, a)
    b[k].fill(x * x)
    return b


def stored_in_columns(a, x, k):
    b = np.outer(a, a)
    b[:, k][0] = x * x
    return b


@pytest.mark.parametrize("place", ["rows", "row"])
@pytest.mark.parametrize(
    "change",
    [stored, updated, scattered, filled, stored_in_columns],
    ids=lambda fn: fn.__name__,
)
def test_stores_into_what_may_be_a_copy(change, place):
    def fn(a, x):
        b = change(a, x, PLACES[place])
        return np.sum(b * b) * x

    check(fn, np.array([0.7, 1.3]), 1.1)


def names_of_a_comprehension(x):
    a = [x, 2.0 * x]

    def scaled():
        return [a * x for a in a]

    return sum(scaled())


def counter_of_a_comprehension(x):
    n = 3
    count = lambda: len([n for n in range(n)])  # noqa: E731
    return x * count()


@pytest.mark.parametrize("fn", [names_of_a_comprehension, counter_of_a_comprehension])
def test_what_a_comprehension_iterates_is_read_outside_of_it(fn):
    check(fn, 1.3)


def given_to_a_lambda_without_a_derivative(x, y, a):
    sines = [math.sin(u) for u in a]
    scaled = lambda u: math.sin(u) * sines[1]  # noqa: E731
    t = x * 1.0
    either = (t and sines[0]) + 0.5 * t
    y -= 0.5 * math.cos(scaled(either))
    sines.append(1.0)
    return y


def test_what_changes_is_copied_once():
    args = 0.5, 0.7, np.ones(3)
    assert s2s.grad(given_to_a_lambda_without_a_derivative, wrt=1)(*args) == 1.0
