"""This module checks arrays that are changed in place."""

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(vector(0.3, 0.5, 0.7))
def elements(x):
    a = np.zeros(4)
    a[0] = x[0]
    a[1] = a[0] * x[1]
    a[0] = a[1] * a[0]
    a[3] = a[1] + x[2]
    a[1] = 2.0
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7))
def argument(x):
    x[0] = x[1] * x[2]
    x[1] *= x[0]
    return np.sum(x * x)


@example(vector(0.3, 0.5, 0.7), 0.4)
def augmented_elements(x, s):
    a = x.copy()
    a[0] += s
    a[1] *= a[0]
    a[2] -= a[1] * s
    a[0] /= a[2]
    a[-1] **= 2
    a[1] += a[1]
    return np.sum(a * x)


@example(grid(3, 3), 0.4)
def two_indices(A, s):
    B = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            B[i, j] += A[i, j] * s
            B[j, i] += A[i, j] * B[i, j]
    return np.sum(B * B)


@example(grid(3, 3), vector(0.3, 0.5, 0.7))
def rows_and_columns(A, v):
    A[0] = v
    A[:, 1] = A[1] * v
    A[2, :] += A[:, 0]
    A[1:, -1] = A[0, :2]
    A[0][1] = v[0] * v[1]
    return np.sum(A * A)


@example(vector(0.3, 0.5, 0.7, 0.9, 1.1))
def slices_and_steps(x):
    a = np.zeros(5)
    a[1:4] = x[:3]
    a[::2] *= x[::2]
    a[1::2] = a[::2][:2] * x[1]
    a[::-1] += x
    a[-3:-1] = 2.0 * a[:2]
    a[3:3] = 7.0
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7), 0.4)
def broadcast_into_a_slice(x, s):
    A = np.ones((2, 3))
    A[:] = x
    A[:, 1:] *= s
    A[0, :] = s
    A[:, :1] += x[:1]
    A[...] = A * A
    return np.sum(A)


@example(vector(0.3, 0.5, 0.7))
def negative_indices(x):
    a = x * 1.0
    a[-1] = a[-2] * a[-3]
    a[-2] += a[-1]
    i = -3
    a[i] = a[i] * a[-1]
    return np.sum(a)


@example(vector(0.3, 0.5, 0.7))
def fancy_read_with_repeats(x):
    y = x[[0, 0, 2]] * x[np.array([1, 0, 1])]
    return np.sum(y * y)


@example(vector(0.3, 0.5, 0.7), vector(0.2, 0.4, 0.6))
def fancy_store_with_repeats(x, v):
    a = x.copy()
    a[[0, 0, 2]] = v * v
    a[np.array([1, 1, 2])] += v * a[0]
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7), vector(0.2, 0.4, 0.6))
def add_at_with_repeats(x, v):
    a = x.copy()
    np.add.at(a, [0, 0, 2], v * v)
    return np.sum(a * a)


@example(grid(3, 3), vector(0.2, 0.4))
def fancy_pairs(A, v):
    rows, columns = np.array([0, 2]), np.array([1, 1])
    A[rows, columns] = v
    A[rows, columns] *= A[columns, rows]
    A[rows] += v[0]
    return np.sum(A * A) + np.sum(A[rows][:, columns])


@example(vector(0.3, -0.5, 0.7, -0.2), 0.4)
def boolean_masks(x, s):
    a = x.copy()
    mask = a < 0
    a[mask] = s
    a[~mask] *= a[~mask]
    a[a > 0.3] += s * s
    return np.sum(a * a) + np.sum(x[mask] ** 3)


@example(grid(3, 3))
def masks_of_matrices(A):
    A[A > 1.0] = A[0, 0] * 2.0
    A[np.eye(3, dtype=bool)] *= 3.0
    return np.sum(A * A)


