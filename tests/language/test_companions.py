"""This module checks arrays whose adjoints are kept in step under all their names."""

import numpy as np
import pytest

import s2s
from tests.language.examples import Examples, grid, vector

example = Examples()


@example(vector(0.3, -0.5, 1.1, 0.9), 3)
@example(vector(0.3, -0.5, 1.1, 0.9), 0)
def swap_then_stop(u, n):
    u = u * 1.0
    v = np.zeros_like(u)
    for k in range(5):
        if k == n:
            break
        v[1:] = u[:-1] * u[1:]
        u, v = v, u
    return np.sum(u * u) + 2.0 * np.sum(v**3)


@example(vector(0.3, -0.5, 1.1, 0.9), 1)
@example(vector(0.3, -0.5, 1.1, 0.9), 4)
def swap_in_one_arm(u, n):
    u = u * 1.0
    v = u**2
    for k in range(4):
        if k < n:
            u, v = v, u
        v[0] += u[1] * u[2]
        u[3] *= v[0]
    return np.sum(u * v * v)


@example(vector(0.3, -0.5, 1.1), 2)
@example(vector(0.3, -0.5, 1.1), 0)
def alias_in_one_arm(x, n):
    a = x * x
    b = x * 3.0
    if n > 1:
        b = a
    b[0] = a[1] * b[2]
    a[2] *= b[0]
    return np.sum(a * b)


@example(vector(0.3, -0.5, 1.1, 0.8, 0.2), 4)
def ring_of_three_with_a_view(x, n):
    a, b, c = x * 1.0, x**2, np.zeros_like(x)
    for _ in range(n):
        inner = b[1:-1]
        inner += a[2:] * c[:-2] + a[:-2]
        a, b, c = b, c, a
        inner *= 0.5
    return np.sum(a) + 2.0 * np.sum(b * c)


@example(vector(0.3, -0.5, 1.1, 0.8, 0.2))
def view_whose_index_changes(x):
    a = x * 1.0
    i = 0
    v = a[i:]
    for i in range(1, 4):
        v[i] *= a[i - 1]
        v = a[i:]
        v[0] += v[1] * v[0]
        v = a
    return np.sum(a * a)


@example(grid(3, 3))
def rows_that_are_swapped(m):
    m = m * 1.0
    top, low = m[0], m[2]
    for i in range(3):
        top, low = low, top
        top += low * m[1]
        m[i] *= 0.5
    return np.sum(m * m) + np.sum(top**3)


def fill(out, x, s):
    out[1:] = s * x[:-1] * x[1:]
    out[0] = x[0]


def scale_both(p, q, s):
    p *= s
    q += p * p
    return np.sum(q)


def same(out, x):
    out[:] += x * x
    return out


def smoothed(p, s):
    for _ in range(3):
        q = p.copy()
        p[1:-1] = s * (q[2:] + q[:-2]) + 0.1 * q[1:-1] ** 2
        p[0] = p[1]
    return p


def smoothed_twice(p, s):
    p = smoothed(p, s)
    p[-1] *= p[0]
    p = smoothed(p, 0.5)
    return p


def swapped_inside(a, b):
    for _ in range(3):
        b[0] = a[1] * b[1]
        a, b = b, a
    a[1] = b[0] * 2.0


def renamed(a):
    b = a
    b[0] *= a[1]
    a = b * b
    return np.sum(a)


@example(vector(0.3, -0.5, 1.1, 0.8), 0.7, 4)
def filled_and_read_before_and_after(x, s, n):
    out = x * 2.0
    total = 0.0
    for _ in range(n):
        total += np.sum(out * out)
        fill(out, x, s)
        total += out[1] * out[2]
        x = x + 0.1 * out
    return total


@example(vector(0.3, -0.5, 1.1, 0.8), 0.7)
def overlapping_arguments(x, s):
    a = x * 1.0
    t = scale_both(a[1:], a[:-1], s)
    t += scale_both(a, a, s)
    return t + np.sum(a**3)


