"""This module checks how arrays that are overwritten as a whole are brought back.

A copy takes the place of an array that nothing but one name holds; behind the statement
nothing is then needed of it for what is before.
"""

import numpy as np
import pytest

import s2s
from tests.check import check

X = np.array([0.3, -0.5, 0.7, 1.1])


def alone(x: "float[4]", steps: "int"):
    a = x.copy()
    for _ in range(steps):
        a += 0.1 * a * a
        a[:] = np.sin(a) * x
    return np.sum(a * a)


def viewed(x: "float[4]", steps: "int"):
    a = x.copy()
    v = a[1:]
    y = 0.0
    for _ in range(steps):
        y += np.sum(v * v)
        a *= a
    return y + np.sum(a * a)


def viewed_for_a_moment(x: "float[4]", steps: "int"):
    a = x.copy()
    y = 0.0
    for _ in range(steps):
        v = a[1:]
        y += np.sum(v * v * a[:-1])
        a *= a
    return y


def called_twice(x: "float[4]", steps: "int"):
    a = x.copy()
    b = a
    for _ in range(steps):
        a *= a
        b[0] = a[1] * b[0]
    return np.sum(a * a) + b[0]


def change(a, s):
    for i in range(len(a)):
        a[i] = a[i] * a[i] * s
    b = a * a
    a[0] = b[0] * s
    return np.sum(b * b * a)


def given_to_a_callee_that_changes_it(x: "float[4]", s: "float"):
    a = x.copy()
    a *= a
    y = change(a, s)
    a *= s * a
    z = change(a, y)
    a *= z
    return np.sum(a * a) + y


def cubes(a):
    y = 0.0
    while y < 2.0:
        y = y + np.sum(a * a * a) ** 2 + 0.5
    return y


def given_to_a_callee_that_reads_it(x: "float[4]", s: "float"):
    a = x.copy()
    y = 0.0
    for i in range(3):
        y += cubes(a) * s
        a *= s * a
        a += y
    return y


def held_by_a_list(x: "float[4]", s: "float"):
    a = x.copy()
    held = [a]
    y = 0.0
    for _ in range(3):
        y += np.sum(held[0] * a)
        a *= s * a
    return y


def held_by_a_tuple(x: "float[4]", s: "float"):
    a = x.copy()
    held = (a, s)
    y = 0.0
    for _ in range(3):
        y += np.sum(held[0] * a) * held[1]
        a *= s * a
    return y


def changed_argument(a: "float[4]", s: "float"):
    y = 0.0
    for _ in range(3):
        y += np.sum(a * a)
        a *= s * a
    return y + np.sum(a)


def bound_again(x: "float[4]", s: "float"):
    a = x.copy()
    y = 0.0
    for i in range(4):
        y += np.sum(a * a)
        a *= s * a
        y += np.sum(a * a)
        if i % 2:
            a = np.cos(a) + x
        a[1] *= y
        a[:] = a * a * 0.1
    return y


def local_of_a_trip(x: "float[4]", s: "float"):
    y = 0.0
    for i in range(3):
        a = x * s
        y += np.sum(a * a)
        a *= a
        y += np.sum(a * a * y)
        a += y
        y += np.sum(a * a * s)
    return y


def in_one_arm(x: "float[4]", s: "float"):
    a = x.copy()
    y = 0.0
    for i in range(4):
        gap = a[1] - a[0]
        y += gap**3
        if gap > 0.1:
            a *= s * a
            rise = a[2] - a[1]
            y += rise**3
            a[0] += y
        else:
            a[:] = a[::-1] * s
        a[1] *= a[0]
    return y


def read_between(x: "float[4]", s: "float"):
    a = x.copy()
    y = np.sum(a * a)
    for _ in range(3):
        a *= s * a
        w = a[0] * 2.0
        a += w * s
        y += w**3
    return y


def read_between_by_loops(x: "float[4]", s: "float"):
    a = x.copy()
    y = np.sum(a * a)
    for _ in range(3):
        a *= s * a
        for i in range(3):
            w = a[i] * 2.0
            y += w**3
        a += s
        for i in range(3):
            w = a[i] - a[i + 1]
            a[i] += w * y
            y += w**3
    return y


def seen_by_a_nested_function(x: "float[4]", s: "float"):
    a = x.copy()

    def first(k):
        return a[0] * a[k] * k

    y = 0.0
    for i in range(1, 3):
        y += first(i)
        a *= s * a
        y += first(i) * y
    return y


def result(x: "float[4]", s: "float"):
    a = x.copy()
    for _ in range(2):
        a *= s * a
    return a


def view_of_itself(x: "float[4]", steps: "int"):
    a = np.exp(x)
    for _ in range(steps):
        a = a[::1]
        a *= 0.5
    return np.sum(a * x)


def tail(a):
    return a[1:], len(a)


def part_from_a_callee(x: "float[4]", steps: "int"):
    a = np.exp(x)
    for _ in range(steps):
        a, n = tail(a)
        a *= 0.5 * n
    return np.sum(a * a)


PROGRAMS = [
    (view_of_itself, (X, 3)),
    (part_from_a_callee, (X, 2)),
    (alone, (X, 3)),
    (viewed, (X, 3)),
    (viewed_for_a_moment, (X, 3)),
    (called_twice, (X, 3)),
    (given_to_a_callee_that_changes_it, (X, 0.7)),
    (given_to_a_callee_that_reads_it, (X, 0.3)),
    (held_by_a_list, (X, 0.7)),
    (held_by_a_tuple, (X, 0.7)),
    (changed_argument, (X, 0.7)),
    (bound_again, (X, 0.7)),
    (local_of_a_trip, (X, 0.7)),
    (in_one_arm, (X, 0.7)),
    (read_between, (X, 0.7)),
    (read_between_by_loops, (X, 0.3)),
    (seen_by_a_nested_function, (X, 0.7)),
    (result, (X, 0.7)),
]


@pytest.mark.parametrize("function, arguments", PROGRAMS)
def test_gradients_are_right(function, arguments):
    check(function, *arguments)


def text_of(function):
    return s2s.differentiate(function).source()


def test_a_copy_takes_the_place_of_an_array_with_one_name():
    text = text_of(alone)
    assert text.count("a = a_stack.pop()") == 2
    assert "a[:] = a_stack.pop()" not in text


@pytest.mark.parametrize("function", [viewed, viewed_for_a_moment, held_by_a_list])
def test_an_array_that_something_else_holds_is_restored_in_place(function):
    text = text_of(function)
    assert "a[:] = a_stack.pop()" in text
    assert "a = a_stack.pop()" not in text


def unread(x: "float[4]", s: "float", steps: "int"):
    a = x.copy()
    for _ in range(steps):
        a *= a
        a += s
        a *= s
    return np.sum(a)


def test_nothing_is_recorded_that_was_recorded_before_and_is_not_read_since():
    assert text_of(unread).count("a_stack.append(a.copy())") == 1
    check(unread, X, 0.7, 2, wrt="x")
