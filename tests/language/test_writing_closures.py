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


@example(0.7)
def array_that_a_nested_function_fills(x):
    w = np.zeros(3)

    def put(i):
        w[i] = x * i

    for i in range(3):
        put(i)
    return np.sum(w) * w[1]


@example(0.7)
def list_that_a_nested_function_fills(x):
    xs = []

    def put(i):
        xs.append(x * i)

    for i in range(3):
        put(i)
    return xs[1] * xs[2]


def for_each(fn, n):
    for i in range(n):
        fn(i)


@example(0.7)
def array_that_is_filled_elsewhere(x):
    w = np.zeros(3)

    def put(i):
        w[i] = x * i

    for_each(put, 3)
    return np.sum(w) * w[1]


def tabulate(w, fn):
    for i in range(len(w)):
        w[i] = fn(i)


@example(0.7)
def view_that_a_function_fills_with_what_another_gives(x):
    w = np.ones(3)
    tabulate(w[1:], lambda i: x * x * (i + 1))
    return w @ w


def quadrature(fn, low, high, n):
    h = (high - low) / n
    total = 0.5 * (fn(low) + fn(high))
    for i in range(1, n):
        total += fn(low + i * h)
    return total * h


@example(0.7)
def integral_of_what_captures(x):
    def inner(y):
        return quadrature(lambda t: np.exp(-x * t * t) * y, 0.0, y, 4)

    return quadrature(inner, 0.0, 1.0, 4)


LOG = np.zeros(3)


def keeps_outside(x):
    def keep(u):
        LOG[0] = u
        return u

    return apply(keep, x)


def keeps_what_it_captures(x):
    def keep(log):
        log[0] = x

    keep(LOG)
    return x * x


@pytest.mark.parametrize("f", [keeps_outside, keeps_what_it_captures])
def test_what_outlives_the_call_is_seen_through_closures(f):
    with pytest.raises(NotDifferentiable, match="outlives the call"):
        s2s.grad(f)(0.5)


@example(1.3)
def lists_that_nested_functions_fill(x):
    found, best = [], [1e9, None]

    def visit(n, v):
        if n == 0:
            found.append(v)
            return
        visit(n - 1, v * x)
        visit(n - 1, v + x)

    def see(v, i):
        if v < best[0]:
            best[0] = v
            best[1] = i

    visit(3, 1.0)
    for i, v in enumerate(found):
        see((v - 3.0) ** 2, i)
    return sum(v * i for i, v in enumerate(found)) * best[0] + best[1]


@example(1.3)
def queue_that_a_nested_function_fills(x):
    queue, total = [(x, 1)], 0.0

    def push(v, d):
        queue.append((v, d))

    while queue:
        v, d = queue.pop()
        total += v * d
        if d < 4:
            push(v * x, d + 1)
            push(v + 0.1, d + 2)
    return total


@example(1.3)
def list_that_comes_to_hold_arrays(x):
    held = [x]

    def keep(u):
        held.append(u)

    keep(x * x)
    keep(np.array([x, 2.0]))
    return np.sum(held[2] * held[0]) + held[1]


test_writing_closures = example.test()
