"""This module tests that no argument of a library function is passed over.

What a rule does not know, or does not differentiate, is refused where it carries a
derivative, by position as by name.
"""

import numpy as np
import pytest

import s2s
from tests.check import check

U = np.array([0.5, 1.5, 2.5])
SCATTERED = np.array([0, 1, 1])


def counted(x):
    a = np.bincount(SCATTERED, weights=np.array([x, 1.0, x]))
    return np.sum(a * a)


def counted_list(x):
    return np.sum(np.bincount([0, 1, 1], [x, 1.0, x * x]) ** 2)


def counted_without_weights(x):
    return x * np.sum(np.bincount(SCATTERED, minlength=5))


def range_start(x):
    return np.sum(np.arange(x, 4.0) ** 2)


def range_step(x):
    total = 0.0
    for v in np.arange(0.0, 3.0, x):
        total = total + v * x
    return total


def range_by_name(x):
    return np.sum(np.arange(start=x, stop=x + 2.5, step=x) ** 2)


def range_in_builtin(x):
    return max(np.arange(x, 5.0)) * x


def range_end(x):
    return np.sum(np.arange(2.5 * x, dtype=float)) * x


def initial_is_added(x):
    return np.sum(np.sum(U[:, None] * x, 0, None, None, False, 5.0) ** 2)


@pytest.mark.parametrize(
    "f",
    [
        counted,
        counted_list,
        counted_without_weights,
        range_start,
        range_step,
        range_by_name,
        range_in_builtin,
        range_end,
        initial_is_added,
    ],
    ids=lambda f: f.__name__,
)
def test_arguments_carry(f):
    check(f, 1.3)


def open_mesh(x):
    a, b = np.ix_(U * x, U)
    return np.sum(a * b * a)


def initial(x):
    return np.sum(U, 0, None, None, False, x)


def order(x):
    return np.linalg.norm(U * x, x)


def beyond_the_table(x):
    return np.interp(5.0, U, U * x, 0.0, x * x)


def at_the_end(x):
    return np.sum(np.diff(U * x, 1, -1, 2.0 * x) ** 2)


def at_both_ends(x):
    return np.sum(np.ediff1d(U * x, x, x * x) ** 2)


def step_of_one_argument(x):
    return np.sum(np.arange(9.0, step=x))


@pytest.mark.parametrize(
    ("f", "words"),
    [
        (open_mesh, "np.ix_"),
        (initial, "argument `initial`"),
        (order, "argument `ord`"),
        (beyond_the_table, "5 arguments of `np.interp`"),
        (at_the_end, "4 arguments of `np.diff`"),
        (at_both_ends, "3 arguments of `np.ediff1d`"),
        (step_of_one_argument, "argument `step`"),
    ],
    ids=lambda f: getattr(f, "__name__", None),
)
def test_arguments_that_no_rule_knows_are_refused(f, words):
    with pytest.raises((s2s.NotDifferentiable, s2s.NoRule), match=words):
        s2s.grad(f)(1.3)


def inert_mesh(x):
    a = np.arange(12.0).reshape(3, 4) * x
    return np.sum(a[np.ix_([0, 1], [1, 3])] ** 2)


def test_mesh_of_indices_is_an_index():
    check(inert_mesh, 1.3)
