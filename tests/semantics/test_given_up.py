"""This module tests lists of ints that come to hold a derivative out of sight.

Where the compiler cannot follow what a list is given, it knows nothing of its items.
"""

import numpy as np
import pytest

import s2s
from tests.check import check


def appended_by_star(x):
    xs = [1]
    xs.append(*(x,), **{})
    return xs[1] * x


def appended_to_row(x):
    rows = [[1], [2]]
    rows[0].append(*(x,), **{})
    return rows[0][1] * x


def popped_by_options(x):
    rows = [[1], [2]]
    row = rows.pop(*(0,), **{})
    row.append(x)
    return row[1] * x


@pytest.mark.parametrize("f", [appended_by_star, appended_to_row, popped_by_options])
def test_list_whose_method_gets_stars(f):
    check(f, 1.3)


def inserted_by_star(x):
    xs, pair = [1], [0, x]
    xs.insert(*pair)
    return xs[0] * x


def test_insertion_by_star_is_refused():
    with pytest.raises(s2s.NotDifferentiable, match="`insert`"):
        s2s.grad(inserted_by_star)(1.3)


def behind_a_slice(x):
    xs = [1, 2]
    xs[1:] += [x]
    return xs[2] * x


def slice_of_row(x):
    rows = [[1, 2]]
    rows[0][1:] += (x,)
    return rows[0][2] * x


def slice_with_a_name(x):
    xs, part = [1.0, 2.0], slice(1)
    xs[part] += [x]
    return xs[1] * x


def row_by_slice(x):
    rows, row = [[1]], [2]
    rows[:] += [row]
    rows[1].append(x)
    return row[1] * x


@pytest.mark.parametrize(
    "f", [behind_a_slice, slice_of_row, slice_with_a_name, row_by_slice]
)
def test_slice_of_a_list_that_gets_longer_is_refused(f):
    with pytest.raises(s2s.NotDifferentiable, match=r"`xs\[i:j\] \+= ys`"):
        s2s.grad(f)(1.3)


def slice_of_ints(x):
    xs = [1, 2]
    xs[1:] += [3]
    return xs[2] * x


PARTS = {"head": slice(2), "second": 1}


def head(x):
    xs = [1, 2, 3]
    ys = xs[PARTS["head"]]
    ys.append(x)
    return ys[2] * x


def head_of_floats(x):
    xs = [x, 2.0 * x, 3.0]
    ys = xs[PARTS["head"]]
    return ys[1] * ys[0]


def item_of_list(x):
    rows = [[1], [2]]
    row = rows[PARTS["second"]]
    row.append(x)
    return rows[1][1] * x


def item_updated(x):
    xs = [x, 2.0 * x]
    xs[PARTS["second"]] *= x
    return xs[1] * x


def items_in_comprehension(x):
    xs = [1, 2, 3]
    ys = [xs[PARTS[name]] for name in ("second", "second")]
    return ys[0] * x


def slice_by_call(x):
    xs = [1, 2, 3]
    ys = xs[PARTS.get("head")]
    ys.append(x)
    return ys[2] * x


@pytest.mark.parametrize(
    "f",
    [slice_of_ints, item_of_list, item_updated, items_in_comprehension],
)
def test_index_that_may_be_a_slice(f):
    check(f, 1.3)


@pytest.mark.parametrize("f", [head, head_of_floats, slice_by_call])
def test_slice_that_was_taken_for_an_index_is_refused(f):
    with pytest.raises(s2s.NotDifferentiable, match="a slice of a list"):
        s2s.grad(f)(1.3)


SCALE = np.arange(36.0).reshape(6, 6)


def column_by_other_name(x):
    a = np.ones((1, 6))
    b, v = a, np.full((1, 6), x)
    b.shape = (6, 1)
    return np.sum(a * v * SCALE) + np.sum(v * a)


def column_in_list(x):
    rows, v = [np.ones((1, 6))], np.full((1, 6), x)
    row = rows[0]
    row.shape = (6, 1)
    return np.sum(rows[0] * v * SCALE)


def column_in_tuple(x):
    a, v = np.ones((1, 6)), np.full((1, 6), x)
    pair = (a, 1)
    pair[0].shape = (6, 1)
    return np.sum(a * v * SCALE)


def column_in_loop(x):
    a = np.ones((1, 6))
    b, v, total = a, np.full((1, 6), x), 0.0
    for _ in range(2):
        total = total + np.sum(a * v * SCALE)
        b.shape = (6, 1)
    return total


@pytest.mark.parametrize(
    "f", [column_by_other_name, column_in_list, column_in_tuple, column_in_loop]
)
def test_shape_that_is_assigned(f):
    check(f, 1.3)
