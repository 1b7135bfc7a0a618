"""This module checks values that are an array in one run, a number in another."""

import numpy as np
import pytest

import s2s
from tests.language.examples import Examples, vector

X = vector(0.3, 0.4, 0.5)
example = Examples()


def picked(a, n):
    if n == 0:
        return a[0]
    if n == 1:
        return a
    if n == 2:
        return a[1:]
    if n == 3:
        return None
    return np.sum(a * a)


@example(X, 0)
@example(X, 1)
@example(X, 2)
@example(X, 4)
def changed_behind_a_result(x, n):
    a = x * x
    r = picked(a, n)
    a[1] = 3.0 * x[0]
    s = r
    r = r * 2.0
    return np.sum(r * s) + np.sum(a)


@example(X, 0)
@example(X, 1)
@example(X, 2)
@example(X, 4)
def handed_out(x, n):
    a = x * x
    a[0] = x[1]
    return picked(a, n), np.sum(a)


@example(X, 0)
@example(X, 3)
def a_result_or_none(x, n):
    a = x * x
    r = picked(a, n)
    a[0] = 2.0 * x[1]
    if r is None:
        return np.sum(x * a)
    return np.sum(r * x)


@example(X, 0)
@example(X, 1)
def number_or_array_at_the_end(x, n):
    a = 2.0 * x
    a[0] = x[1] * x[0]
    if n == 0:
        return np.sum(a)
    return a


@example(X, 1)
@example(X, 5)
def array_from_one_trip(x, n):
    a = x * x
    r = 0.0
    for i in range(3):
        if i == n:
            r = a
        else:
            r = r + x[i]
        a[i] = a[i] * x[0]
    return np.sum(r * x) + np.sum(a)


@example(X, 0)
@example(X, 1)
def part_of_a_pair(x, n):
    a = x * x
    r = (a, 1.0) if n == 0 else (x[0], a)
    a[1] = 2.0 * x[0]
    p, q = r
    return np.sum(p * q)


test_mixed_results = example.test()


def test_an_update_of_an_item_that_may_be_an_array():
    def f(x, n):
        a = np.ones(2) * x
        xs = [a] if n else np.ones(2)
        xs[0] *= 3.0
        return a[0] * x

    assert s2s.grad(f)(2.0, 0) == 4.0
    with pytest.raises(s2s.NotDifferentiable, match="proves to be a list"):
        s2s.grad(f)(2.0, 1)


def several(a, n):
    return [a, a * 2.0] if n else a


def extended_by_itself(xs):
    xs.extend(xs)
    return xs


@pytest.mark.parametrize(
    "copied",
    [
        extended_by_itself,
        lambda xs: xs + xs,
        lambda xs: xs[::-1],
        lambda xs: [*xs, *xs],
        lambda xs: list(xs),
        lambda xs: xs.copy(),
    ],
)
def test_a_list_that_may_be_an_array_and_shares_its_items_with_another(copied):
    def f(x, n):
        xs = several(x * 1.0, n)
        ys = copied(xs)
        ys[0][0] *= 3.0
        return np.sum(xs[0] * ys[1])

    with pytest.raises(s2s.NotDifferentiable, match="proves to be a list"):
        s2s.grad(f)(np.array([1.0, 2.0]), 1)


def test_an_update_of_an_item_that_has_a_name_beside_a_number():
    def f(x):
        a = np.ones(2) * x
        xs = [a, 1.0]
        y = a * a
        xs[0] *= 3.0
        return np.sum(y * a)

    with pytest.raises(s2s.NotDifferentiable, match="a number or an array"):
        s2s.grad(f)(2.0)
