"""This module tests storage without derivatives that changes after it was read.

The backward sweep reads what the forward sweep has read, however the storage was
reached, whoever changed it and by whatever name: nested functions, loops over rows,
methods, blocks that stay as the user wrote them.
"""

import copy
import math

import numpy as np
import pytest

import s2s

A, ROWS = np.array([2.0, 3.0, 4.0]), [[2.0, 3.0], [1.0, 1.0]]


def bump(a):
    a[0] += 1.0


def captured(x, a):
    def h(u):
        return u * a[0]

    y = h(x)
    a[0] = 3.0
    return y


def captured_by_another_name(x, a):
    w = a
    y = (lambda u: u * w[0])(x)
    bump(a)
    return y


def captured_view_in_a_loop(x, a):
    w, t = a[1:], 0.0
    for _ in range(3):
        t += (lambda u: u * w[0])(x)
        a *= 2
    return t


def captured_by_one_that_another_calls(x, a):
    b = a[::2]

    def h(u, k):
        return u * b[k] + g(u)

    def g(u):
        return u * a[1]

    y = h(x, 0)
    a *= 2
    return y + h(x, 1)


def captured_by_a_lambda_in_a_lambda(x, a):
    y = (lambda u: (lambda v: v * a[0])(u) + a[1] * u)(x)
    a[:2] = 0.0
    return y


def applied(h, x):
    return h(x) + x


def captured_and_passed_on(x, a):
    y = applied(lambda u: u * a[0], x)
    a[0] = 9.0
    return y


def captured_without_derivative(x, a):
    for _ in range(2):
        x *= (lambda _: a[0])(1)
        bump(a)
    return x


def asked_by_a_callee(x, a):
    def h(u):
        return u * u if a[0] > 2.5 else u

    y = h(x)
    bump(a)
    return y + h(x)


def filled(x, a):
    y = x * a[0]
    a.fill(5.0)
    return y


def by_its_rows(x, m):
    y = np.sum(m * x)
    for row in m:
        row[0] *= 0.5
    return y


def by_items(x, rows):
    y = x * rows[1][0]
    for i, r in enumerate(rows):
        r[0] += i
    return y


def by_items_of_several(x, a, rows):
    y = x * rows[1][0] + x * a[1]
    for r, s in zip(rows, [a, a]):
        r[0], s[1] = s[1], 3.0
    return y


def inside_of_try(x, a):
    y = x * a[1]
    try:
        a[1] = 3.0
        a[99] = 2.0
    except IndexError:
        pass
    return y


def inside_of_with(x, a):
    y = x * a[0]
    with np.errstate(all="ignore"):
        a[0] = 3.0
    return y


def by_a_walrus(x, a):
    y = x * a[0]
    while (row := a[:1])[0] < 10:
        row[0] += 3
    return y


def by_a_comprehension(x, a):
    y = x * a[0]
    [r.fill(0.0) for r in [a]]
    return y


def by_unpacking(x, a):
    y = x * a[0]
    (b,) = [a]
    (c, _), [_] = (a, 1), [2]
    b[0] = 4
    c[0] += 1
    return y


def by_a_star(x, a):
    y = x * a[0]
    _, *rest = [1, a]
    rest[0][0] = 8.0
    for _, *rest in [(1, [a])]:
        rest[0][0][0] += 1.0
    return y * a[0]


def by_an_attribute(x, a):
    y = x * a[0]
    a.flat[0] = 3
    return y


def by_values_of_a_dict(x, d):
    y = x * d["k"][0]
    for v in d.values():
        v[0] = 9.0
    return y


def into_a_buffer(x, a):
    buffer, t = np.empty(3), 0.0
    for i in range(4):
        np.multiply(a, i, out=buffer)
        t += x * buffer[1] * t + x
        np.add(buffer, 1, a)
        np.copyto(buffer, a)
    return t


def captured_by_functions_in_a_list(x, a):
    y = 0.0
    for f in [lambda u: u * a[0], lambda u: u * a[1]]:
        y = y + f(x) * x
    a[0] = 100.0
    return y


def captured_by_a_right_hand_side(x, p):
    def rhs(y):
        p[0] = p[0] * 0.9
        return -p[0] * y

    for _ in range(4):
        x = x + 0.1 * applied(rhs, x)
    return x


def in_the_header_of_a_loop(x, a):
    y = x * a[0]
    while add_three(a) < 10:
        pass
    return y


def in_a_test(x, a):
    y = x * a[0]
    if add_three(a) > 1:
        y = y * 2
    for _ in range(int(add_three(a))):
        y = y * x
    return y


def in_the_test_of_a_while(x, xs):
    y = x * xs[-1]
    while xs.pop() > 1:
        pass
    return y * len(xs)