def sines(out, a):
    for i in range(len(a)):
        out[i] = np.sin(a[i]) * a[-1]


def sines_of_sines(out, a):
    sines(out, a)
    out[1] *= 2.0
    sines(a, out)


@example(vector(0.3, -0.5, 1.1))
def given_twice(x):
    a = x * 1.0
    sines(a, a)
    b = x * 1.0
    sines_of_sines(b, b)
    sines_of_sines(b[1:], b[:-1])
    return np.sum(a * b)


@example(vector(0.3, -0.5, 1.1))
def argument_that_comes_back(x):
    a = x * 1.0
    b = same(a, x)
    b[0] *= a[1]
    c = same(b[1:], x[1:])
    c[0] += b[2] * a[0]
    return np.sum(a * a)


@example(vector(0.3, -0.5, 1.1, 0.8), 0.3, 3)
def argument_that_comes_back_to_its_name(x, s, n):
    p, other = x * 1.0, x**2
    for _ in range(n):
        other = smoothed(other, s)
        p = smoothed_twice(p, s)
        p[1:] += other[:-1] * p[:-1]
    return np.sum(p * other)


@example(vector(0.3, -0.5, 1.1, 0.8), 2)
@example(vector(0.3, -0.5, 1.1, 0.8), 0)
def comes_back_in_one_arm(x, n):
    p, q = x * 1.0, x**2
    if n > 1:
        p = smoothed(p, 0.4)
    else:
        p = smoothed(q, 0.4)
    p[0] += q[1]
    q[2] *= p[0]
    return np.sum(p * q * x)


@example(vector(0.3, -0.5), vector(0.7, 0.2))
def names_swapped_inside_of_a_callee(x, y):
    a, b = x * 1.0, y * 1.0
    swapped_inside(a, b)
    a[0] += b[0]
    return np.sum(a * a * b)


@example(vector(0.3, -0.5, 0.4))
def parameter_renamed_inside(x):
    a = x * 1.0
    t = renamed(a)
    a[1] += a[0]
    return t * np.sum(a * a)


def halve(a, depth):
    a[depth] *= a[0] + 0.5
    if depth > 1:
        halve(a, depth - 1)
        a[0] += a[depth] ** 2


@example(vector(0.3, -0.5, 0.4, 0.8))
def recursion_that_writes(x):
    a = x * 1.0
    halve(a, 3)
    return np.sum(a**3)


def outer(a, b, s):
    fill(b, a, s)
    a += b
    fill(b, a, s)
    return np.sum(b)


@example(vector(0.3, -0.5, 0.4, 0.8), 0.6)
def callee_of_a_callee(x, s):
    a, b = x * 1.0, x**2
    t = outer(a, b, s)
    return t * np.sum(a * b) + outer(b, a, s)


@example(vector(0.3, -0.5, 0.4), 0.6)
def augmented_with_itself(x, s):
    a = x * 1.0
    v = a[::-1]
    a += v
    v *= a
    a -= s * a
    a /= 1.0 + v * v
    return np.sum(a * x)


@example(vector(0.3, -0.5, 0.4))
def returned_view_of_several_names(x):
    a = x * 1.0
    b = a
    b[0] *= 3.0
    v = a[1:]
    v[0] += b[0]
    return v


@example(vector(0.3, -0.5, 0.4))
def fresh_value_while_a_view_lives(x):
    a = x * 1.0
    keep = a
    v = a[1:]
    for _ in range(2):
        a = a * keep
        v[0] += a[0]
        keep[2] *= v[0]
    return np.sum(a) + np.sum(v * keep[1:])


@example(vector(0.3, -0.5, 1.1, 0.8))
def view_whose_bounds_are_in_a_list(x):
    n = [1]
    a = x * 1.0
    v = a[n[0] :]
    n[0] = 2
    v[0] *= a[0] * a[3]
    n.append(3)
    w = a[len(n) :]
    n.append(4)
    w[0] += a[0] * v[1]
    return np.sum(a * a)