@example(vector(0.3, 0.5, 0.7))
def index_changes_after_the_store(x):
    a = np.zeros(3)
    i = 0
    for k in range(3):
        a[i] = x[k] * x[i]
        i = (i + 2) % 3
        a[i] += a[i - 1]
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7))
def index_array_changes_after_the_read(x):
    perm = np.array([1, 2, 0])
    y = 0.0
    for _ in range(3):
        y += x[perm[0]] * x[perm[1]] * y + x[perm[0]]
        perm[0] = (perm[0] + 1) % 3
        perm[1] -= 1
    return y


@example(vector(0.3, 0.5, 0.7), 3)
@example(vector(0.3, 0.5, 0.7), 0)
def in_place_updates_in_a_loop(u, n):
    u = u.copy()
    for t in range(n):
        u *= u
        u[0] += u[1] * t
        u -= 0.1 * u[2]
    return np.sum(u * u)


@example(vector(1.0, 0.2, 0.4, 0.1), 0.3, 3)
def stencil(u, c, steps):
    u = u.copy()
    for _ in range(steps):
        u[1:] -= c * u[1:] * (u[1:] - u[:-1])
    return np.sum(u * u)


@example(vector(1.0, 0.2, 0.4, 0.1), 0.3, 2)
def element_loop(u, c, steps):
    for _ in range(steps):
        for i in range(1, len(u) - 1):
            u[i] = u[i] + c * (u[i - 1] - 2.0 * u[i] + u[i + 1]) * u[i]
    return np.sum(u * u)


@example(vector(0.3, 0.5, 0.7))
def scratch_array_is_reused(x):
    work = np.empty(3)
    total = 0.0
    for k in range(3):
        work[:] = x * k + total
        work *= work
        total = total + np.sum(work * x)
    return total


@example(vector(0.3, 0.5))
def store_overwritten_unread(x):
    a = np.zeros(2)
    a[0] = x[0] * x[1]
    a[0] = x[1]
    a[1] = x[0]
    a[:] = x * x
    return np.sum(a)


@example(vector(0.3, 0.5))
def active_storage_becomes_passive(x):
    a = x * x
    s = a[0]
    a[:] = 0.0
    t = np.sum(a)
    a[0] = s
    return np.sum(a) * s + t


@example(vector(0.3, 0.5), grid(2, 2))
def out_arguments(x, A):
    y = np.empty(2)
    np.multiply(x, x, out=y)
    np.dot(A, y, out=x)
    np.add(x, y, out=y)
    np.copyto(A, y)
    return np.sum(y * x) + np.sum(A * A)


@example(np.arange(1.0, 13.0).reshape(2, 2, 3) * 0.1)
def three_dimensions(x):
    x[:, 0, 1:] = x[:, 1, :2] * 2.0
    x[1, ..., 0] += x[0, ..., 1]
    x[:, None, 0] *= x[0, 0, 2]
    return np.sum(x * x)


@example(np.array(0.7))
def zero_dimensional(x):
    a = np.zeros(())
    a[()] = x * x
    a[...] += x
    a *= a
    return a * x


@example(vector(0.3, 0.5, 0.7))
def store_reads_its_own_target(x):
    a = x.copy()
    a[0] = a[0] * a[0] + a[1]
    a[:] = a * a[0]
    a[1:] = a[1:] ** 2
    return np.sum(a)


@example(vector(0.3, 0.5, 0.7), 2)
def integer_array_beside(x, k):
    counts = np.zeros(3, dtype=int)
    for i in range(3):
        counts[i] += i * k
        x[i] = x[i] * counts[i - 1] + x[i]
    return np.sum(x * counts)


@example(-1.3, vector(-0.6, 0.4, -0.8, -1.2))
def update_that_broadcasts_if_the_run_says_so(y, a):
    y = a[1:] * y
    y -= a[3:]
    return np.sum(y)


@example(0.7, vector(-0.6, 0.4, -0.8, -1.2), 1)
def update_that_broadcasts_in_one_branch(y, a, n):
    b = a * y
    if n > 0:
        b -= a[3:]
        b = b[1:] * a[0]
    else:
        b = b[1:] * y
    c = b * a[2]
    return np.sum(c)


test_stores = example.test()
