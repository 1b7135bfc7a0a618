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


def wrap(row):
    return [row]


def given_back_in_a_list(x):
    row = [1]
    rows = wrap(row)
    rows[0].append(x)
    return row[1] * 2.0


def backwards(rows):
    return rows[::-1]


def given_back_in_a_slice(x):
    rows = [[1], [2]]
    found = backwards(rows)
    found[0].append(x)
    return rows[1][1] * 2.0


def either(a, b):
    return (a, b) if len(a) > 5 else (b, a)


def given_back_in_one_of_two_tuples(x):
    a, b = [1], [2]
    _, q = either(a, b)
    q[0] = x
    return a[0] * 2.0


def perhaps(xs, n):
    return xs if n > 0 else None


def given_back_or_none(x):
    xs = [1]
    found = perhaps(xs, 1)
    found.append(x)
    return xs[1] * 2.0


def first(rows):
    return rows[0]


def nested_and_given_back(x):
    rows = [[[1]]]
    row = first(rows)
    rows[0][0].append(x)
    return row[0][1] * 2.0


def make_twice():
    row = [1.0, 2.0]
    return [row, row]


def one_list_twice_in_a_new_one(x):
    rows = make_twice()
    rows[0][0] = x
    return rows[1][0] * 2.0


def make_twice_deep():
    row = [1.0]
    return (row, 1), (row, 2)


def one_list_in_two_tuples(x):
    pairs = make_twice_deep()
    pairs[0][0][0] = x
    return pairs[1][0][0] * 2.0


def repeat(row):
    return [row] * 2


def one_list_repeated(x):
    rows = repeat([1.0])
    rows[0][0] = x
    return rows[1][0] * 2.0


def put_pair(pairs, v):
    pairs.append((v, 1))


def pair_among_pairs_of_ints(x):
    pairs = [(0, 1)]
    put_pair(pairs, x)
    return pairs[1][0] * 2.0


def number_among_pairs(x):
    rows = [(1, 2), (3, 4)]
    store(rows, x)
    return rows[0] * 2.0


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
    given_back_in_a_list,
    given_back_in_a_slice,
    given_back_in_one_of_two_tuples,
    given_back_or_none,
    nested_and_given_back,
    one_list_twice_in_a_new_one,
    one_list_in_two_tuples,
    one_list_repeated,
    pair_among_pairs_of_ints,
    number_among_pairs,
)


@pytest.mark.parametrize("fn", PROGRAMS, ids=lambda fn: fn.__name__)
def test_what_is_put_in_by_one_way_shows_by_the_other(fn):
    assert s2s.grad(fn)(2.0) == 2.0
    check(fn, 2.0)


def inert_row_beside_a_derivative(x):
    def move(rows, row):
        rows[1] = rows[0]
        return rows[0], row

    p = [[1], [2, 3]]
    c, _ = move(p, [1, x])
    c.append(x)
    return sum([v for row in p for v in row]) * x


def unused_slice_of_a_list(x):
    def repeat_first(rows, row):
        rows.append(rows[0])
        return rows[:]

    rows, others, q = [[0.5], [0.2]], [[0.5], [0.2]], [1, 0.5]
    rows.append(q)
    rows[1].append(x)
    repeat_first(others, q)
    return rows[1][1] * len(others)


@pytest.mark.parametrize("fn", [inert_row_beside_a_derivative, unused_slice_of_a_list])
def test_what_a_callee_hands_on_is_no_copy(fn):
    check(fn, 2.0)
