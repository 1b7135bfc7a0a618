"""This module checks updates in place through items, callees and aliases."""

import numpy as np

from tests.check import check
from tests.language.examples import Examples, grid, vector

example = Examples()


def scale_first(xs, s):
    xs[0] *= s


@example(vector(0.3, 0.5, 0.7), 1.3)
def callee_changes_item(x, s):
    a, b = x * 1.0, x * x
    xs = [a, b]
    scale_first(xs, s)
    a[1] += b[0] * xs[0][0]
    return np.sum(a * b)


def box2(a):
    ys = [a, a * 2.0]
    return ys


@example(vector(0.3, 0.5, 0.7))
def boxed_by_name(x):
    u = x * 1.0
    xs = box2(u)
    xs[0][0] = xs[1][1] * u[2]
    u[1] *= xs[0][0]
    return np.sum(u * xs[1]) + np.sum(xs[0])


def outer_fill(out, x):
    inner_fill(out[1:], x)
    out[0] = out[1] * x[0]


def inner_fill(out, x):
    out[:] = x[:-1] * x[1:]


@example(vector(0.3, 0.5, 0.7))
def nested_fill(x):
    out = np.zeros(3)
    outer_fill(out, x)
    outer_fill(out, out)
    return np.sum(out * x)


def keep(a, xs):
    xs[0] = a
    return xs


@example(vector(0.3, 0.5, 0.7))
def keeps(x):
    u, v = x * 1.0, x * x
    xs = keep(u, [v])
    xs[0][1] = u[0] * v[0]
    v[2] *= u[1]
    return np.sum(u * v)


def maybe_copy(a, c):
    if c:
        a = a.copy()
    a[0] *= 2.0
    return a


@example(vector(0.3, 0.5, 0.7), True)
@example(vector(0.3, 0.5, 0.7), False)
def maybe_copied(x, c):
    u = x * 1.0
    v = maybe_copy(u, c)
    v[1] = u[0] * v[2]
    return np.sum(u * v)


@example(vector(0.3, 0.5, 0.7), 3)
def alias_chain(x, n):
    a = x * 1.0
    b = c = a
    for k in range(n):
        a, b, c = c, a, b * 1.0
        a[k] *= b[0] + c[1]
        if k == 1:
            continue
        c[0] = a[1] * b[2]
    return np.sum(a * b * c)


@example(vector(0.3, 0.5, 0.7), 3)
def view_rebound_to_fresh(x, n):
    v = x * 1.0
    for k in range(n):
        w = v[::-1]
        w[0] *= v[1] + 1.0
        v = w + v
    return np.sum(v)


@example(grid(3, 3))
def rows_in_loop(A):
    B = A * 1.0
    for i in range(3):
        r = B[i]
        for j in range(3):
            if i == j:
                continue
            q = B[j]
            q -= r * (q[i] / r[i])
    return B[0, 0] * B[1, 1] * B[2, 2]


@example(vector(0.3, 0.5, 0.7))
def tuple_in_list(x):
    a = x * 1.0
    pairs = [(a, 2.0), (a[1:], x[0])]
    for arr, s in pairs:
        arr[0] *= s * a[2]
    return np.sum(a * x)


@example(vector(0.3, 0.5, 0.7), 2)
def while_with_views(x, n):
    a = x * 1.0
    lo = 0
    while lo < n:
        part = a[lo:]
        part *= part[0]
        if part[-1] > 10:
            break
        lo += 1
    return np.sum(a)


@example(vector(0.3, 0.5, 0.7))
def conditional_expression_alias(x):
    a, b = x * 1.0, x * x
    c = a if x[0] > 0.1 else b
    c[0] *= b[1]
    d = b if c[0] > 5 else a
    d[1] += c[0]
    return np.sum(a * b)


@example(vector(0.3, 0.5, 0.7), 3)
def number_or_array(a, n):
    s = 0.0
    p = 0.0
    for k in range(n):
        s += a * (k + 1.0)
        p += s * s
    return np.sum(p * s)


@example([0.3, 0.5], vector(0.3, 0.5))
def items_of_two_kinds(xs, a):
    ys = [xs[0], a * 1.0]
    for k in range(2):
        ys[k] *= xs[1]
        ys[k] += ys[0]
    return np.sum(ys[1]) * ys[0]


@example(vector(0.6, 0.1, -0.2), vector(0.3, -0.4, 0.7))
def views_of_the_adjoint_it_changes(a, b):
    u, v = b, np.zeros_like(b)
    for _ in range(1):
        u, v = v, u
    b += np.flip(np.where(a > 0.4, b, a), 0)
    return v.dot(np.arange(3.0)) + np.sum(u)


test_storage_updates = example.test()


def number_among_objects(x):
    a = np.full(2, None)
    a[0] = x
    a[1] = a[0] * x
    return a[0] * a[1]


def test_an_array_of_objects_holds_numbers():
    check(number_among_objects, 1.3)
