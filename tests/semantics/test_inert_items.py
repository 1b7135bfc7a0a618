"""This module tests items, changed in place, that have other names.

The list or array was made on the spot, and nobody else reads it; what was put into it
is somebody's.
"""

import copy

import numpy as np
import pytest

import s2s
from tests.semantics.values import gradient_is


class Counter:
    def __init__(self):
        self.n = 1.0

    def __iadd__(self, k):
        self.n += k
        return self


def put_into_a_list(x):
    a, xs = np.zeros(2), [None] * 2
    xs[0] = a
    xs[0] += 1.0
    return x * x * a[0]


def put_into_a_list_in_a_loop(x):
    a, slots, s = np.zeros(3), [None] * 2, x
    slots[0] = a
    for _ in range(3):
        slots[0] += 1.0
        s = s * x * a[0]
    return s


def added_to_a_list(x):
    a, xs = np.zeros(2), [None] * 2
    xs += [a]
    xs[2] += 1.0
    return x * x * a[0]


def lists_joined(x):
    a = np.zeros(2)
    zs = [a] + [None]
    zs[0] += 1
    return x * x * a[0]


def a_list_repeated(x):
    a = []
    zs = [a] * 2
    zs[0] += [3.0]
    return x * x * len(a)


def dicts_joined(x):
    a = np.zeros(2)
    d = {1: 2} | {}
    d["a"] = a
    d["a"] += 1
    return x * x * a[0]


def a_dict_copied(x):
    a = np.zeros(2)
    c = {"k": a}.copy()
    c["k"] += 1
    return x * x * a[0]


def a_list_copied(x):
    a = np.zeros(2)
    c = copy.copy([a])
    c[0] += 1
    return x * x * a[0]


def an_array_of_objects(x):
    a, c = np.zeros(2), np.full(2, None)
    c[0] = a
    c[0] += 1
    return x * x * a[0]


def an_array_like_one_of_objects(x):
    a = np.zeros(2)
    c = np.zeros_like(np.array([None, None]))
    c[0] = a
    c[0] += 1
    return x * x * a[0]


def what_a_sum_picks(x):
    a, c = [0.0], np.empty(1, object)
    c[0] = a
    z = np.sum(c)
    z[0] = 1.0
    return x * x * a[0]


def an_object(x):
    o, c = Counter(), [None]
    c[0] = o
    c[0] += 1.0
    return x * x * (o.n - 1.0)


def rows_added_to_a_list(x):
    m, rows = np.zeros((2, 2)), []
    rows += [*m]
    m[0, 0] += 1.0
    return x * x * rows[0][0]


@pytest.mark.parametrize(
    ("f", "expected"),
    [
        (put_into_a_list, 2.6),
        (put_into_a_list_in_a_loop, 24 * 1.3**3),
        (added_to_a_list, 2.6),
        (lists_joined, 2.6),
        (a_list_repeated, 2.6),
        (dicts_joined, 2.6),
        (a_dict_copied, 2.6),
        (a_list_copied, 2.6),
        (an_array_of_objects, 2.6),
        (an_array_like_one_of_objects, 2.6),
        (what_a_sum_picks, 2.6),
        (an_object, 2.6),
        (rows_added_to_a_list, 2.6),
    ],
)
def test_items_changed_in_place(f, expected):
    gradient_is(f, expected, 1.3)


def log_in_a_list(x, log):
    s = [0] * 2
    s[0] = log
    s[0] += [1]
    return x * x


def test_an_effect_on_an_argument_stays():
    log = []
    assert s2s.grad(log_in_a_list)(1.3, log) == 2.6
    assert log == [1]
