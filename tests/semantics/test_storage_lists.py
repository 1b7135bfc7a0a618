"""This module checks lists whose items are storage that is changed."""

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(vector(0.3, 0.5), vector(0.2, 0.4))
def array_in_a_list_changed_later(x, y):
    a = x * y
    xs = [a, y * 1.0]
    a[0] = 2.0 * a[1]
    xs[1][1] = a[0] * xs[0][0]
    xs[0][1] += xs[1][0]
    return np.sum(xs[0] * xs[1]) + a[1]


@example(vector(0.3, 0.5))
def the_same_array_twice_in_a_list(x):
    a = x * 2.0
    rows = [a, a]
    rows[0][0] = rows[1][1] * rows[1][0]
    rows[1][1] += rows[0][0]
    return np.sum(rows[0] * rows[1])


@example(grid(3, 3))
def rows_as_views(A):
    A = A.copy()
    rows = [A[i] for i in range(3)]
    rows[0] += rows[1] * rows[2]
    rows[1][:] = A[:, 0]
    A[2] *= rows[1]
    rows[2], rows[0] = rows[0], rows[2]
    rows[2][1] = rows[0][0]
    return np.sum(A * A) + rows[2][2]


@example([0.3, 0.5, 0.7])
def two_names_of_a_list(xs):
    ys = xs
    ys[0] = xs[1] * xs[2]
    xs.append(ys[0] * 2.0)
    last = ys.pop()
    ys[1] *= last
    return xs[0] * ys[1] + len(ys)


@example([[0.3, 0.5], [0.7, 0.9]])
def rows_of_lists(rows):
    first = rows[0]
    first[0] = rows[1][0] * first[1]
    rows[1][1] += first[0]
    rows[0], rows[1] = rows[1], rows[0]
    first[1] *= rows[0][1]
    return rows[0][0] * rows[1][1] + first[0]


@example([0.3, 0.5, 0.7])
def lists_made_of_lists(xs):
    ys = [x * 2.0 for x in xs]
    zs = ys + xs
    zs[0] = ys[1] * xs[2]
    ys[1] = zs[0]
    ws = zs[1:3]
    ws[0] *= zs[1]
    return sum(zs) * ws[0] + ys[1] * xs[0]


@example(vector(0.3, 0.5, 0.7))
def list_with_views_and_twice_the_same(x):
    rows = [x * k for k in range(1, 4)]
    first = rows[0]
    rows.append(first)
    first[0] = rows[1][2] * 2.0
    rows[3][1] *= first[0]
    last = rows.pop()
    last += rows[2]
    rows.insert(0, last[1:])
    rows[0][0] *= 3.0
    return sum(np.sum(r) for r in rows) * first[1]


@example(grid(2, 3))
def matrix_rows_swap(A):
    A = A * 1.0
    r0, r1 = A
    r0[0], r1[0] = r1[0], r0[0]
    r0 += r1
    t = r0.copy()
    r0[:] = r1
    r1[:] = t * A[0]
    return np.sum(A * A) + r0[2]


@example(vector(0.3, 0.5, 0.7), 2)
def comprehension_effects(x, n):
    a = x * 1.0
    xs = [a[k] * a[k] for k in range(3)]
    a[0] = xs[1]
    ys = [a for _ in range(2)]
    ys[0][1] = a[0] * 3.0
    return sum(xs) * np.sum(ys[1])


test_storage_lists = example.test()
