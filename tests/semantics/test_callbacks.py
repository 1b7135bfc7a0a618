"""This module tests functions that libraries call: they may change what they get."""

import copy
import functools

import numpy as np
import pytest

import s2s
from s2s.errors import NotDifferentiable
from tests.check import check


def triple(v):
    v[0] *= 3.0
    return 1.0


def smallest_by(x):
    a = np.array([x, 1.0])
    min([a], key=triple)
    return a[0] * x


def sorted_by(x):
    a = [x, 1.0]
    sorted([a, a], key=triple)
    return a[0] * x


def sorted_in_place_by(x):
    a = [x, 1.0]
    rows = [a, [x, x]]
    rows.sort(key=triple)
    return a[0] * x


def by_a_lambda(x):
    a = np.array([x, 1.0])
    max([a], key=lambda v: triple(v))
    return a[0] * x


def by_a_nested_function(x):
    a = np.array([x, 1.0])

    def change(v):
        v[0] = 7.0
        return 1.0

    max([a], key=change)
    return a[0] * x


def by_a_partial(x):
    a = np.array([x, 1.0])
    max([a], key=functools.partial(triple))
    return a[0] * x


def along_an_axis(x):
    a = np.array([x, 1.0])
    np.apply_along_axis(triple, 0, a)
    return a[0] * x


ACTIVE = (
    smallest_by,
    sorted_by,
    sorted_in_place_by,
    by_a_lambda,
    by_a_nested_function,
    by_a_partial,
    along_an_axis,
)


@pytest.mark.parametrize("fn", ACTIVE, ids=lambda fn: fn.__name__)
def test_what_carries_a_derivative_is_not_given_to_them(fn):
    with pytest.raises(NotDifferentiable):
        s2s.grad(fn)(1.3)


def inert_smallest_by(x):
    a = np.ones(2)
    y = x * a[0]
    min([a], key=triple)
    return y * a[0] * x


def inert_sorted_by(x):
    a = [2.0, 1.0]
    y = x * a[0]
    sorted([a], key=triple)
    return y * a[0] * x


def copied_on_top(x):
    a = np.ones(3)
    y = x * a[0]
    c = copy.copy([a])
    c[0] += 6.0
    return y * a[0] * x


def by_the_first(x):
    pairs = [(2, x), (1, x * x)]
    return x * min(range(2), key=lambda i: pairs[i][0]) + pairs[1][1]


@pytest.mark.parametrize(
    "fn",
    [inert_smallest_by, inert_sorted_by, copied_on_top, by_the_first],
    ids=lambda fn: fn.__name__,
)
def test_what_carries_none_is_kept(fn):
    check(fn, 1.3)


def largest_row(x):
    rows = [[1], [2]]
    largest = max(rows)
    largest.append(x)
    return rows[1][1] * 2.0


def larger_list(x):
    xs = [1.0]
    larger = max(xs, [0.0])
    larger.append(x)
    return xs[1] * 2.0


@pytest.mark.parametrize("fn", [largest_row, larger_list], ids=lambda fn: fn.__name__)
def test_an_extreme_list_is_one_of_those_given(fn):
    assert s2s.grad(fn)(2.0) == 2.0
    check(fn, 2.0)


def unnamed_row(x):
    xs = [1.0]
    max([xs], key=len).append(x)
    return xs[1] * x


def test_a_change_of_an_unnamed_list_is_refused():
    with pytest.raises(NotDifferentiable):
        s2s.grad(unnamed_row)(1.3)


WEIGHTS = [3.0, 1.0, 2.0]


def order_of_a_list(x):
    d = [x, 2.0, 0.5 * x]
    order = sorted(range(3), key=d.__getitem__)
    return d[order[0]] * x


def places_in_what_changes(x):
    d, y = np.array([x, 2.0, 0.5 * x]), x
    for _ in range(3):
        i = max(range(3), key=d.__getitem__)
        y += y * WEIGHTS[i] * d[i]
        d[i] = -y
    return y * d[0]


def unnamed_places_in_what_changes(x):
    d, y = [x, 2.0, 0.5 * x], x
    for k in range(3):
        y += y * WEIGHTS[sorted(range(3), key=d.__getitem__)[0]]
        d[k] = d[k] * 3.0 + y
    return y * d[0]


READING = (order_of_a_list, places_in_what_changes, unnamed_places_in_what_changes)


@pytest.mark.parametrize("fn", READING, ids=lambda fn: fn.__name__)
def test_methods_that_only_read_may_be_given_to_them(fn):
    check(fn, 1.3)


class Worn:
    """Counts how often it is read."""

    count = 0

    def __getitem__(self, i):
        i[0] *= 3.0
        self.count += 1
        return self.count


def read_by_an_object(x):
    a = [x, 1.0]
    max([a, a], key=Worn().__getitem__)
    return a[0] * x


def emptied(x):
    a = [x, 1.0, 2.0]
    max(range(2), key=a.pop)
    return a[0] * x


@pytest.mark.parametrize("fn", [read_by_an_object, emptied])
def test_methods_that_may_change_something_are_not(fn):
    with pytest.raises(NotDifferentiable, match="may change what it is given"):
        s2s.grad(fn)(1.3)
