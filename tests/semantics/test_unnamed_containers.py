"""This module tests storage that is reached through containers without a name.

[[a], [b]][i]    min([(r[0], r) for r in rows])    [r for _ in range(n)] of a callee
"""

import numpy as np
import pytest

from tests.check import check

A = np.array([2.0, 3.0])


def item_of_a_choice(x, a):
    y = x * a[0]
    held = [a] and [a]
    held[0][0] = 7.0
    return y * x


def item_of_one_of_two(x, a):
    y = x * a[0]
    held = ([[a]] if x > 1 else [[a], [a]])[0]
    held[0][0] = 7.0
    return y * x


def item_of_an_item(x, a):
    y = x * a[0]
    held = (([a], (a, [a])), 1)[0][1][1]
    held[0][0] = 7.0
    return y * x


def joined_lists(x, a):
    y = x * a[0]
    held = ([[a]] + [[a, a]])[1]
    held[0][0] = 7.0
    return y * x


def least_of_pairs(x, a):
    rows = [[1.0], [2.0]]
    y = x * rows[0][0]
    least = min([(r[0], r) for r in rows])
    least[1][0] = 9.0
    return y * rows[0][0] * x


def least_by_key(x, a):
    y = x * a[0]
    least = min([[a], [a]], key=lambda r: 0)
    least[0][0] = 7.0
    return y * x


def last_of_pairs(x, a):
    y = x * a[0]
    last = max(enumerate([a]), key=lambda pair: pair[0])
    last[1][0] = 7.0
    return y * x


def first_of_sorted(x, a):
    y = x * a[0]
    first = sorted([[a]], key=len)[0]
    first[0][0] = 7.0
    return y * x


def first_of_mapped(x, a):
    y = x * a[0]
    first = list(map(lambda _: [a], range(2)))[0]
    first[0][0] = 7.0
    return y * x


def flattened(x, a):
    y = x * a[0]
    items = sum([[a]], [])
    items[0][0] = 7.0
    return y * x


def flattened_rows(x, a):
    y, rows = x * a[0], [[a], [a]]
    items = sum(rows, [])
    items[1][0] = 7.0
    return y * x


@pytest.mark.parametrize(
    "fn",
    [
        item_of_a_choice,
        item_of_one_of_two,
        item_of_an_item,
        joined_lists,
        least_of_pairs,
        least_by_key,
        last_of_pairs,
        first_of_sorted,
        first_of_mapped,
        flattened,
        flattened_rows,
    ],
    ids=lambda fn: fn.__name__,
)
def test_an_inert_array_changed_out_of_sight(fn):
    check(lambda x: fn(x, A.copy()), 1.3)


def listed(n):
    row = [0.0]
    return [row for _ in range(n)]


def starred(n):
    row = [0.0]
    return [*[row], *[row]]


def made_a_tuple(n):
    row = np.zeros(1)
    return tuple(row for _ in range(n))


def repeated(n):
    row = [0.0]
    return [row] * n


def picked(n):
    rows = [np.zeros(1), np.zeros(1)]
    return [rows[i // 4] for i in range(n)]


def looped(n):
    row, rows = [0.0], []
    for _ in range(n):
        rows.append(row)
    return rows


@pytest.mark.parametrize(
    "made", [listed, starred, made_a_tuple, repeated, picked, looped]
)
def test_one_list_several_times_in_what_a_callee_gives(made):
    def fn(x):
        rows = made(2)
        rows[0][0] = x
        rows[1][0] = rows[0][0] * x
        return rows[0][0]

    check(fn, 1.3)


def one_of_two_pairs(x):
    u, v = np.array([x]), np.array([2.0])
    pair = ((u, v), (v, u))[1]
    pair[0][0] *= x
    return np.sum(u * v)


def one_of_two_lists(x):
    u, v = [x], [2.0]
    pair = [[u, v], [v, u]][0 if x > 1 else 1]
    pair[1].append(x * pair[0][0])
    return v[1] * v[0] * u[0]


def a_view_of_one(x):
    a = np.array([x, 1.0])
    b = 2.0 * a
    tail = [a, b][0][1:]
    tail[0] = x * x
    return a[1] * b[0]


@pytest.mark.parametrize(
    "fn",
    [one_of_two_pairs, one_of_two_lists, a_view_of_one],
    ids=lambda fn: fn.__name__,
)
def test_what_is_picked_of_a_display_has_a_place(fn):
    check(fn, 1.3)


def listed_with_another(a):
    return [a, np.ones(1)]


def nested(a):
    rows = [[a], [a]]
    return rows


def pair_of_lists(a):
    return ([a], 1.0), [a]


@pytest.mark.parametrize(
    "pick",
    [
        lambda a: listed_with_another(a)[0],
        lambda a: listed_with_another(a).pop(0),
        lambda a: listed_with_another(listed_with_another(a)[0])[0],
        lambda a: (listed_with_another(a) + listed_with_another(a))[2],
        lambda a: next(iter(listed_with_another(a))),
        lambda a: nested(a)[1][0],
        lambda a: nested(a).pop().pop(),
        lambda a: pair_of_lists(a)[0][0][0],
    ],
)
def test_an_item_of_what_a_callee_gives(pick):
    def fn(x, a):
        y = x * a[0]
        item = pick(a)
        item[0] = 7.0
        return y * x * a[0]

    check(lambda x: fn(x, np.array([2.0])), 1.3)


def two_of_joined(a, b):
    first, _ = [a] + [b]
    return first


def two_of_sorted(a, b):
    first, _ = sorted([[a], [b, b]], key=len)
    return first[0]


def two_of_a_choice(a, b):
    first, _ = [a] and [a, b]
    return first


def two_reversed(a, b):
    _, first = list(reversed([a, b]))
    return first


def two_of_the_least(a, b):
    _, first = min([(1, a), (2, b)])
    return first


def one_of_a_chain(a, b):
    first = other = a
    return other if len(other) else first


@pytest.mark.parametrize(
    "pick",
    [
        two_of_joined,
        two_of_sorted,
        two_of_a_choice,
        two_reversed,
        two_of_the_least,
        one_of_a_chain,
    ],
    ids=lambda pick: pick.__name__,
)
def test_what_is_taken_apart(pick):
    def fn(x, a, b):
        y = x * a[0]
        first = pick(a, b)
        first[0] = 7.0
        return y * x * a[0]

    check(lambda x: fn(x, np.array([2.0]), np.array([3.0])), 1.3)


def choice_that_changes(x, rows):
    y = x * rows[0][0]
    picked = (rows and [rows[1]])[0]
    picked[0] = 0.5
    return y * rows[1][0]


def test_an_item_of_a_choice_has_none():
    check(lambda x: choice_that_changes(x, [[1.0], [2.0]]), 1.3)
