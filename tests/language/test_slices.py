"""This module checks slices with bounds that are variables: their shapes may differ.

A length that is taken for equal to another wrongly would give a wrong gradient without
a word: one of the two may be 1, and then NumPy repeats it.
"""

import numpy as np
import pytest

import s2s
from tests.language.examples import Examples, grid, vector

example = Examples()
A, B = vector(0.3, -0.5, 0.7, 1.1), vector(0.2, 0.9, -0.4, 0.6)


@example(A, B, 4)
def a_last_element_beside_a_slice(a, b, n):
    y = 0.0
    for k in range(n):
        y += np.sum(a[k:] * b[n - 1 :]) + np.sum(a[k:] * b[k : k + 1])
    return y


@example(A, B, 4)
def slices_from_two_indices(a, b, n):
    y = 0.0
    for k in range(n):
        for j in (k, n - 1):
            y += np.sum(a[k:] * b[j:])
    return y


@example(A, B, 5)
def stops_beyond_the_end(a, b, n):
    y = 0.0
    for k in range(2, n):
        y += np.sum(a[:k] * b[:k]) + np.sum(a[k - 2 : k + 1] * b[k - 1 : k + 2][:1])
    return y


@example(A, vector(0.4, 0.8), 2)
def stops_beyond_the_end_of_one(a, b, n):
    y = 0.0
    for k in range(1, n + 1):
        y += np.sum(a[:1] * b[:k]) + np.sum(a[:k] * b[: k + 1][-k:])
    return y


@example(A, vector(0.4))
def one_is_shorter_than_the_other(a, b):
    y = 0.0
    for k in range(4):
        y += np.sum(a[k:] * b[: k + 1]) + np.sum(a[: k + 1] * b[: k + 1])
    return y


@example(A, B)
def indices_below_zero(a, b):
    y = 0.0
    for k in range(-1, 3):
        y += np.sum(a[k:] * b[k:]) + np.sum(a[k:] * b[3:])
    return y


@example(A, B)
def from_the_end(a, b):
    y = 0.0
    for k in range(4):
        y += np.sum(a[-k:] * b[-k:])
        if k > 0:
            y += np.sum(a[:-k] * b[k:]) + np.sum(a[-k:] * b[4 - k :])
            y += np.sum(a[3:] * b[-k:])
    return y


@example(A, B, 4)
def a_slice_of_the_trip_before(a, b, n):
    y = 0.0
    v = a[:1]
    for k in range(n - 1, -1, -1):
        if k == n - 2:
            y += np.sum(v * b[k:])
        v = a[k:] * b[k:]
        y += np.sum(v * v)
    return y + np.sum(v * b)


@example(A, B, 4)
def a_slice_that_only_one_arm_binds(a, b, n):
    y = 0.0
    v = a[3:]
    for k in range(n):
        if k % 2:
            v = a[k:]
        y += np.sum(v * b[n - 1 :] * y) + np.sum(v)
        if k == 3:
            y += np.sum(v * b[k:])
    return y


@example(A, B, 4)
def a_slice_of_an_inner_loop(a, b, n):
    y = 0.0
    for i in range(n):
        for k in range(i, n):
            v = a[k:] * 2.0
            y += np.sum(v * b[k:]) * np.sum(a[i : k + 1] * b[i : k + 1])
        y += np.sum(v * b[i:])
    return y


@example(A, B, 4)
def slices_in_a_list(a, b, n):
    y = 0.0
    kept = []
    for k in range(n):
        kept.append(a[k:] * b[k:])
        y += np.sum(kept[k] * b[k:])
        y += np.sum(kept[0][k:] * kept[-1])
        y += np.sum(kept[0] * b[3:])
    return y


@example(A, B, 4)
def bounds_that_change(a, b, n):
    y = 0.0
    k = 0
    while k < n:
        v = a[k:]
        y += np.sum(v * b[k:])
        j = k
        k += 1
        if k == n - 1:
            y += np.sum(v * b[k:])
        y += np.sum(v * b[j:])
    return y


def product(u, v, k):
    w = u[k:] * v[k:]
    return np.sum(w * w) + np.sum(u[k:] * v[-1:])


@example(A, B)
def a_callee_with_bounds(a, b):
    y = product(a, b, -1) + product(a, b, 2)
    for k in range(-2, 4):
        y += product(a[1:], b[1:], k)
    for k in range(3):
        y += product(a[k:], b[k:], k) + product(a[k:], b[3:], 0)
    return y


def halves(u):
    n = len(u)
    if n < 2:
        return u[0] * u[0]
    m = n // 2
    return halves(u[:m]) * halves(u[m:]) + np.sum(u[: n - m] * u[m:])


@example(A)
def recursion_on_slices(a):
    return halves(a)


@example(A, B, 2)
def bounds_that_are_arguments(a, b, k):
    return np.sum(a[k:] * b[k:]) + np.sum(a[:k] * b[2:]) + np.sum(a[3:] * b[k:])


@example(A, B, -1)
def bounds_that_are_negative_arguments(a, b, k):
    return np.sum(a[k:] * b) + np.sum(a[k:] * b[k:]) + np.sum(a[: k + 1])


@example(grid(4, 4))
def elimination(a):
    a = a.copy()
    for k in range(3):
        a[k + 1 :, k] /= a[k, k]
        a[k + 1 :, k + 1 :] -= np.outer(a[k + 1 :, k], a[k, k + 1 :])
    return np.sum(a * a)


@example(grid(4, 4), A)
def rows_of_matrices(u, b):
    x = np.zeros_like(b)
    for i in range(len(b) - 1, -1, -1):
        x[i] = (b[i] - u[i, i + 1 :] @ x[i + 1 :]) / u[i, i]
        u = u + u[i:, :1][:1] * u[: i + 1, i:][-1, :1]
    return np.sum(x * x)


@example(A, 3)
def arrays_that_are_as_long_as_an_index(a, n):
    y = 0.0
    for k in range(n + 1):
        z = np.ones(k)
        y += np.sum(z * a[:k]) + np.sum((a[:k] + z) * a[: k + 1][1:])
        z = np.ones(n - k)
        y += np.sum(z * a[k:n] * a[k + 1 :])
    return y


test_slices = example.test()


def lags(x: "float[9]", w: "float[4]"):
    y = 0.0
    for k in range(1, len(w)):
        d = x[k:] - x[:-k]
        y += w[k] * np.sum(d * x[k:])
    return y


def attention(q: "float[5, 2]", v: "float[5, 2]"):
    out = np.zeros_like(q)
    for i in range(len(q)):
        e = np.exp(q[: i + 1] @ q[i])
        out[i] = (e / np.sum(e)) @ v[: i + 1]
    return np.sum(out * out)


def windows(x: "float[9]", n: int, k: int):
    return np.sum(x[k:] * x[k:] * 2.0) + np.sum(x[1:n] * x[1:n])


@pytest.mark.parametrize("function", [lags, attention, windows])
def test_no_helper_is_called_where_bounds_are_equal(function):
    assert "runtime" not in s2s.differentiate(function).source()
