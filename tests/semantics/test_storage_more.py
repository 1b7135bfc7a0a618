"""This module checks programs in which storage has several names, in many ways."""

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(vector(0.3, 0.5, 0.7, 0.9, 1.1))
def views_of_views(x):
    a = x * x
    v = a[1:]
    w = v[1:][::-1]
    w[0] = v[0] * a[0]
    v[1] *= w[-1] + a[2]
    a[2:] += w
    return np.sum(a * x) + w[1] * v[2]


@example(vector(0.3, 0.5, 0.7))
def two_names_one_rebound(x):
    a = x.copy()
    b = a
    b[0] = a[1] * a[2]
    a = b * 2.0
    a[1] = b[0] * a[0]
    b[2] *= a[1]
    return np.sum(a * b)


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


@example(vector(0.3, 0.5, 0.7, 0.9, 1.1))
def overlapping_updates(a):
    a[1:] += a[:-1]
    a[:-1] *= a[1:]
    a[::2] -= a[1:4] * a[2]
    a[1:4] /= a[:3] + 2.0
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7, 0.9))
def overlapping_updates_through_views(x):
    a = x.copy()
    left, right = a[:-1], a[1:]
    right += left
    left *= right
    right[:] = left * right
    left[:] = right[::-1]
    return np.sum(a * x)


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


@example(grid(3, 3))
def transposed_view(A):
    B = A * 1.0
    T = B.T
    T[0] = B[1] * T[2]
    B[0] *= T[0]
    T += A
    return np.sum(B * T)


@example(grid(2, 3))
def reshape_is_a_view_here(A):
    B = A * A
    v = B.reshape(6)
    v[1] = B[1, 1] * v[0]
    B[0] *= v[3:]
    w = v.reshape(3, 2)
    w[1] += B[:, 0]
    return np.sum(B * A) + np.sum(v[::2] * w[:, 0])


@example(grid(2, 3), 1)
@example(grid(2, 3), 0)
def reshape_may_be_a_view(A, transposed):
    B = A * 1.0
    C = B.T if transposed else B
    v = C.reshape(-1)
    v[1] = v[0] * v[2]
    C[0, 0] += v[1]
    return np.sum(v * v) + np.sum(B * B)


@example(vector(0.3, 0.5, 0.7, 0.9, 1.1))
def negative_steps(x):
    a = x.copy()
    a[::-2] *= a[::2]
    a[3:0:-1] = a[:3] * a[1]
    v = a[::-1]
    v[:2] += a[:2]
    v[::-2] *= 2.0
    return np.sum(v * x)


def into(out, a, b):
    out[:] = a * b
    out[0] += a[-1]


@example(vector(0.3, 0.5, 0.7, 0.9))
def callee_writes_through_views(x):
    a = x.copy()
    into(a[:2], a[2:], a[1:3])
    v = a[::-1]
    into(v, a, x)
    into(v[1:3], v[:2], v[2:])
    return np.sum(a * v)


def fill_and_return(out, a):
    out[1:] = a[:-1] * a[1:]
    return out


@example(vector(0.3, 0.5, 0.7))
def callee_returns_what_it_filled(x):
    out = np.ones(3)
    b = fill_and_return(out, x)
    b[0] *= out[1]
    c = fill_and_return(b, out * x)
    return np.sum(c * out) + b[2]


def either(a, b, first):
    if first:
        return a
    return b


@example(vector(0.3, 0.5), vector(0.2, 0.4), True)
@example(vector(0.3, 0.5), vector(0.2, 0.4), False)
def callee_returns_one_of_two(x, y, first):
    a, b = x * 1.0, y * 2.0
    c = either(a, b, first)
    c[0] = a[1] * b[1]
    a[1] *= c[0]
    b[1] += c[1] * a[0]
    return np.sum(a * b * c)


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
def rows_as_views(A):
    A = A.copy()
    rows = [A[i] for i in range(3)]
    rows[0] += rows[1] * rows[2]
    rows[1][:] = A[:, 0]
    A[2] *= rows[1]
    rows[2], rows[0] = rows[0], rows[2]
    rows[2][1] = rows[0][0]
    return np.sum(A * A) + rows[2][2]


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


@example(vector(0.3, 0.5, 0.7))
def update_by_itself(x):
    a = x.copy()
    a += a
    a *= a
    a -= a[::-1]
    a[1:] += a[1:] * a[0]
    return np.sum(a * x)


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


@example(vector(0.3, 0.5, 0.7))
def copies_are_apart(x):
    a = x * 1.0
    b = a.copy()
    c = np.array(a)
    d = a[:]
    a[0] = 5.0 * b[1]
    b[1] = a[0] * c[2]
    d[2] = b[1]
    return np.sum(a * b * c * d)


@example(vector(0.3, 0.5, 0.7))
def swap_of_elements(x):
    a = x * x
    a[0], a[1] = a[1], a[0] * a[2]
    a[2], a[0] = a[0], a[1]
    i = 0
    i, a[i] = 1, a[2] * 3.0
    return np.sum(a * x)


@example(vector(0.3, 0.5, 0.7))
def mask_of_what_is_stored(x):
    a = x * 1.0
    a[a > 0.4] *= a[a > 0.4]
    a[a < 0.4] = a[0] * 2.0
    v = a[1:]
    v[v > 0.3] += a[0]
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7, 0.2))
def fancy_store_from_itself(x):
    a = x * 1.0
    a[[0, 1]] = a[[1, 0]] * a[2]
    idx = np.array([3, 2, 3])
    a[idx] += a[:3]
    idx[0] = 0
    a[idx] *= a[idx] + 1.0
    return np.sum(a * x)


def bump(a, i, s):
    if i == len(a):
        return s
    a[i] *= s
    return bump(a, i + 1, s + a[i - 1])


@example(vector(0.3, 0.5, 0.7), 1.1)
def recursion_writes_and_returns(x, s):
    a = x.copy()
    t = bump(a, 0, s)
    t = bump(a[1:], 0, t * a[0])
    return t * np.sum(a)


def push(xs, a):
    xs.append(a)
    a[0] *= 2.0
    return xs[0]


@example(vector(0.3, 0.5))
def callee_keeps_an_array(x):
    a, b = x * 1.0, x * x
    xs = []
    c = push(xs, a)
    d = push(xs, b)
    c[1] = b[0] * d[0]
    xs[1][1] += xs[0][1]
    return np.sum(a * b)


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


@example(vector(0.3, 0.5, 0.7))
def tuple_of_arrays(x):
    pair = (x * 1.0, x * x)
    a, b = pair
    a[0] = b[1] * b[2]
    pair[1][0] *= a[0]
    return np.sum(pair[0] * b)


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


@example(grid(2, 2), vector(0.3, 0.5))
def broadcast_update_of_a_view(A, x):
    A = A.copy()
    v = A[0]
    A += x
    A *= v
    v -= np.sum(A, axis=0)
    A[:, 0] = x * v
    return np.sum(A * A)


@example(vector(0.3, 0.5, 0.7))
def ravel_and_squeeze(x):
    A = np.outer(x, x)
    v = A.ravel()
    v[1] = x[0] * v[4]
    B = A[None]
    w = np.squeeze(B)
    w[2] *= A[0]
    return np.sum(A * A) + np.sum(v * v)


@example(vector(0.3, 0.5, 0.7, 0.9))
def rebound_parameter_is_a_view(x):
    x = x[1:]
    x[0] = x[1] * x[2]
    x = x[::-1]
    x[0] *= x[2]
    return np.sum(x * x)


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


test_storage_more = example.test()
