"""This module tests names that are bound to arrays of several shapes and dtypes.

Where a name is bound again its adjoint is zero before: zeros of what it held then.
"""

import numpy as np
import pytest

import s2s
from tests.check import check

THREE = np.array([0.1, 0.3, 0.4])
OTHERS = [
    np.array([1.0, 2.0], np.float32),
    np.array([1.0, 2.0, 0.3], np.float32),
    np.array(2.0),
    np.ones((1, 3)),
    0.5,
]


def in_one_arm(a, h, n):
    if n:
        h = a
    return h


def in_a_loop(a, h, n):
    for _ in range(n):
        h = a[::1]
    return h[:3] if n else h


def in_an_arm_of_a_loop(a, h, n):
    for i in range(2 * n):
        if i > 0:
            h = np.sin(a)
    return h


def until(a, h, n):
    while True:
        if n > 1:
            h = 2 * a
            break
        n += 1
    return h


@pytest.mark.parametrize("h", OTHERS, ids=repr)
@pytest.mark.parametrize("n", [0, 1])
@pytest.mark.parametrize("f", [in_one_arm, in_a_loop, in_an_arm_of_a_loop, until])
def test_zeros_are_like_what_the_name_held(f, h, n):
    check(f, THREE, h, n)


def test_zeros_of_a_shorter_array():
    _, pullback = s2s.vjp(in_one_arm, THREE, np.ones(2), 1)
    assert pullback(np.ones(3))[1].shape == (2,)


def viewed_or_copied(a, transposed):
    b = np.outer(a, a)
    c = b.T if transposed else b
    v = c.reshape(-1)
    v[0] *= 0.5
    w = c.reshape(-1)
    return np.sum(w * w) + np.sum(v)


@pytest.mark.parametrize("transposed", [False, True])
def test_what_may_be_a_view_has_two_adjoints_or_one(transposed):
    check(viewed_or_copied, np.array([0.3, 0.4]), transposed)


def zeros_of(a, out=None):
    if a is not None:
        out = np.zeros(4)
    return out


def view_of_an_unknown(a):
    v = zeros_of(a, None)
    w = np.reshape(v, (2, -1))
    w[0] *= a[1]
    return np.sum(w) + a[0]


def test_a_view_of_what_a_callee_may_have_made():
    check(view_of_an_unknown, np.array([0.3, 0.4]))


def joined_with_a_captured_item(rows):
    first, *rest = [0.5, rows[0][0]] + rows[1]
    second = (lambda i: rows[1][i])(1)
    return first * rest[0] * rest[-1] + second


def added_or_joined(x, y):
    def parts():
        return x, y

    return (x + y)[-1] * parts()[0][0]


def either(x, y, n):
    return [x, [y, x]] if n else x * y


def twice_in_one_statement(x, y, n):
    both = either(x, y, n)
    both = both + both
    if n:
        return both[0] * both[3][1] + both[1][0]
    return both * both


def items_twice_in_one_statement(x, y, n):
    both = either(x, y, n)
    if n:
        both = both[1] + both[1]
        return both[0] * both[3] * both[2]
    return both


@pytest.mark.parametrize("n", [0, 1])
@pytest.mark.parametrize("f", [twice_in_one_statement, items_twice_in_one_statement])
def test_cotangents_of_what_may_be_a_list_are_added_not_joined(f, n):
    check(f, 0.3, 0.2, n)


def test_lists_that_nobody_knows_are_joined():
    check(joined_with_a_captured_item, [[0.2, 0.4], [0.3, 1, -0.7]])
    check(added_or_joined, [0.2, 0.4], [0.3, 1, -0.7])
    check(added_or_joined, np.array([0.2, 0.4]), np.array([0.3, -0.7]))
    check(added_or_joined, (0.2, 0.4), (0.3,))


def exchanged(a, h, n):
    for _ in range(n):
        a, h = h, a
    return h


def seen_by_a_closure(a, h, n):
    def inner():
        return h if n else a

    k = inner()
    for i in range(n):
        t = k
        k = a if i else h
        a = t
    return k


def in_a_callee(a, h, n):
    k = a
    for i in range(n):
        k = in_one_arm(h, k, i)
    return k


FORMS = [*OTHERS, THREE, np.float32(2.0), [0.1, 0.2], [0.3], (0.3, [0.1]), [[0.2]]]


@pytest.mark.parametrize("h", FORMS, ids=repr)
@pytest.mark.parametrize("a", [THREE, np.array(2.0), [0.1, 0.2], 0.7], ids=repr)
@pytest.mark.parametrize("f", [in_one_arm, exchanged, seen_by_a_closure, in_a_callee])
def test_what_is_passed_on_keeps_its_form(f, a, h):
    for n in range(3):
        check(f, a, h, n, seeds=(0,))


def squeezed_twice(b):
    ring = [b, b]
    v = ring[1]
    w = np.squeeze(v[None])
    u = np.squeeze(w[None])
    u[1] *= 0.5
    return u


def test_a_view_of_unknown_rank_is_an_array():
    check(squeezed_twice, np.array([0.1, 0.2, 0.3]))
