"""Names that are bound on some ways only: their adjoints start where they are not."""

import numpy as np

from tests.language.examples import Examples, vector

example = Examples()


@example(vector(3.0, 5.0), 0)
@example(vector(3.0, 5.0), 3)
def list_of_each_trip_read_behind_the_loop(c, k):
    xs = [c[0] * c[1]]
    for i in range(k):
        row = [0.0] * (i + 1)
        row[-1] = c[1]
        row[0] = row[0] * c[0] + 1.0
        xs = row
    return xs[0] * xs[-1]


@example([3.0, 5.0], 3)
def list_bound_in_a_loop_alone(c, k):
    for j in range(k):
        x = [0.0] * 2
        if j < 2:
            x[0] = c[1]
    return c[0] + sum(xi * xi for xi in x)


@example([3.0, 5.0], 3)
def list_copied_or_begun(c, k):
    for j in range(k):
        if j == 0:
            x = c[:]
        x = list(x)
        x[0] = x[0] * x[1]
    return c[0] * x[0]


@example([3.0, 5.0], 3)
def list_begun_behind_a_way_out(c, k):
    i = 0
    while True:
        i += 1
        if i > k:
            break
        if i % 2:
            row = [c[0] * i, c[1] / i] * i
        else:
            row[0] = row[0] * row[1]
    return sum(row) * row[0]


@example(vector(3.0, 5.0), True)
@example(vector(3.0, 5.0), False)
def array_bound_and_read_under_the_same_test(c, flag):
    if flag:
        x = c * 2.0
        x[0] *= 2.0
    s = c[0]
    if flag:
        s = s * x[0] * x[1]
    return s


@example([3.0, 5.0], True)
@example([3.0, 5.0], False)
def list_bound_and_read_under_the_same_test(c, flag):
    if flag:
        x = [c[0], c[1]]
        x[0] *= 2.0
    s = c[0]
    if flag:
        s = s * x[0] * x[1]
    return s


@example(vector(3.0, 5.0), 0)
@example(vector(3.0, 5.0), 3)
def bound_in_the_second_trip(c, k):
    s = np.sum(c * c)
    for i in range(k):
        if i == 1:
            x = c * s
        if i >= 1:
            s += x[0] * x[1]
            x = np.cos(x)
        else:
            s += c[0]
    return s


test_names_that_may_be_unbound = example.test()
