"""This module checks loops and branches in which the names of storage change."""

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(vector(0.3, 0.5, 0.7, 0.9), 3)
def double_buffer_of_slices(x, n):
    u = x.copy()
    v = np.zeros(4)
    for _ in range(n):
        v[1:-1] = u[1:-1] * u[:-2] + u[2:]
        v[0] = u[0]
        v[-1] = u[-1] * 0.5
        u, v = v, u
    return np.sum(u * v)


@example(vector(0.3, 0.5, 0.7, 0.9), 2)
def triple_buffer(x, n):
    a, b, c = x.copy(), x * 0.5, x * x
    for _ in range(n):
        c[:] = 2.0 * b - a + 0.1 * b * b
        a, b, c = b, c, a
    return np.sum(a * b * c)


@example(vector(0.3, 0.5, 0.7, 0.9), 2, 3)
def inner_loop_rebinds_the_view(x, n, m):
    a = x.copy()
    for i in range(n):
        v = a[i:]
        for j in range(m):
            v[0] *= v[1] + a[j]
            v = a[j:] if j % 2 else a[i:]
        v[-1] += a[0]
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7, 0.9))
def store_under_an_if_with_an_early_exit(x):
    a = x.copy()
    for i in range(4):
        if a[i] > 0.6:
            a[0] = a[i] * a[1]
            if i > 1:
                return a[0] * a[2]
            continue
        a[i] *= a[3]
    return np.sum(a)


@example(vector(0.3, 0.5, 0.7, 0.9))
def break_after_a_store(x):
    a = x.copy()
    i = 0
    while True:
        a[i] = a[i] * a[i - 1]
        if a[i] < 0.2:
            a[i] += x[0]
            break
        i += 1
        if i == 4:
            break
        a[i] += a[i - 1]
    return np.sum(a * a)


@example(vector(0.3, 0.5), 0.4)
@example(vector(0.3, 0.5), 0.1)
def alias_depends_on_a_branch(x, s):
    a, b = x * s, x * x
    if s > 0.2:
        c = a
    else:
        c = b[::-1]
    c[0] += b[1] * a[1]
    a[1] *= c[0]
    return np.sum(a * b) + c[1]


@example(vector(0.3, 0.5, 0.7), 4)
def history_in_a_list(x, n):
    a = x.copy()
    history = []
    for k in range(n):
        a[k % 3] *= a[(k + 1) % 3]
        history.append(a.copy())
    history[1][0] = 2.0
    return sum(h[0] * h[2] for h in history)


@example(vector(0.3, 0.5, 0.7), 3)
def aliases_in_a_list(x, n):
    a = x.copy()
    history = []
    for k in range(n):
        history.append(a)
        history[k][k] *= a[0] + 1.0
        if k == 1:
            a = a * 2.0
    return sum(h[0] * h[2] for h in history)


@example(grid(3, 3))
def loop_over_rows(A):
    A = A.copy()
    total = 0.0
    for row in A:
        row[0] = row[1] * row[2]
        total += np.sum(row) * row[0]
        A[0, 1] += row[0]
    return total + np.sum(A)


@example(vector(0.3, 0.5, 0.7))
def accumulate_into_the_input_of_the_next(x):
    total = np.zeros(3)
    term = x
    for k in range(3):
        total += term
        term = term * x
        total[k] *= term[0]
    return np.sum(total * term)


@example(vector(0.3, 0.5, 0.7), 3)
def value_read_before_it_is_overwritten(x, n):
    a = x.copy()
    s = 0.0
    for k in range(n):
        y = a[k]
        z = y * y
        a[k] = z * s + 1.0
        s += y * a[0] + z
        a[0] = s
    return s + np.sum(a)


@example(vector(0.3, 0.5, 0.7), 0.4)
def array_made_in_one_arm(x, s):
    a = x
    if s > 0.3:
        a = x.copy()
        a[0] *= s
    b = a * 2.0
    if s < 0.3:
        b[1] = s
    else:
        b = a
        b[2] = s * b[0]
    return np.sum(a * b)


@example(vector(0.3, 0.5, 0.7), 3)
def work_array_of_the_loop(x, n):
    work = np.empty((2, 3))
    u, v = work
    u[:] = x
    for k in range(n):
        v[:] = u * u + 0.1 * k
        u[:] = v[::-1] * x
        work[0, 0] += v[1]
    return np.sum(work * x)


@example(vector(0.3, 0.5, 0.7), vector(0.2, 0.4, 0.1), 3)
def adjoints_lent_in_a_loop(x, a, n):
    for k in range(n):
        z = x * a
        x = x + a
        a = a + z[::-1]
        a = a * x[0]
    return np.sum(x * a)


@example(grid(3, 3), 2)
def adjoints_lent_through_transposes(A, n):
    B = A
    for k in range(n):
        C = B.T
        B = B + C * A
        A = C + A
        B = B.T
    return np.sum(A * B)


@example(vector(0.3, 0.5, 0.7), 3)
def value_added_to_a_buffer_and_changed(x, n):
    a = np.zeros(3)
    v = x
    for k in range(n):
        a += v
        v = v + x
        a[k] *= v[0]
        v = a + 0.0
    return np.sum(a * v)


@example([0.3, 0.5, 0.7], 3)
def list_rebound_in_a_loop(xs, n):
    for k in range(n):
        ys = xs
        xs = [y * ys[0] for y in ys]
        ys[k] = xs[k] + 1.0
        xs.append(ys[k])
    return sum(xs)


@example(grid(3, 3))
def elimination(A):
    A = A.copy()
    L = np.zeros((3, 3))
    for k in range(3):
        L[k:, k] = A[k:, k] / A[k, k]
        L[k, k] = 1.0
        for i in range(k + 1, 3):
            A[i, k:] -= L[i, k] * A[k, k:]
    return np.sum(L * L) + np.sum(np.diag(A))


@example(vector(0.3, 0.5, 0.7, 0.9), 3)
def maybe_views(x, n):
    a = x * 1.0
    for k in range(n):
        b = np.asarray(a)
        c = np.ravel(b)
        c[k] *= b[k + 1]
        d = np.atleast_1d(c)
        d[0] += a[1]
    return np.sum(a * c)


@example(vector(0.3, 0.5, 0.7), 4)
def while_alias(x, n):
    a = x * 1.0
    b = a
    k = 0
    while k < n:
        if k == 2:
            b = a * x
        b[k % 3] += a[(k + 1) % 3] * 0.5
        k += 1
        if b[0] > 3.0:
            break
    return np.sum(a * b)


@example(vector(0.3, 0.5, 0.7), 2)
def nested_def(x, n):
    a = x * 1.0

    def put(i, v):
        a[i] = v * a[i]

    for k in range(n):
        put(k, a[k + 1])
    return np.sum(a)


test_storage_loops = example.test()
