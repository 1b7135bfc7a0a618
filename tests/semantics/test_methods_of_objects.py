"""This module tests methods of objects that are called like those of arrays."""

import numpy as np
import pytest

import s2s
from tests.check import check


class Cell:
    """An object that has methods with the names of those of arrays, lists and dicts."""

    held = None

    def give(self, a):
        return a

    take = max = astype = get = give

    def change(self, a):
        a[0] = 7.0
        return 1

    copy = sort = index = all = change

    def keep(self, a):
        self.held = a

    def sum(self):
        self.held[0] = 7.0

    def item(self):
        return self.held


CELL = Cell()


def given_back(x, c):
    a = np.ones(2)
    y = x * a[0]
    b = c.take(a)
    b[0] = 7.0
    return y * a[0] * x


def given_back_by_max(x, c):
    a = [1.0, 1.0]
    y = x * a[0]
    b = c.max(a)
    b[0] = 7.0
    return y * a[0] * x


def given_back_by_an_item(x, c):
    a = np.ones(2)
    y = x * a[0]
    cells = [c]
    b = cells[0].astype(a)
    b[0] = 7.0
    return y * a[0] * x


def changed_for_nothing(x, c):
    a = np.ones(2)
    y = x * a[0]
    c.copy(a)
    return y * a[0] * x


def changed_by_sort(x, c):
    a = np.ones(2)
    y = x * a[0]
    c.sort(a)
    return y * a[0] * x


def changed_by_a_global(x, c):
    a = np.ones(2)
    y = x * a[0]
    CELL.sort(a)
    return y * a[0] * x


def changed_in_a_test(x, c):
    a = np.ones(2)
    y = x * a[0]
    if c.all(a):
        y = y * x
    return y * a[0] * x


def changed_later(x, c):
    a = np.ones(2)
    c.keep(a)
    y = x * a[0]
    c.sum()
    return y * a[0] * x


def handed_out_later(x, c):
    a = np.ones(2)
    c.keep(a)
    y = x * a[0]
    b = c.item()
    b[0] = 7.0
    return y * a[0] * x


def inside(x, c, a):
    y = x * a[0]
    b = c.get(a)
    b[0] = 7.0
    return y * a[0]


def in_a_callee(x, c):
    a = np.ones(2)
    return inside(x, c, a) * a[0]


@pytest.mark.parametrize(
    "f",
    [
        given_back,
        given_back_by_max,
        given_back_by_an_item,
        changed_for_nothing,
        changed_by_sort,
        changed_by_a_global,
        changed_in_a_test,
        changed_later,
        handed_out_later,
        in_a_callee,
    ],
)
def test_objects_may_change_what_they_are_given(f):
    check(lambda x: f(x, Cell()), 1.3)


def active_changed(x, c):
    a = np.array([x, 1.0])
    c.copy(a)
    return a[0] * x


def active_changed_in_an_index(x, c):
    a = np.array([x, 1.0])
    return x * [2.0, 3.0][c.index(a)] * a[0]


def active_given_back(x, c):
    a = np.array([x, 1.0])
    b = c.take(a)
    b[0] = 2.0
    return a[0] * x


def active_changed_in_a_test(x, c):
    a = np.array([x, 1.0])
    if c.all(a):
        x = x * 2.0
    return a[0] * x


def active_changed_while(x, c):
    a, n = np.array([x, 1.0]), 0
    while n < 2 and c.all(a):
        c, n = CELL, n + 1
    return a[0] * x


def active_in_a_comprehension(x, c):
    a = np.array([x, 1.0])
    found = [each.index(a) for each in [c]]
    return a[0] * x * found[0]


def change_nothing_back(c, a):
    c.copy(a)


def change_twice(c, a):
    for _ in range(2):
        change_nothing_back(c, a)
    return 1.0


def active_in_a_callee(x, c):
    a = np.array([x, 1.0])
    change_nothing_back(c, a)
    return a[0] * x


def active_in_a_callee_of_one(x, c):
    a = np.array([x, 1.0])
    unused = change_twice(c, a)  # noqa: F841
    return a[0] * x


def store(out, v):
    out[0] = v


STORES = [store]


def store_by_one(k, out, v):
    STORES[k](out, v)
    return v


def active_by_what_the_run_picks(x, c):
    a = np.ones(1)
    if store_by_one(0, a, x * x) > 0.0:
        x = 2.0 * x
    return a[0] * x


@pytest.mark.parametrize(
    "f",
    [
        active_in_a_callee,
        active_in_a_callee_of_one,
        active_by_what_the_run_picks,
        active_changed,
        active_changed_in_an_index,
        active_given_back,
        active_changed_in_a_test,
        active_changed_while,
        active_in_a_comprehension,
    ],
)
def test_objects_are_given_no_derivative(f):
    with pytest.raises(s2s.errors.NotDifferentiable):
        s2s.grad(f)(1.3, Cell())


def twice(a):
    return 2.0 * a


def squared(a):
    return a * a


TABLE = [twice, squared]


def of_what_the_run_picks(x, n):
    a = np.array([x, x * x])
    w = TABLE[n](a)
    return w.dot(a) * w.sum()


def of_what_one_arm_makes(x, n):
    w = np.array([x, 2.0]) if n else [x, 2.0]
    w = w.copy() if n else [x]
    return np.sum(w) * x


@pytest.mark.parametrize("f", [of_what_the_run_picks, of_what_one_arm_makes])
def test_what_proves_to_be_an_array_has_its_methods(f):
    check(f, 1.3, 0)
    check(f, 1.3, 1)
