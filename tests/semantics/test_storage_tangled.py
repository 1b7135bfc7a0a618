"""This module tests lists that callees put into lists: one list, reached two ways.

What is put into it by one way shows by the other, in its kind too: a list that held
nothing but ints before may hold a derivative now.
"""

import pytest

import s2s
from tests.check import check


def put(rows, row):
    rows.append(row)


def put_into_given(x):
    row, rows = [1], []
    put(rows, row)
    rows[0].append(x)
    return row[1] * 2.0


def put_in_both(a, b, row):
    a.append(row)
    b.append(row)


def given_to_both(x):
    a, b = [], []
    put_in_both(a, b, [1])
    a[0].append(x)
    return b[0][1] * 2.0


def make_in_both(a, b):
    row = [1]
    a.append(row)
    b.append(row)


def made_in_both(x):
    a, b = [], []
    make_in_both(a, b)
    a[0].append(x)
    return b[0][1] * 2.0


def make(rows, count):
    for i in range(count):
        rows.append([[i]])


def made_and_filled(x):
    rows = []
    make(rows, 2)
    rows[1][0].append(x)
    return rows[1][0][1] * 2.0 + rows[0][0][0]


def moved_by_a_nested_function(x):
    a, b = [[1]], []

    def move():
        b.append(a[0])

    move()
    b[0].append(x)
    return a[0][1] * 2.0


def store(rows, row):
    rows[0] = row


def stored(x):
    row, rows = [1], [[2]]
    store(rows, row)
    rows[0].append(x)
    return row[1] * 2.0


def extend(a, b):
    a.extend(b)


def extended(x):
    row, rows = [1], []
    extend(rows, [row])
    rows[0].append(x)
    return row[1] * 2.0


def put_deep(rows, row):
    rows[0].append(row)


def stored_deep(x):
    row, rows = [1], [[]]
    put_deep(rows, row)
    rows[0][0].append(x)
    return row[1] * 2.0


def put_first(pair, rows):
    rows.append(pair[0])


def from_a_tuple(x):
    row, rows = [1], []
    put_first((row, 2), rows)
    rows[0].append(x)
    return row[1] * 2.0


def swap(a, b):
    a[0], b[0] = b[0], a[0]


def swapped(x):
    p, q = [1], [2]
    a, b = [p], [q]
    swap(a, b)
    p.append(x)
    return b[0][1] * 2.0


PROGRAMS = (
    put_into_given,
    given_to_both,
    made_in_both,
    made_and_filled,
    moved_by_a_nested_function,
    stored,
    extended,
    stored_deep,
    from_a_tuple,
    swapped,
)


@pytest.mark.parametrize("fn", PROGRAMS, ids=lambda fn: fn.__name__)
def test_what_is_put_in_by_one_way_shows_by_the_other(fn):
    assert s2s.grad(fn)(2.0) == 2.0
    check(fn, 2.0)
