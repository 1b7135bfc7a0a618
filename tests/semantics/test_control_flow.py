"""This module tests the section "Control flow, calls, functions": the control flow."""

import sys

import numpy as np
import pytest

import s2s
from tests.check import check
from tests.language.examples import vector

# Exception between push and store.


def divides(v, k):
    return v * v / (k - 1)


def caught_inside_a_loop(x, n):
    v = x
    for k in range(n):
        try:
            v = v * v / (k - 1)
        except ZeroDivisionError:
            v = v + 0.5 * x
    return v


def caught_around_a_callee(x, n):
    v = x
    for k in range(n):
        try:
            v = divides(v, k)
        except ZeroDivisionError:
            v = v + 0.5 * x
    return v


def index_error_ends_the_walk(a):
    total, i = 0.0, 0
    try:
        while True:
            total = total + a[i] * a[i]
            i += 1
    except IndexError:
        return total


@pytest.mark.parametrize(
    "f, args",
    [
        (caught_inside_a_loop, (0.7, 4)),
        (caught_around_a_callee, (0.7, 4)),
        (index_error_ends_the_walk, (vector(0.3, 0.5),)),
    ],
)
def test_exception_between_push_and_store(f, args):
    exact_or_refused(f, *args)


def exact_or_refused(f, *args):
    """Ask for a right gradient or a refusal: the construct is for a later issue."""
    try:
        s2s.grad(f)(*args)
    except s2s.errors.NotDifferentiable:
        return
    check(f, *args)


def fails_half_way(a, n):
    for i in range(n):
        a[i] = a[i] * a[i - 1]
    return np.sum(a)


def test_an_exception_between_push_and_store_spoils_no_later_call():
    a = vector(0.3, 0.5, 0.7)
    derivative = s2s.grad(fails_half_way)
    wanted = derivative(a, 3)
    with pytest.raises(IndexError):
        derivative(a, 4)
    np.testing.assert_array_equal(derivative(a, 3), wanted)
    np.testing.assert_array_equal(a, [0.3, 0.5, 0.7])


# Tapes that never arrive.


def changes_then_raises(a, x, k):
    a[0] *= x
    if k == 1:
        raise ValueError(k)
    a[0] *= a[0]


def caller_catches(a, x):
    a = a.copy()
    for k in range(3):
        try:
            changes_then_raises(a, x, k)
        except ValueError:
            a[0] += 1.0
    return a[0]


def pieces(x):
    y = x
    while True:
        y = y * x
        yield y


def generator_suspended(x):
    parts = pieces(x)
    return next(parts) * next(parts)


@pytest.mark.parametrize(
    "f, args",
    [(caller_catches, (vector(0.7), 1.3)), (generator_suspended, (0.7,))],
)
def test_tapes_that_never_arrive(f, args):
    exact_or_refused(f, *args)


def halves(a, low, high):
    if high - low < 2:
        a[low] *= a[low]
        return a[low]
    middle = (low + high) // 2
    left = halves(a, low, middle)
    return left * halves(a, middle, high) + left


def test_a_tape_of_a_recursion_arrives():
    def f(a):
        return halves(a.copy(), 0, len(a))

    check(f, vector(0.3, 0.5, 0.7, 0.9, 1.1))
    check(f, vector(0.3))


# One stack, one kind.


def float_becomes_a_matrix(A, n):
    h = 0.0
    for i in range(n):
        h = h + np.sum(A) * h + i
    total = h
    h = A @ A
    for _ in range(n):
        h = h @ A
    return np.sum(h) + total


def kind_changes_in_the_loop(x, n):
    h = x
    for i in range(n):
        if i == 1:
            h = np.array([x, x * x])
        h = h * x + i
    return np.sum(h)


def tuple_becomes_a_number(x):
    p = (x, x * x)
    for _ in range(2):
        q = p
        p = (q[1] * q[0], q[0])
    p = p[0] * p[1]
    for _ in range(2):
        p = p * p
    return p


