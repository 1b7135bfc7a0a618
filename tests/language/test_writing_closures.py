"""This module checks functions that are passed on and write into what they capture."""

import numpy as np
import pytest

import s2s
from s2s.errors import NotDifferentiable
from tests.language.examples import Examples, grid, vector

X = vector(0.3, 0.4, 0.5)
example = Examples()


def apply(fn, x):
    return fn(x)


def apply_both(fn, x, g):
    return apply(fn, x) + g(x)


@example(X)
def array_that_a_function_passed_on_writes(x):
    a = x * x
    b = a

    def keep(u):
        b[0] = u
        return u * u

    r = np.sum(a * a)
    t = apply(keep, x[1])
    return r + np.sum(a * b) * t


@example(X)
def view_that_a_function_passed_on_twice_writes(x):
    a = x * x
    v = a[1:]

    def keep(u):
        v[0] = u
        return u * v[1]

    r = np.sum(a * a)
    t = apply_both(keep, x[1], lambda w: w * a[1])
    return r + np.sum(a) * t


@example(X)
def array_that_it_writes_and_returns(x):
    a = x * x

    def keep(u):
        a[0] = u
        return a

    r = np.sum(a * a)
    t = apply(keep, x[1])
    t[1] = 3.0 * x[2]
    return r + np.sum(a * t)


@example(X)
def list_that_it_grows(x):
    xs = [x[0]]

    def keep(u):
        xs.append(u)
        return u * u

    r = xs[0] * 2.0
    t = 0.0
    for v in x:
        t += apply(keep, v)
    return r + sum(xs) * t


@example(0.3, grid(2, 2))
def row_of_a_loop(x, m):
    for row in m:

        def keep(u):
            row[0] = 0.5 * u
            return u * x

        t = apply(keep, x)
    return t * np.sum(m)


LOG = np.zeros(3)


def keeps_outside(x):
    def keep(u):
        LOG[0] = u
        return u

    return apply(keep, x)


def test_what_outlives_the_call_is_seen_through_a_function_passed_on():
    with pytest.raises(NotDifferentiable, match="outlives the call"):
        s2s.grad(keeps_outside)(0.5)


test_writing_closures = example.test()
