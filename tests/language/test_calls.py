"""This module checks calls of functions whose source can be read, and recursion."""

import math
import sys

import numpy as np
import pytest

import s2s
from tests.language.examples import Examples, grid, vector

example = Examples()


def square(x):
    return x * x


def scaled(x, scale=2.0, *, shift=0.5):
    return x * scale + shift


def fourth(x):
    return square(square(x))


def loop(x, n):
    y = x
    for i in range(n):
        y = y * x + square(y) * 0.1
    return y


def both(x, y):
    return x * y, x + y


def constant():
    return 3.0


@example(0.7)
def one_call(x):
    return square(x) + x


@example(0.7)
def calls_in_one_expression(x):
    return square(square(x) + fourth(x)) * square(x) - math.sin(square(x))


@example(0.7)
def calls_in_a_loop(x):
    for _ in range(4):
        x = x - 0.1 * square(x)
    return x


@example(0.7)
def callee_with_a_loop_in_a_loop(x):
    total = 0.0
    for i in range(4):
        total = total + loop(x, i) * total + x
    return total


@example(0.7, 1.2)
def keywords_and_defaults(x, s):
    a = scaled(x)
    b = scaled(x, s)
    c = scaled(scale=x, x=s, shift=x)
    d = scaled(x, shift=s)
    return a * b + c * d


@example(0.7)
@example(0.7, 1.2)
def own_defaults(x, y=2.0, n=3):
    return x * y**n


@example(0.7, 1.2, beyond=True)
def starred_arguments(x, y):
    args = (x, y)
    a, b = both(*args)
    options = {"n": 2}
    return a * b + loop(x, **options)


@example(0.7, 1.2)
def results_unpacked(x, y):
    a, b = both(x, y)
    p = both(b, a)
    return a * p[0] + p[1] * b


@example(0.7, 1.2)
def result_ignored(x, y):
    both(x, y)
    square(x)
    return x * y


@example(0.7)
def call_without_arguments(x):
    return x * constant() + constant()


@example(0.7, 3)
def argument_is_an_expression(x, n):
    return loop(x * x + square(x), n - 1)


@example(0.7)
def call_in_a_condition(x):
    if square(x) > 0.3:
        x = square(x) * x
    while square(x) < 2.0:
        x = x * 1.5
    return x


@example(0.7)
def call_in_a_ternary_and_in_and(x):
    y = square(x) if square(x) > 0.3 and fourth(x) < 5.0 else fourth(x)
    return y * x


@example(vector(0.3, 0.5))
def call_with_arrays(v):
    return np.sum(square(v) * fourth(v[0])) + np.sum(scaled(v, v[1]))


def power(x, n):
    if n == 0:
        return 1.0
    return x * power(x, n - 1)


@example(0.7, 5)
@example(0.7, 0)
def recursion(x, n):
    return power(x, n) * x


def fibonacci(x, n):
    if n < 2:
        return x * n + 1.0
    return fibonacci(x, n - 1) * x + fibonacci(x, n - 2)


@example(0.7, 6)
def recursion_twice_a_level(x, n):
    return fibonacci(x, n)


def even(x, n):
    return x if n == 0 else odd(x * x, n - 1)


def odd(x, n):
    return x * 2.0 if n == 0 else even(x + 1.0, n - 1)


@example(0.7, 4)
@example(0.7, 3)
def mutual_recursion(x, n):
    return even(x, n) * x


def tree_sum(xs, low, high):
    if high - low == 1:
        return xs[low] * xs[low]
    middle = (low + high) // 2
    return tree_sum(xs, low, middle) * 1.1 + tree_sum(xs, middle, high)


@example(vector(0.3, 0.5, 0.7, 0.9, 0.2))
def divide_and_conquer(xs):
    return tree_sum(xs, 0, len(xs))


def depth(node):
    if isinstance(node, float):
        return node * node
    return sum(depth(child) for child in node) * 1.5


@example([0.3, [0.5, 0.7], [[0.9]]])
def recursion_over_nested_lists(node):
    return depth(node)


def ackermann(x, m, n):
    if m == 0:
        return x + n
    if n == 0:
        return ackermann(x, m - 1, 1) * x
    return ackermann(x, m - 1, n - 1) + x * ackermann(x, m, n - 1)


@example(0.7, 2, 2)
def recursion_with_early_returns(x, m, n):
    return ackermann(x, m, n)


def level_one(x):
    return level_two(x) * x


def level_two(x):
    return level_three(x) + x * level_three(2.0 * x)


def level_three(x):
    y = x
    for i in range(2):
        y = level_four(y, i)
    return y


def level_four(x, i):
    return math.sin(x) * (i + 1) + level_five(x)


def level_five(x):
    return x**3


@example(0.7)
def five_levels(x):
    return level_one(0.1 * x) * x


def first_of(xs):
    for x in xs:
        if x > 0:
            return x * x
    return 0.0


@example(vector(-0.3, 0.5, 0.7))
@example(vector(-0.3, -0.5))
def callee_returns_early(xs):
    return first_of(xs) + first_of(-xs)


def with_ints(n, x):
    n = n + 1
    return n * x


@example(0.7)
def integer_arguments_and_results(x):
    k = with_ints(1, 2)
    return with_ints(k, x) * k


def nothing(x):
    x = x * x


@example(0.7)
def callee_returns_none(x):
    nothing(x)
    return x * 2.0


@example(grid(2, 2), vector(0.3, 0.5))
def one_callee_with_many_kinds(A, v):
    return np.sum(square(A)) * square(v[0]) + np.sum(square(A @ v))


def deep(x, n):
    if n == 0:
        return x
    return 1.000001 * deep(x, n - 1)


def runge_kutta(f, y, h):
    k1 = f(y)
    k2 = f(y + h / 2 * k1)
    k3 = f(y + h / 2 * k2)
    k4 = f(y + h * k3)
    return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


@example(vector(1.0, 0.5, 0.8, 0.3), vector(1.2, 0.7))
def slopes_of_a_closure_that_fills(p, y):
    def slope(y):
        dy = np.empty_like(y)
        dy[0] = p[0] * y[0] - p[1] * y[0] * y[1]
        dy[1] = -p[2] * y[1] + p[3] * y[0] * y[1]
        return dy

    for _ in range(3):
        y = runge_kutta(slope, y, 0.1)
    return np.sum(y * y)


def plain_limit():
    low, high = 100, sys.getrecursionlimit()
    while high - low > 1:
        middle = (low + high) // 2
        try:
            deep(1.0, middle)
            low = middle
        except RecursionError:
            high = middle
    return low


def test_recursion_as_deep_as_the_plain_function_less_a_hundred():
    s2s.grad(deep)(1.0, 3)
    n = plain_limit() - 100
    assert s2s.grad(deep)(1.0, n) == pytest.approx(1.000001**n)


test_calls = example.test()
