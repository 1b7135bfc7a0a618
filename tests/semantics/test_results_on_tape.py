"""This module tests results that the tape holds: by a name, in a stack, in a list."""

import numpy as np
import pytest

from tests.check import check
from tests.language.examples import vector


def rebound_to_views(x):
    b = 2.0 * x
    t = 0.0
    for _ in range(2):
        t += np.sum(np.sin(b))
        b = b[:]
    return b, t


def rebound_by_calls(x):
    t = 0.0
    for _ in range(2):
        x, s = rebound_to_views(x)
        t += s
    return x, t


def made_in_each_trip(x):
    b = 2.0 * x
    t = 0.0
    for i in range(2):
        c = b[i:]
        t += np.sum(np.sin(c))
    return b, t


def made_in_one_arm(x):
    b = 2.0 * x
    t = 0.0
    for i in range(2):
        c = b[i:]
        if i > 0:
            t += np.sum(np.sin(c))
    return b, t


def replaced_in_a_list(x):
    b = 2.0 * x
    xs = [b]
    t = 0.0
    for _ in range(2):
        t += np.sum(np.sin(xs[0]))
        xs[0] = 3.0 * b
    return b, t


def popped(x):
    b = 2.0 * x
    xs = [b, 3.0 * b]
    t = 0.0
    while len(xs) > 0:
        c = xs.pop()
        t += np.sum(np.sin(c))
    return b, t


@pytest.mark.parametrize(
    "f",
    [
        rebound_to_views,
        rebound_by_calls,
        made_in_each_trip,
        made_in_one_arm,
        replaced_in_a_list,
        popped,
    ],
)
def test_results_that_stacks_hold(f):
    assert check(f, vector(0.3, 0.4))


def changes_a_result(x):
    b, t = rebound_to_views(x)
    b[0] = 5.0
    return t + np.sum(b * b)


def changes_a_result_of_calls(x):
    b, t = rebound_by_calls(x)
    b *= b
    return t + np.sum(b)


@pytest.mark.parametrize("f", [changes_a_result, changes_a_result_of_calls])
def test_a_caller_changes_what_the_stacks_of_its_callee_hold(f):
    assert check(f, vector(0.3, 0.4))