@example(vector(0.3, -0.5, 1.1, 0.8))
def view_whose_bounds_depend_on_its_array(x):
    a = x * 1.0
    v = a[int(a[0] > 0.0) :]
    a[0] = -a[0]
    v[0] *= a[3]
    v[1] += v[0] ** 2
    return np.sum(a * a)


@example(vector(0.3, -0.5, 1.1, 0.8))
def view_at_random(x):
    np.random.seed(3)
    a = x * 1.0
    v = a[np.random.randint(0, 3) :]
    v[0] *= a[0] * a[3]
    return np.sum(a * a)


@example(vector(0.3, -0.5, 1.1, 0.8))
def view_whose_bounds_are_of_its_array(x):
    a = x * 1.0
    for _ in range(2):
        v = a[len(a) // 2 :]
        b = a
        a = a[:-1] * 2.0
        v[0] *= b[0] * b[1]
        a[0] += v[0] * b[1]
    return np.sum(a * a)


@example(vector(0.3, -0.5, 1.1, 0.8))
def captured_view_of_what_has_no_name(x):
    a = x * 1.0
    v = a[::2]

    def f(k):
        return v[k] * a[k]

    t = f(0)
    v[0] *= x[1]
    a = x * v[0]
    t += f(1)
    return t + np.sum(a)


@example(vector(0.3, -0.5, 1.1))
def new_arrays_that_come_back(x):
    a = x * 1.0
    b = same(np.zeros(3), a)
    c = same(a * 2.0, b)
    d = same(b[1:], c[:-1])
    d[0] *= b[0]
    return np.sum(b * c)


@example(vector(0.3, -0.5, 1.1), 1)
@example(vector(0.3, -0.5, 1.1), 0)
def rebound_to_what_is_made_of_its_view(x, n):
    a = x * 1.0
    if n == 1:
        v = a[::-1]
        a = v * v
    a[-1] = x[0]
    return np.sum(a * x)


@example(grid(3, 3))
def bounds_and_axes_in_a_list_that_changes(m):
    n = [1, 0]
    t = np.sum(np.sum(m, axis=n[1])[n[0] :] ** 2)
    t += np.sum(m[n[0], 1:] ** 3)
    n[0], n[1] = 2, 1
    m[n[0] :, 0] *= m[0, 0]
    n[0] = 0
    return t + np.sum(m**2)


@example(vector(0.3, 0.5, 0.4), 1)
def power_of_a_part_that_is_one(x, n):
    a = x * 1.0
    b = a
    b[n:] *= 2.0
    return np.sum(a[np.argmin(b) :] ** 0) + np.sum(b)


test_companions = example.test()


@pytest.mark.parametrize(
    "function",
    [
        swap_then_stop,
        ring_of_three_with_a_view,
        filled_and_read_before_and_after,
        argument_that_comes_back_to_its_name,
    ],
)
def test_adjoints_need_no_table(function):
    arguments = {
        swap_then_stop: (vector(0.3, 0.5, 0.2), 2),
        ring_of_three_with_a_view: (vector(0.3, 0.5, 0.2, 0.1), 2),
        filled_and_read_before_and_after: (vector(0.3, 0.5, 0.2), 0.7, 2),
        argument_that_comes_back_to_its_name: (vector(0.3, 0.5, 0.2, 0.1), 0.7, 2),
    }[function]
    assert "runtime" not in s2s.differentiate(function).source(*arguments)


def test_a_callee_restores_what_is_read_and_no_more():
    def reads_none(x, s):
        out = x * 2.0
        fill(out, x, s)
        return np.sum(out)

    def reads_all(x, s):
        out = x * 2.0
        t = np.sum(out * out)
        fill(out, x, s)
        return t + np.sum(out)

    x = vector(0.3, 0.5, 0.2)
    assert "out_stack" not in s2s.differentiate(reads_none).source(x, 0.7)
    assert "out_stack" in s2s.differentiate(reads_all).source(x, 0.7)
