"""This module checks arithmetic, comparison and boolean operators."""

import math
import operator

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(0.7, 1.3)
@example(vector(0.7, 0.9), 1.3)
@example(0.7, vector(1.3, 0.2))
@example(grid(2, 3), vector(1.3, 0.2, 0.4))
@example(np.array(0.7), vector(1.3, 0.2))
@example(np.array([[0.3], [0.6]]), grid(2, 3))
def arithmetic(x, y):
    return np.sum((x + y) * (x - y) / (1.0 + y * y) + x / y)


@example(0.7, 1.3)
@example(vector(0.7, 0.9), 1.3)
@example(0.7, vector(1.3, 2.0))
def power(x, y):
    return np.sum(x**y + x**2 + x**-1 + 2.0**y + x**0.5 + x**0)


@example(-0.7, 3)
@example(-0.7, 0)
@example(0.0, 2)
@example(0.0, 1)
def integer_power(x, n):
    return x**n + x**2 + x


@example(0.7)
@example(vector(0.7, -0.9))
def unary(x):
    return np.sum(-x * +x + -(x**3))


@example(7.3, 2.2)
@example(-7.3, 2.2)
@example(vector(7.3, 5.5), 2.2)
def modulo_and_floor(x, y):
    return np.sum(x % y + (x // y) * x)


@example(grid(2, 3), grid(3, 2))
def matmul(A, B):
    return np.sum((A @ B) ** 2)


@example(grid(3, 3), vector(0.2, 0.4, 0.8))
def matmul_with_vectors(A, v):
    return v @ A @ v + np.sum((v @ A) * (A @ v)) + v @ v


@example(np.arange(12.0).reshape(2, 2, 3) * 0.1, grid(3, 2))
def matmul_of_stacks(A, B):
    return np.sum((A @ B) ** 2)


@example(0.7, 1.3)
def comparisons(x, y):
    total = (x < y) * x + (x >= y) * y + (x != y) * x * y
    if x < y <= 2.0:
        total = total * x
    if not x == y:
        total = total * y
    return total


@example(vector(0.7, -0.3, 0.2), 0.1)
def masks_from_comparisons(x, t):
    mask = (x > t) & (x < 0.5) | ~(x > -1.0)
    return np.sum(x * mask) + np.sum((x > t) * x * x)


@example(0.7, 0)
@example(0, 1.3)
@example(0.7, 1.3)
def and_or_of_values(x, y):
    a = x or y
    b = x and y
    return a * a + 3.0 * b + (x * y or x + y)


@example(0.7, 1.3)
@example(1.7, 1.3)
def and_or_in_tests(x, y):
    if x > 1.0 and y > 1.0 or x * y < 0.5:
        return x * x * y
    if not (x > 0.0 and math.log(x) > 0.0):
        return x * y * y
    return x


@example(0.7, 1.3)
def is_and_in(x, y):
    total = x * y
    if total is not None and 3 in (1, 2, 3):
        total = total * x
    if "a" in "cab" and 2 not in [4]:
        total = total * y
    return total


@example(0.7, 5)
def integers_beside_floats(x, n):
    k = (n * 3 - 1) // 2 % 4
    k = k << 1 | 1
    k ^= n & 3
    return x * k + x ** (n - 3) / n


@example(0.7, 1.3)
def functions_of_the_operator_module(x, y):
    return operator.mul(x, operator.add(x, y)) - operator.truediv(x, y)


@example(0.7, -1.3)
def builtins_of_numbers(x, y):
    return abs(y) * max(x, y) + min(x, y, 0.2) * pow(x, 3) + float(x) + round(y) * x


@example(0.7, True)
@example(0.7, False)
def bool_as_a_number(x, flag):
    return x * flag + x * x * (1 - flag)


@example(vector(1.2, 2.3, 3.4))
def int_of_a_float(x):
    n = int(x[2])
    return np.sum(x * n) + x[n - 3]


@example(vector(0.3, 0.1, 0.5))
def builtin_that_a_variable_hides(a):
    max = a[0] * 2.0
    return np.mean(a) * max + np.std(a)


test_operators = example.test()
