"""This module checks callees that change arrays and lists, and output arguments."""

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


def scale(a, s):
    a *= s


def scale_and_sum(a, s):
    a[1:] *= s
    return np.sum(a)


def swap_ends(a):
    a[0], a[-1] = a[-1], a[0]


def square_into(out, a):
    out[:] = a * a


def step(u, new, c):
    for i in range(1, len(u) - 1):
        new[i] = u[i] + c * u[i] * (u[i - 1] - 2.0 * u[i] + u[i + 1])


def head(a):
    return a[:2]


def same(a):
    return a


def extend(xs, x):
    xs.append(x * x)
    xs[0] = xs[0] * x


@example(vector(0.3, 0.5), 0.7)
def once(x, s):
    a = x * x
    scale(a, s)
    return np.sum(a * a)


@example(vector(0.3, 0.5), 0.7)
def on_the_argument(x, s):
    scale(x, s)
    scale(x, x[0])
    return np.sum(x * x)


@example(vector(0.3, 0.5), 0.7)
def in_a_loop(x, s):
    a = x.copy()
    total = 0.0
    for i in range(3):
        total += scale_and_sum(a, s + i) * total + a[1]
    return total


@example(vector(0.3, 0.5, 0.7), 0.4)
def through_a_view(x, s):
    a = x * x
    scale(a[1:], s)
    swap_ends(a)
    swap_ends(a[:2])
    return np.sum(a * x)


@example(vector(0.3, 0.5, 0.7))
def output_argument(x):
    out = np.empty(3)
    square_into(out, x)
    square_into(out, out + x)
    return np.sum(out * x)


@example(vector(0.3, 0.5, 0.7), np.zeros(3))
def output_argument_of_the_differentiated(x, out):
    square_into(out, x)
    out[0] += x[1]
    return np.sum(out)


@example(vector(0.3, 0.5, 0.7))
def output_argument_is_the_input(x):
    a = x.copy()
    square_into(a, a)
    square_into(a[1:], a[:-1])
    return np.sum(a * a)


@example(vector(0.3, 0.5, 0.7, 0.9), 0.2)
def double_buffer_filled_by_a_callee(u, c):
    u = u.copy()
    new = u.copy()
    for _ in range(3):
        step(u, new, c)
        u, new = new, u
    return np.sum(u * u)


@example(vector(0.3, 0.5, 0.7))
def callee_returns_a_view(x):
    a = x * x
    v = head(a)
    v[0] = a[1] * v[1]
    a[1] = v[0]
    return np.sum(a * a) + np.sum(v)


@example(vector(0.3, 0.5, 0.7))
def callee_returns_its_argument(x):
    a = x * x
    b = same(a)
    b[0] = a[1] * b[2]
    return np.sum(a * b)


@example([0.3, 0.5])
def callee_changes_a_list(xs):
    ys = list(xs)
    extend(ys, ys[1])
    extend(ys, ys[2])
    return ys[0] * ys[2] * ys[3]


@example([0.3, 0.5])
def callee_changes_the_argument_list(xs):
    extend(xs, 0.7)
    return xs[0] * xs[1] * xs[2]


def fill_recursively(a, i, x):
    if i < len(a):
        a[i] = x * a[i - 1]
        fill_recursively(a, i + 1, a[i])


@example(vector(0.3, 0.5, 0.7), 1.2)
def recursion_that_writes(a, x):
    a = a.copy()
    fill_recursively(a, 0, x)
    return np.sum(a * a)


def partition(a, low, high):
    pivot = a[high]
    i = low
    for j in range(low, high):
        if a[j] < pivot:
            a[i], a[j] = a[j], a[i]
            i += 1
    a[i], a[high] = a[high], a[i]
    return i


def quicksort(a, low, high):
    if low < high:
        p = partition(a, low, high)
        quicksort(a, low, p - 1)
        quicksort(a, p + 1, high)


@example(vector(0.9, 0.1, 0.5, 0.7, 0.3))
def quicksort_in_place(x):
    a = x * x
    quicksort(a, 0, len(a) - 1)
    return np.sum(a * np.arange(5.0) * a)


def eliminate(A, b):
    n = len(b)
    for k in range(n):
        for i in range(k + 1, n):
            factor = A[i, k] / A[k, k]
            A[i, k:] -= factor * A[k, k:]
            b[i] -= factor * b[k]


def substitute(A, b, x):
    for i in range(len(b) - 1, -1, -1):
        x[i] = (b[i] - np.dot(A[i, i + 1 :], x[i + 1 :])) / A[i, i]


@example(grid(3, 3) + 2.0 * np.eye(3), vector(0.3, 0.5, 0.7))
def gaussian_elimination(A, b):
    A, b = A.copy(), b.copy()
    x = np.zeros(len(b))
    eliminate(A, b)
    substitute(A, b, x)
    return np.sum(x * x)


def conditional_write(a, flag):
    if flag:
        a[0] = a[1] * a[1]
        return a
    return a * 2.0


@example(vector(0.3, 0.5), True)
@example(vector(0.3, 0.5), False)
def callee_shares_at_run_time(x, flag):
    a = x * x
    b = conditional_write(a, flag)
    b[1] *= a[0]
    return np.sum(a * b)


def two_arrays(a, b):
    a[0] = b[1] * a[1]
    b[0] = a[0] * 2.0


@example(vector(0.3, 0.5), vector(0.7, 0.9))
def callee_gets_one_array_twice(x, y):
    a = x * x
    b = y * y
    two_arrays(a, b)
    two_arrays(a, a)
    return np.sum(a * b)


@example(vector(0.3, 0.5, 0.7))
def callee_gets_overlapping_views(x):
    a = x * x
    two_arrays(a[1:], a[:-1])
    return np.sum(a * x)


def scaled_into(a, x, out=None):
    if out is None:
        out = np.zeros(4)
    out[:] = a * x
    out[1] += 0.3 * a[0]
    return out


@example(vector(0.6, 0.1, -1.2, -0.7), vector(0.6, 0.2, -1.8, -0.2), 0.7)
def output_that_may_be_left_out(a, b, x):
    u = scaled_into(a, x)
    v = scaled_into(u, x, out=b)
    w = scaled_into(a, 0.5 * x, b[::-1])
    scaled_into(w, x, out=a)
    return np.sum(u * v) + b[0] * w[1] + a[2] * a[1]


def hands_back_its_output(a, out=None):
    return out


@example(vector(0.6, 0.1), vector(0.3, 0.2))
def keyword_of_a_user_called_out(a, b):
    c = hands_back_its_output(a, out=b)
    return np.sum(a * c)


test_writing_callees = example.test()
