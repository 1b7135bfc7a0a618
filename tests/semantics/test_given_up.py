"""This module tests lists of ints that come to hold a derivative out of sight.

Where the compiler cannot follow what a list is given, it knows nothing of its items.
"""

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
