"""This module tests slices of what may be a list or an array: known when it runs.

A slice of an array is a view of it, a slice of a list is a new list.
"""

import numpy as np
import pytest

import s2s

VALUES = [1.0, 2.0, 3.0]


def pick(xs, n, out=None):
    if n > 5:
        out = 0.5
    if n < 5:
        out = xs
    return out


def named(xs):
    v = pick(xs, 1)
    v[0] *= 2.0
    w = v[1:]
    w[0] *= 3.0
    return sum(v) + sum(w)


def in_a_list(xs):
    v = pick(xs, 1)
    v[0] *= 2.0
    w = [v[1:], v[0]]
    w[0][0] *= 3.0
    return sum(v) + sum(w[0]) + w[1]


def in_a_tuple(xs):
    v = pick(xs, 1)
    v[0] *= 2.0
    w = (v[1:], 0.5)
    w[0][0] *= 3.0
    return sum(v) + sum(w[0]) * w[1]


def beside_another(xs):
    v = pick(xs, 1)
    v[0] += 0.5
    w = v[1:]
    others = [[1.0], v[1:]]
    return sum(w) * w[0] + len(others)


def two(xs):
    v = pick(xs, 1)
    v[0] *= 2.0
    return v[1:], v[0]


def of_a_callee(xs):
    w, s = two(xs)
    w[0] *= 3.0
    return sum(w) + s * xs[1]


@pytest.mark.parametrize("made", [list, np.array])
@pytest.mark.parametrize(
    "f", [named, in_a_list, in_a_tuple, beside_another, of_a_callee]
)
def test_slices_of_lists_or_arrays(f, made):
    steps = 1e-6 * np.eye(3)
    ups = [f(made(list(VALUES + step))) for step in steps]
    downs = [f(made(list(VALUES - step))) for step in steps]
    value, gradient = s2s.value_and_grad(f)(made(VALUES))
    assert value == f(made(VALUES))
    assert np.allclose(gradient, (np.array(ups) - downs) / 2e-6, rtol=1e-7)
    assert isinstance(gradient, type(made(VALUES)))


def number_or_array(a, n):
    v = pick(a, n)
    w = np.expand_dims(v, 0)
    w[...] *= 0.5
    return w.sum() + a[0] * a[1]


def of_a_number_too(a, n):
    v = pick(a * a, n, a[0] * 3.0)
    w = np.reshape(v, (1, -1))
    w[...] *= 0.5
    return w.sum()


@pytest.mark.parametrize("n", [1, 6])
@pytest.mark.parametrize("f", [number_or_array, of_a_number_too])
def test_views_of_numbers_or_arrays(f, n):
    x = np.array(VALUES)
    steps = 1e-6 * np.eye(3)
    numerically = [(f(x + step, n) - f(x - step, n)) / 2e-6 for step in steps]
    assert np.allclose(s2s.grad(f)(x.copy(), n), numerically, rtol=1e-7)


PARTS = {"head": slice(0, 2), "second": 1}


def item_of_a_slice_of_a_tuple(x):
    xs = (x, 2.0)
    return xs[PARTS["head"]][0] * x


def item_of_an_item_of_a_tuple(x):
    xs = ((x, 1.0), (2.0, x))
    return xs[PARTS["second"]][1] * x


def item_of_a_slice_of_pairs(x):
    xs = ((x, 1.0), (2.0, x))
    return xs[PARTS["head"]][1][1] * x


PARTED = (
    item_of_a_slice_of_a_tuple,
    item_of_an_item_of_a_tuple,
    item_of_a_slice_of_pairs,
)


@pytest.mark.parametrize("f", PARTED, ids=lambda f: f.__name__)
def test_what_an_unknown_index_takes_of_a_tuple(f):
    assert s2s.grad(f)(2.0) == 4.0


def deleted(x, part):
    xs = [x, 2 * x, 3 * x]
    del xs[part]
    return xs[0] * x


def deleted_by_name(x, part):
    PARTS["given"] = part
    xs = [x, 2 * x, 3 * x]
    del xs[PARTS["given"]]
    return xs[0] * x


@pytest.mark.parametrize("f", [deleted, deleted_by_name])
def test_what_an_unknown_index_deletes(f):
    assert s2s.grad(f)(2.0, 1) == 4.0
    with pytest.raises(s2s.NotDifferentiable, match="a slice of a list"):
        s2s.grad(f)(2.0, slice(0, 2))