def test_one_stack_one_kind():
    check(float_becomes_a_matrix, np.array([[0.3, 0.5], [0.7, 0.2]]), 3)
    check(kind_changes_in_the_loop, 0.7, 3)
    check(kind_changes_in_the_loop, 0.7, 1)
    check(tuple_becomes_a_number, 0.7)


# Deep structuring.


def guards(count, body):
    """Return the text of a function with `count` guard clauses."""
    clauses = (
        f"    if n == {k}:\n        {body}\n    x = x * 1.01" for k in range(count)
    )
    return "def guarded(x, n):\n" + "\n".join(clauses) + "\n    return x\n"


def defined(tmp_path, text, name="guarded"):
    """Define a function in a file, as a user would."""
    path = tmp_path / "program.py"
    path.write_text(text)
    names: dict = {}
    exec(compile(text, str(path), "exec"), names)
    return names[name]


@pytest.mark.parametrize("count", [10, 100, 300])
def test_deep_structuring_of_guard_clauses(tmp_path, count):
    f = defined(tmp_path, guards(count, "return x * x * x"))
    for n in (0, count // 2, count - 1, count + 1):
        value, slope = s2s.value_and_grad(f)(1.0, n)
        assert value == f(1.0, n)
        assert slope == pytest.approx((3.0 if n < count else 1.0) * value, rel=1e-12)


def test_deep_structuring_does_not_copy_the_code(tmp_path):
    sizes = []
    for count in (20, 40, 80):
        f = defined(tmp_path, guards(count, "return x * x * x"))
        sizes.append(len(s2s.differentiate(f).source()))
    assert sizes[2] - sizes[1] < 3 * (sizes[1] - sizes[0])


def test_deep_structuring_of_exits_in_a_loop(tmp_path):
    clauses = "".join(
        f"        if i == {k}:\n            continue\n        x = x * 1.01\n"
        for k in range(60)
    )
    text = f"def f(x, n):\n    for i in range(n):\n{clauses}    return x\n"
    f = defined(tmp_path, text, "f")
    value, slope = s2s.value_and_grad(f)(1.0, 70)
    assert value == f(1.0, 70)
    assert slope == pytest.approx(value)


def test_deep_structuring_of_elif(tmp_path):
    arms = "".join(
        f"    elif n == {k}:\n        y = x * {k}.0\n" for k in range(1, 200)
    )
    text = f"def f(x, n):\n    if n == 0:\n        y = x * x\n{arms}    return y * y\n"
    f = defined(tmp_path, text, "f")
    assert s2s.grad(f)(3.0, 0) == 4 * 27.0
    assert s2s.grad(f)(3.0, 150) == pytest.approx(2 * 3.0 * 150.0**2)


# Recursion.


def down(x, n):
    if n == 0:
        return x
    return down(x * 1.0001, n - 1)


def up(x, n):
    if n == 0:
        return x
    y = up(x, n - 1)
    return y * 1.0001


def ping(x, n):
    return x if n == 0 else pong(x * 1.0001, n - 1)


def pong(x, n):
    return x if n == 0 else ping(x, n - 1)


def deepest(f):
    """Return how deep the plain function manages to go."""
    low, high = 1, sys.getrecursionlimit()
    while high - low > 1:
        middle = (low + high) // 2
        try:
            f(1.0, middle)
            low = middle
        except RecursionError:
            high = middle
    return low


@pytest.mark.parametrize("f, power", [(down, 1.0), (up, 1.0), (ping, 0.5)])
def test_recursion_as_deep_as_the_plain_function_less_a_hundred(f, power):
    derivative = s2s.grad(f)
    derivative(1.0, 2)
    n = (deepest(f) - 100) // 2 * 2
    assert derivative(1.0, n) == pytest.approx(1.0001 ** (n * power), rel=1e-9)
