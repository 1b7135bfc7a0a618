"""This module checks programs whose surroundings change while they run.

What an adjoint reads of globals, objects, dicts and cells is what the forward sweep has
read, not what is there when the backward sweep comes by.
"""

import sys

import numpy as np
import pytest

import s2s
from s2s.errors import NotDifferentiable

count = 0
table = {"k": 0}
array = np.array([1.0, 2.0])
listed = [0]


class State:
    k = 0

    def __init__(self):
        self.k = 0

    def step(self):
        self.k += 1

    @property
    def twice(self):
        return 2 * self.k


state = State()
this = sys.modules[__name__]


@pytest.fixture(autouse=True)
def _anew():
    reset()


def reset():
    global count
    count = 0
    table["k"] = 0
    array[:] = [1.0, 2.0]
    listed[0] = 0
    state.k = 0


def tick():
    global count
    count += 1
    table["k"] += 1
    array[0] += 1
    listed[0] += 1
    state.k += 1


def rebound_global(x):
    total = 0.0
    for _ in range(3):
        tick()
        total += x * count
    return total


def global_of_its_own(x):
    global count
    total = 0.0
    for i in range(3):
        count += i
        total += x * count
    return total


def global_by_attribute(x):
    this.count += 2
    return x * count


def global_in_tests_and_bounds(x):
    total = x
    for _ in range(3):
        tick()
        if count > 1:
            total += x * x
        for _ in range(count):
            total *= count
    return total


def scaled(z):
    return z * count + z * array[0]


def read_by_a_callee(x):
    total = 0.0
    for _ in range(3):
        tick()
        total += scaled(x)
    return total


def items(x):
    total = 0.0
    for _ in range(3):
        tick()
        total += x * table["k"] * array[0] + x * x * listed[0]
    return total


def whole_array(x):
    total = 0.0
    for _ in range(3):
        tick()
        total += np.sum(x * array) + np.sum(x * array[:1])
    return total


def changed_here(x):
    total = 0.0
    for i in range(3):
        array[i % 2] += i
        table["k"] += i
        state.k += i
        total += np.sum(x * array) * table["k"] * state.k
    return total


def object_s_method(x):
    total = 0.0
    for _ in range(3):
        state.step()
        total += x * state.k * state.twice
    return total


def class_attribute(x):
    State.j = 1
    total = 0.0
    for _ in range(3):
        State.j += 1
        total += x * State.j
    return total


def scales_in_place(x):
    t = x * np.ones(2)
    for _ in range(3):
        tick()
        t *= array
        t /= table["k"]
    return np.sum(t)


def own_variable_of_a_nested_function(x):
    n = 1

    def more():
        nonlocal n
        n += 1

    total = 0.0
    for _ in range(3):
        more()
        total += x * n
        for j in range(n):
            total += x * x * j
        if n > 2:
            total *= n
    return total


def own_view(x):
    w = np.array([1.0, 2.0])
    total = 0.0
    for _ in range(3):
        w[1] += 1
        total += np.sum(x * w[1:])
    return total


@pytest.mark.parametrize(
    "f",
    [
        rebound_global,
        global_of_its_own,
        global_by_attribute,
        global_in_tests_and_bounds,
        read_by_a_callee,
        items,
        whole_array,
        changed_here,
        object_s_method,
        class_attribute,
        scales_in_place,
        own_variable_of_a_nested_function,
        own_view,
    ],
)
def test_what_was_read_is_what_counts(f):
    values = []
    for x in (0.7 + 1e-6, 0.7 - 1e-6, 0.7):
        reset()
        values.append(f(x))
    after = (count, table["k"], array.tolist(), listed[0], state.k)
    reset()
    value, slope = s2s.value_and_grad(f)(0.7)
    assert value == pytest.approx(values[2], rel=1e-14)
    assert slope == pytest.approx((values[0] - values[1]) / 2e-6, rel=1e-6)
    assert (count, table["k"], array.tolist(), listed[0], state.k) == after


def test_an_object_that_is_an_argument():
    def f(x, s):
        total = 0.0
        for _ in range(3):
            s.step()
            s.k += 1
            total += x * s.k
        return total

    assert s2s.grad(f)(0.7, State()) == 12.0


def counter():
    n = 0

    def f(x):
        nonlocal n
        n += 1
        return x * n

    return f


def test_a_cell_that_changes_is_refused():
    with pytest.raises(NotDifferentiable, match="enclosing function"):
        s2s.grad(counter())(0.7)


def constants(x):
    total = 0.0
    for _ in range(2):
        total += x * listed[0] + np.sum(array * x)
    return total


def test_what_nobody_changes_is_read_where_it_is():
    assert "part = " not in s2s.differentiate(constants).source(0.5)
