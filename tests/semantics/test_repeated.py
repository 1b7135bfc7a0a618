"""This module tests sequences that are repeated and joined, how often the run knows."""

import numpy as np
import pytest

from tests.check import check

SETTINGS = {"two": 2, "three": 3}


def pick(u, k):
    return u if k else None


def counted(x):
    t = (x,) * len("abc")
    return t[0] * t[1]


def repeat(t, n):
    return t * n


def by_callee(x):
    return repeat((x, 2.0), 3)[2] * x


def nested(x):
    t = ((x,),) * len("ab")
    return t[0][0] * t[1][0]


def looped_over(x):
    total = 0.0
    for v in (x, 1) * len("abc"):
        total += v * v
    return total


def many(x):
    t = (x, 1.0) * 200
    return t[0] * t[2]


def count_before(x):
    t, u = 3 * (x, 1.0), len("abc") * (x, 2.0)
    return t[0] * t[2] * u[4]


def in_place(x):
    t, u = (x, x), (x, 2.0)
    t *= len("ab")
    u *= SETTINGS["two"]
    return t[0] * t[2] * u[2]


def joined(x):
    t = (1,) * len("ab")
    u = t + (x,)
    return u[2] * x * u[0]


def list_by_settings(x):
    xs = [x] * SETTINGS["three"]
    return xs[0] * xs[1]


def tuple_by_settings(x):
    t, u = (x, 1.0) * SETTINGS["three"], SETTINGS["two"] * (x, 3.0)
    return t[0] * t[2] * u[2]


def joined_by_settings(x):
    t = ((x, 2.0) + (x,) * SETTINGS["three"]) * 2
    return t[2] * t[0] * t[5]


def unknown_list(x):
    t = pick([x, 2.0], 1) * 2
    return t[2] * t[0]


def unknown_number(x):
    t = SETTINGS["two"] * pick(x, 1) * pick(x, 1)
    return t * t


def unknown_arrays(x):
    u, v = pick(np.array([x, 2.0, 1.0]), 1), pick(np.ones((3, 3)) * x, 1)
    return np.sum(u * v * 2) + np.sum(u + v) * x


def row_in_tuple(x):
    row = [1]
    t = (row,) * len("ab")
    t[0].append(x)
    return row[1] * x


def row_joined(x):
    row = [1]
    t = (row,) + ((2,),) * len("ab")
    t[0].append(x)
    return row[1] * x


def item_repeated(x):
    rows = [(x, 2.0)]
    rows[0] *= 2
    return rows[0][2] * rows[0][0]


def item_joined(x):
    rows = [(1, 2), (3, 4)]
    rows[0] += (x,)
    return rows[0][2] * rows[0][1] * x


@pytest.mark.parametrize(
    "f",
    [
        counted,
        by_callee,
        nested,
        looped_over,
        many,
        count_before,
        in_place,
        joined,
        list_by_settings,
        tuple_by_settings,
        joined_by_settings,
        unknown_list,
        unknown_number,
        unknown_arrays,
        row_in_tuple,
        row_joined,
        item_repeated,
        item_joined,
    ],
    ids=lambda f: f.__name__,
)
def test_repeated_and_joined(f):
    check(f, 1.3)


def returned(x):
    return (x, 2.0 * x) * len("ab")


def test_repeated_tuple_is_returned():
    check(returned, 1.3)