def add_three(a):
    a[0] += 3.0
    return a[0]


def deleted(x, a):
    y = x * a[0]
    del a
    return y


PROGRAMS = [
    (captured, (A,)),
    (captured_by_another_name, (A,)),
    (captured_view_in_a_loop, (A,)),
    (captured_by_one_that_another_calls, (A,)),
    (captured_by_a_lambda_in_a_lambda, (A,)),
    (captured_and_passed_on, (A,)),
    (captured_without_derivative, (A,)),
    (asked_by_a_callee, (A,)),
    (filled, (A,)),
    (by_its_rows, (np.ones((2, 3)),)),
    (by_items, (ROWS,)),
    (by_items_of_several, (A, ROWS)),
    (inside_of_try, (A,)),
    (inside_of_with, (A,)),
    (by_a_walrus, (A,)),
    (by_a_comprehension, (A,)),
    (by_unpacking, (A,)),
    (by_a_star, (A,)),
    (by_an_attribute, (A,)),
    (by_values_of_a_dict, ({"k": [2.0]},)),
    (into_a_buffer, (A,)),
    (captured_by_functions_in_a_list, (A,)),
    (in_the_header_of_a_loop, (A,)),
    (in_a_test, (A,)),
    (in_the_test_of_a_while, ([3.0, 1.0, 2.0, 2.0],)),
    (deleted, (A,)),
]


@pytest.mark.parametrize("f, args", PROGRAMS, ids=[f.__name__ for f, _ in PROGRAMS])
def test_what_was_read_counts(f, args):
    ahead, behind = (f(0.3 + h, *copy.deepcopy(args)) for h in (1e-6, -1e-6))
    plain, derived = copy.deepcopy(args), copy.deepcopy(args)
    f(0.3, *plain)
    assert s2s.grad(f)(0.3, *derived) == pytest.approx((ahead - behind) / 2e-6)
    assert repr(derived) == repr(plain)  # the effects of one call


def test_what_a_function_that_is_passed_on_changes():
    # It has the place of an argument there, so that the derivative works on a copy.
    ahead, behind = (
        captured_by_a_right_hand_side(0.3 + h, A.copy()) for h in (1e-6, -1e-6)
    )
    found = s2s.grad(captured_by_a_right_hand_side)(0.3, A.copy())
    assert found == pytest.approx((ahead - behind) / 2e-6)


# Loops without derivatives that overwrite what is read: they are no loops to reverse.


def left_early(x, n):
    k = 2.0
    y = x * k
    for _ in range(n):
        k = k + 1
        if k > 4:
            break
    y = y * x * k
    for i in range(3):
        if i == 1:
            continue
        k = k * 2
    return y * k


def of_a_bound_that_changes(x, n):
    t, m = 0.0, n
    for _ in range(m):
        m = m - 1
        t += x * m
    for _ in range(m, n):
        m = m + 5
    return t * m


def with_an_else(x, n):
    k = 1.0
    y = x * k
    for i in range(n):
        k = float(i)
    else:
        k = k + 5.0
    return y * x * k


def rebinding_their_target(x, n):
    total = 0.0
    for w in [1.0, 2.0, 3.0]:
        y = x * x / w
        for _ in range(n):
            if w > 1.0:
                w = 0.5
                break
        total += y * w
    return total


def passed_over(x, n):
    for w in (2.0, 3.0):
        for _ in range(n):
            x = x * w
            if w > 2.5:
                w = 0.5
                break
    return x


def array_bound_again(x, n):
    w = np.array([0.5, 2.0])
    x = math.sin(x * w[0])
    for _ in range(n):
        w = w * 0.7
    return x * w[1]


def arrays_exchanged(x, n):
    v, w = np.array([0.5, 2.0]), np.array([1.5, 0.2])
    x = math.sin(x * w[0])
    while n > 0:
        v, w = w, v
        n -= 1
    return x * w[1]


def array_bound_again_in_a_branch(x, n):
    w = np.array([0.5, 2.0])
    x = math.sin(x * w[0])
    if n > 1:
        w = w[::-1]
    return x * w[1]


@pytest.mark.parametrize("n", [0, 1, 4])
@pytest.mark.parametrize(
    "f",
    [
        array_bound_again,
        arrays_exchanged,
        array_bound_again_in_a_branch,
        left_early,
        of_a_bound_that_changes,
        with_an_else,
        rebinding_their_target,
        passed_over,
    ],
)
def test_loops_without_derivatives(f, n):
    numerically = (f(0.3 + 1e-6, n) - f(0.3 - 1e-6, n)) / 2e-6
    assert s2s.grad(f)(0.3, n) == pytest.approx(numerically)
