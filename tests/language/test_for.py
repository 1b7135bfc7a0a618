"""This module checks `for` over ranges."""

from tests.language.examples import Examples, grid

example = Examples()


@example(0.7, 5)
@example(0.7, 1)
@example(0.7, 0)
def range_of_one(x, n):
    total = x
    for i in range(n):
        total = total * x + i * x
    return total


@example(0.7, 2, 7)
@example(0.7, 7, 2)
def range_of_two(x, start, stop):
    total = x
    for i in range(start, stop):
        total = total * (x + 1.0 / i)
    return total


@example(0.7, 0, 9, 2)
@example(0.7, 9, 0, -2)
@example(0.7, 0, 9, -1)
def range_of_three(x, start, stop, step):
    total = x
    for i in range(start, stop, step):
        total = total * x + i * total
    return total


@example(0.7, 4)
def bounds_change_in_the_body(x, n):
    total = x
    for i in range(n):
        total = total * x + i * total
        n -= 1
    return total * n


@example(0.7, 4)
def index_is_assigned_in_the_body(x, n):
    total = x
    for i in range(n):
        i = i * 2
        total = total + i * total * x
    return total


@example(0.7, 4)
@example(0.7, 0)
def index_is_read_after_the_loop(x, n):
    i = 7
    total = x
    for i in range(n):
        total = total * (x + i)
    return total * i * x


@example(0.7)
def index_of_two_loops(x):
    total = x
    for i in range(3):
        total = total * (x + i)
        for i in range(2):
            total = total * (x - i)
    return total * i


@example(grid(3, 4))
def nested_ranges(A):
    total = 0.0
    for i in range(A.shape[0]):
        for j in range(i, A.shape[1]):
            total += A[i, j] * A[i, j - 1]
    return total


@example(0.7, 3)
def inner_bounds_from_outer_index(x, n):
    total = x
    for i in range(n):
        for j in range(i):
            for k in range(j, i):
                total = total * x + k + total
    return total


test_for = example.test()
