"""This module checks lists that NumPy takes for arrays."""

import numpy as np

from tests.check import check
from tests.language.examples import Examples, grid, vector

example = Examples()
A, XS = vector(0.3, -0.6, 1.3, 0.9), [0.4, 0.5, 0.6, 0.7]


@example(A, XS)
def reductions_and_products(a, xs):
    y = np.sum(xs) * np.max(xs) + np.mean(xs) * np.linalg.norm(xs)
    return y * np.dot(a, xs) + (a @ xs) * np.prod([a[0], xs[1], 3.0])


@example(A, XS)
def elementwise(a, xs):
    b = np.sin(xs) * a + np.maximum(a, xs)
    b = b * xs - np.where(a > 0.35, xs, a)
    return np.add(b, [xs[0], 1, 2, a[1]]) * [0.5, a[0], xs[3], 2]


@example(grid(3, 3), [0.4, 0.5, 0.6])
def rows_that_broadcast(m, xs):
    b = m + [xs[0], 1, xs[1] * m[0, 0]]
    b *= xs
    return b * [xs, [xs[1], 1, 2], [1, 2, m[1, 1]]]


@example(A, XS, 0.3)
def stored_and_added_in_place(a, xs, y):
    a[:2] = [y]
    a[2:] = [y, y * xs[0]]
    a += xs
    a[[0, 1]] += [xs[2], y]
    b = a * y
    b[:] = xs
    return a * b


@example(A, XS, 0.3)
def lists_that_change(a, xs, y):
    losses = [y * k for k in range(3)]
    losses.append(a[0])
    b = np.mean(losses) * a
    losses[0] *= y
    ys = xs
    ys[0] = y * a[1]
    return b * np.sum(losses) + np.sum(ys) * np.dot(xs, a)


@example(A, XS)
def shapes(a, xs):
    m = np.reshape(xs, (2, 2))
    rows = [xs, [a[0], 1, 2, 3]]
    return np.sum(m @ m) * np.outer(xs, a) + np.sum(rows, axis=0) * np.cumsum(xs)


test_lists_as_arrays = example.test()


def test_an_array_of_one_item_of_a_list():
    def f(xs):
        z = np.array(xs[0])
        w = np.asarray(xs[-1])
        return np.sum(z) + 0.5 * np.sum(w * w), 0.5

    check(f, [1, 0.961])
    check(f, [0.3, 0.961])
    check(f, [0.3, 2])
