"""This module checks views, aliases, overlapping slices and double buffers."""

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(vector(0.3, 0.5, 0.7))
def write_through_a_view(x):
    a = x * x
    v = a[1:]
    v[0] = a[0] * a[1]
    a[2] = v[0] * 2.0
    return np.sum(a * a) + v[1]


@example(vector(0.3, 0.5, 0.7))
def view_of_the_argument(x):
    v = x[:2]
    v *= x[2]
    x[0] = v[1] * x[0]
    return np.sum(x * x) + np.sum(v)


@example(vector(0.3, 0.5, 0.7, 0.9, 1.1, 1.3))
def view_of_a_view(x):
    a = x.copy()
    v = a[1:]
    w = v[::2]
    w[1] = w[0] * v[1]
    v[0] += a[3]
    a[5] = w[2] * w[1]
    return np.sum(a * a) + np.sum(v * v) + np.sum(w)


@example(grid(3, 3))
def rows_columns_and_diagonal_views(A):
    A = A.copy()
    row, column, diagonal = A[1], A[:, 2], A.ravel()[::4]
    row *= column
    column[0] = row[0]
    diagonal += 1.0
    return np.sum(A * A)


@example(grid(2, 3))
def transpose_and_reshape_are_views(A):
    A = A.copy()
    B = A.T
    B[0, 1] = A[0, 0] * A[1, 1]
    C = A.reshape(3, 2)
    C[2] *= B[1, 0]
    D = A.reshape(-1)
    D[0] = D[5]
    return np.sum(A * A) + np.sum(B[0] * C[0, 0])


@example(vector(0.3, 0.5, 0.7))
def alias(x):
    a = x.copy()
    b = a
    b[0] = a[1] * a[0]
    a[1] = b[0] * 3.0
    return np.sum(a * b)


@example(vector(0.3, 0.5, 0.7))
def alias_of_the_argument(x):
    b = x
    b *= x
    x[0] = b[1]
    return np.sum(b * x)


@example(vector(0.3, 0.5, 0.7))
def alias_then_rebound(x):
    a = x.copy()
    b = a
    a = a * 2.0
    b[0] = a[1]
    a[1] = b[0] * b[1]
    return np.sum(a * a) + np.sum(b * b * b)


@example(vector(0.3, 0.5, 0.7))
def augmented_assignment_changes_the_alias(x):
    a = x.copy()
    b = a
    a *= 2.0
    a = a + 1.0
    a *= b
    return np.sum(a * b)


@example(vector(0.3, 0.5, 0.7))
def two_names_swapped(x):
    a = x.copy()
    b = x * x
    for _ in range(3):
        a, b = b, a
        a[0] = b[1] * a[0]
    return np.sum(a * b)


@example(vector(0.3, 0.5, 0.7))
def overlapping_store(x):
    a = x.copy()
    a[1:] = a[:-1]
    return np.sum(a * a * x)


@example(vector(0.3, 0.5, 0.7, 0.9, 1.1))
def overlapping_updates(x):
    a = x.copy()
    a[1:] += a[:-1]
    a[:-1] *= a[1:]
    a[2:] -= a[:-2] * a[2:]
    a[::-1] += a
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7, 0.9))
def overlapping_views(x):
    a = x * x
    left, right = a[:-1], a[1:]
    left += right
    right *= left
    left[:] = right
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7), 4)
@example(vector(0.3, 0.5, 0.7), 0)
def double_buffer(u, n):
    u = u.copy()
    v = np.empty_like(u)
    for _ in range(n):
        v[:] = u * u + 0.1
        u, v = v, u
    return np.sum(u * u)


@example(vector(0.3, 0.5, 0.7), 3)
def double_buffer_that_reads_both(u, n):
    v = u * 0.5
    for _ in range(n):
        v[1:] = u[:-1] * v[1:]
        v[0] += u[2]
        u, v = v, u
    return np.sum(u * u) + np.sum(v * u)


@example(vector(0.3, 0.5, 0.7), 3)
def rotating_three_buffers(x, n):
    a, b, c = x.copy(), x * x, np.zeros(3)
    for _ in range(n):
        c[:] = a * b
        a, b, c = b, c, a
    return np.sum(a * b) + np.sum(c)


@example(vector(0.3, 0.5, 0.7), True)
@example(vector(0.3, 0.5, 0.7), False)
def shared_or_copied_at_run_time(x, flag):
    a = x * x
    b = a if flag else a.copy()
    b[0] = a[1] * b[0]
    a[1] *= b[0]
    return np.sum(a * b)


@example(grid(2, 3), True)
@example(grid(2, 3), False)
def ravel_is_view_or_copy(A, columns):
    big = A.copy()
    x = big[:, ::2] if columns else big
    v = x.ravel()
    v[0] = v[1] * v[2]
    return np.sum(big * big) + np.sum(v * v)


@example(grid(3, 2))
def reshape_of_a_transpose_copies(A):
    B = A * 1.0
    v = B.T.reshape(-1)
    v[0] = v[1] * v[2]
    B[0, 0] *= v[0]
    return np.sum(B * B) + np.sum(v * v)


@example(vector(0.3, 0.5, 0.7))
def asarray_shares_and_array_copies(x):
    a = x * x
    b = np.asarray(a)
    c = np.array(a)
    d = np.ascontiguousarray(a[::2])
    b[0] = c[1] * a[0]
    c[0] = b[0]
    d[1] *= b[0]
    return np.sum(a * a) + np.sum(c * c) + np.sum(d)


@example(vector(0.3, 0.5, 0.7), 1)
@example(vector(0.3, 0.5, 0.7), 3)
def alias_made_in_a_loop(x, n):
    a = x * x
    b = x * 2.0
    for i in range(4):
        if i == n:
            b = a
        b[0] = a[1] * b[0]
        a[1] += b[0]
    return np.sum(a * b)


@example(vector(0.3, 0.5), vector(0.7, 0.9), 0)
@example(vector(0.3, 0.5), vector(0.7, 0.9), 1)
def one_of_two_arrays(x, y, k):
    a, b = x * x, y * y
    target = (a, b)[k]
    target[0] = a[1] * b[1]
    target *= 2.0
    return np.sum(a * a) + np.sum(b * b * b)


@example(grid(3, 3))
def views_taken_in_a_loop(A):
    A = A.copy()
    for i in range(3):
        row = A[i]
        row[i] = row[i] * A[0, 1]
        for j in range(i):
            cell = A[j, i:]
            cell += row[: 3 - i]
    return np.sum(A * A)


@example(vector(0.3, 0.5, 0.7))
def view_outlives_its_name(x):
    a = x * x
    v = a[1:]
    a = x * 3.0
    v[0] = a[0] * v[1]
    a[1] = v[0]
    return np.sum(a * a) + np.sum(v * v)


@example(vector(0.3, 0.5, 0.7))
def fancy_index_copies(x):
    a = x * x
    b = a[[0, 1]]
    b[0] = a[1] * b[1]
    a[0] = b[0]
    return np.sum(a * a) + np.sum(b * b)


@example(vector(0.3, 0.5, 0.7), vector(0.1, 0.2, 0.4))
def two_arguments(x, y):
    x[:] = y
    y[0] = x[1] * x[0]
    x += y
    return np.sum(x * y)


test_sharing = example.test()
