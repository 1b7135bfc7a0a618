"""This module tests calls that are named like pure functions of a library, and are not.

What a call does is decided by what its name stands for, not by how it is spelled.
"""

import numpy as np
import pytest

import s2s
from tests.semantics.values import gradient_is


def fill(a):
    a[0] = 7.0
    return 0


class Filler:
    def sum(self, a):
        return fill(a)

    def step(self, a):
        return fill(a)

    def __eq__(self, other):
        return type(self) is type(other)

    __hash__ = object.__hash__


class math:  # noqa: N801
    @staticmethod
    def sin(a):
        return fill(a)


def round(a):
    return fill(a)


def isinstance(a, kind):
    return fill(a)


box = Filler()
runtime = Filler()


def a_method_of_a_global(x):
    a = np.ones(2)
    box.sum(a)
    return x * x * a[0]


def a_method_of_an_argument(x, o):
    a = np.ones(2)
    o.sum(a)
    return x * x * a[0]


def a_function_of_a_builtins_name(x):
    a = np.ones(2)
    k = round(a)
    return x * x * a[0]


def another_of_two_arguments(x):
    a = np.ones(2)
    isinstance(a, 2)
    return x * x * a[0]


def a_class_of_a_modules_name(x):
    a = np.ones(2)
    math.sin(a)
    return x * x * a[0]


def an_object_of_a_modules_name(x):
    a = np.ones(2)
    runtime.step(a)
    return x * x * a[0]


def an_argument_of_a_modules_name(x, runtime):
    a = np.ones(2)
    runtime.step(a)
    return x * x * a[0]


def a_local_of_a_modules_name(x, o):
    np = o
    a = [1.0, 1.0]
    np.sum(a)
    return x * x * a[0]


def an_argument_with_items(x, np):
    k = np[0]
    np[0] = 7.0
    return x * x * (np[0] * k)


def a_function_that_fills_rows(x):
    a = np.ones((2, 2))
    np.apply_along_axis(lambda row: row.fill(7.0), 0, a)
    return x * x * a[0, 0]


@pytest.mark.parametrize(
    ("f", "others"),
    [
        (a_method_of_a_global, ()),
        (a_method_of_an_argument, (Filler(),)),
        (a_function_of_a_builtins_name, ()),
        (another_of_two_arguments, ()),
        (a_class_of_a_modules_name, ()),
        (an_object_of_a_modules_name, ()),
        (an_argument_of_a_modules_name, (Filler(),)),
        (a_local_of_a_modules_name, (Filler(),)),
        (a_function_that_fills_rows, ()),
    ],
)
def test_calls_with_effects_stay(f, others):
    gradient_is(f, 18.2, 1.3, *others)


def test_storage_of_a_modules_name_is_read_before_it_changes():
    value, slope = s2s.value_and_grad(an_argument_with_items)(1.3, np.ones(2))
    assert (value, slope) == pytest.approx((11.83, 18.2))
