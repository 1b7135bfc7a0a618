"""This module checks list comprehensions and `sum(... for ...)`."""

import math

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example([0.3, 0.5, 0.7])
@example(vector(0.3, 0.5, 0.7))
def of_squares(xs):
    ys = [x * x for x in xs]
    return ys[0] * ys[1] * ys[2]


@example(0.9, 4)
@example(0.9, 0)
def over_a_range(x, n):
    ys = [x**i for i in range(n)]
    return sum(ys) * x


@example(vector(0.3, -0.5, 0.7))
def with_a_condition(xs):
    ys = [x * x for x in xs if x > 0]
    return ys[0] * ys[1]


@example(grid(2, 3))
def with_two_loops(A):
    ys = [a * row[0] for row in A for a in row]
    return sum(ys) + ys[4] * ys[1]


@example(0.4)
def nested(x):
    table = [[x * i + j * x * x for j in range(3)] for i in range(2)]
    return table[1][2] * table[0][1] + table[1][0]


@example([0.3, 0.5], [0.2, 0.4])
def over_zip(xs, ys):
    products = [x * y * i for i, (x, y) in enumerate(zip(xs, ys), 1)]
    return products[0] * products[1]


@example(0.7)
def target_hides_an_outer_name(x):
    ys = [x * 2.0 for x in (x, x * x)]
    return ys[0] * ys[1] * x


@example(0.7)
def with_a_ternary(x):
    ys = [x * i if i % 2 else math.sin(x * i) for i in range(4)]
    return ys[1] * ys[2] * ys[3]


@example(vector(0.3, 0.5, 0.7))
def sum_of_a_generator(xs):
    return sum(x * x for x in xs) * xs[0]


@example(0.9, 4)
@example(0.9, 0)
def sum_over_a_range(x, n):
    return sum(x**i / (i + 1) for i in range(n)) + x


@example(vector(0.3, -0.5, 0.7), 0.2)
def sum_with_a_condition_and_a_start(xs, start):
    return sum((x * x * start for x in xs if x > 0), start)


@example(grid(2, 3))
def sum_of_sums(A):
    return sum(sum(a * a for a in row) * row[1] for row in A)


@example(0.4)
def sum_of_a_list_comprehension(x):
    return sum([x * i for i in range(5)]) ** 2


@example(0.4)
def sum_inside_a_comprehension(x):
    ys = [sum(x * j for j in range(i)) for i in range(5)]
    return ys[4] * ys[3]


@example(vector(0.3, 0.5, 0.7))
def array_of_a_comprehension(xs):
    a = np.array([x * xs[0] for x in xs])
    return np.sum(a * a)


@example(0.4)
def comprehension_in_a_loop(x):
    for k in range(3):
        parts = [x * i + k for i in range(k + 1)]
        x = x + 0.1 * sum(parts) * parts[-1]
    return x


@example(0.4)
def comprehension_calls_a_function(x):
    def g(z, k):
        return z * z * k

    return sum(g(x, k) for k in range(4)) + [g(x, 2.0) for _ in range(2)][1]


@example(vector(0.3, 0.5, 0.7))
def max_of_a_generator(xs):
    return max(x * x for x in xs) + min([x * 3.0 for x in xs])


@example(vector(0.3, 0.5, 0.7), beyond=True)
def tuple_of_a_generator(xs):
    a, b, c = (x * x for x in xs)
    p = tuple(x * a for x in xs)
    return a * b + c * p[1]


@example(0.4)
def inert_comprehensions_run(x):
    names = {k: k * 2 for k in range(3)}
    odd = [k for k in names if k % 2]
    flags = {k > 1 for k in odd}
    return x * x * len(odd) * names[2] * len(flags) + any(k for k in odd) * x


test_comprehensions = example.test()
