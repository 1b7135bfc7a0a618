"""This module checks `for` over arrays, lists, tuples and what wraps them."""

import math

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(vector(0.3, 0.5, 0.7))
@example([0.3, 0.5, 0.7])
@example((0.3, 0.5, 0.7))
@example(vector(0.3))
@example([0.3])
def over_elements(xs):
    total = 1.0
    for x in xs:
        total = total * x + x
    return total


@example(np.zeros(0))
def over_nothing(xs):
    total = 1.0
    for x in xs:
        total = total * x
    return total


@example(grid(2, 3))
def over_rows(A):
    total = 0.0
    for row in A:
        for a in row:
            total += a * np.sum(row)
    return total


@example(grid(3, 2))
def over_rows_that_are_written(A):
    A = A.copy()
    for row in A:
        row *= row
        row[0] = row[1] * 2.0
    return np.sum(A * A)


@example([[0.3, 0.5], [0.7], [0.2, 0.4, 0.6]])
def over_nested_lists(rows):
    total = 0.0
    for row in rows:
        product = 1.0
        for x in row:
            product *= x
        total += product * product
    return total


@example(0.3, 0.5)
def over_a_display(x, y):
    total = 1.0
    for z in (x, y, x * y, 2.0):
        total = total * z + z
    for z in [x, x]:
        total += z * total
    return total


@example([(0.3, 0.5), (0.7, 0.9)])
def over_pairs(pairs):
    total = 0.0
    for a, b in pairs:
        total += a * b * b
    return total


@example([(0.3, (0.5, 0.6)), (0.7, (0.9, 0.1))])
def over_nested_pairs(pairs):
    total = 0.0
    for a, (b, c) in pairs:
        total += a * b * b - c * a
    return total


@example(0.7)
def over_constants(x):
    total = x
    for name in ("sin", "cos", "sin"):
        if name == "sin":
            total = math.sin(total * x)
        else:
            total = math.cos(total)
    for k in [1, 3, 2]:
        total = total * x + k
    return total


@example(0.7)
def over_characters_and_keys(x):
    total = x
    for letter in "abca":
        total = total * x + ord(letter) / 100.0
    for key in {"a": 1, "b": 2}:
        total = total * x + len(key)
    return total


@example(vector(0.3, 0.5, 0.7))
@example([0.3, 0.5, 0.7])
def enumerated(xs):
    total = 1.0
    for i, x in enumerate(xs):
        total = total * x + i * x
    return total


@example([0.3, 0.5, 0.7])
def enumerated_from_two(xs):
    total = 1.0
    for i, x in enumerate(xs, 2):
        total = total * x + i * x
    return total * i


@example([0.3, 0.5, 0.7], [0.2, 0.4, 0.6])
@example([0.3, 0.5, 0.7], [0.2])
@example(vector(0.3, 0.5, 0.7), vector(0.2, 0.4, 0.6, 0.8))
@example(vector(0.3, 0.5, 0.7), (0.2, 0.4, 0.6))
def zipped(xs, ys):
    total = 1.0
    for x, y in zip(xs, ys):
        total = total * x + y
    return total


@example([0.3, 0.5], [0.2, 0.4], [3, 4, 5])
def zipped_three_with_integers(xs, ys, ks):
    total = 1.0
    for x, y, k in zip(xs, ys, ks):
        total = total * x + y * k
    return total


@example([0.3, 0.5], vector(0.2, 0.4))
def enumerated_zip(xs, ys):
    total = 1.0
    for i, (x, y) in enumerate(zip(xs, ys)):
        total = total * x + y * i + x
    return total


@example([0.3, 0.5, 0.9])
def zip_of_a_list_with_its_tail(xs):
    total = 1.0
    for a, b in zip(xs, xs[1:]):
        total += (b - a) ** 2 * total
    return total


@example([0.3, 0.5, 0.7])
@example(vector(0.3, 0.5, 0.7))
def reversed_elements(xs):
    total = 1.0
    for x in reversed(xs):
        total = total * x + x
    return total


@example(vector(0.3, 0.5, 0.7))
def reversed_range(xs):
    total = 1.0
    for i in reversed(range(len(xs))):
        total = total * xs[i] + i * xs[i - 1]
    return total


@example([0.3, 0.5, 0.7])
def reversed_list_enumerated(xs):
    total = 1.0
    for i, x in enumerate(reversed(xs)):
        total = total * x + i
    return total


@example([0.3, 0.5])
def list_grows_outside_what_is_walked(xs):
    out = []
    for x in xs:
        out.append(x * x)
        out.append(x)
    total = 1.0
    for y in out:
        total = total * y + y
    return total


@example([0.3, 0.5])
def list_grows_while_walked(xs):
    ys = list(xs)
    total = 0.0
    for y in ys:
        total += y * y
        if len(ys) < 6:
            ys.append(y * 0.5)
    return total


@example(vector(0.3, 0.5, 0.7))
def array_is_written_while_walked(a):
    a = a.copy()
    total = 0.0
    for x in a:
        a[2] = a[2] * x
        total += x
    return total


@example(0.9, 4)
def loop_variable_is_a_float(x, n):
    total = 0.0
    for t in np.linspace(0.0, 1.0, n):
        total = total * x + t * x
    return total


@example(vector(0.3, 0.5, 0.7), np.array([2, 0, 2]))
def over_an_index_array(x, where):
    total = 1.0
    for i in where:
        total = total * x[i] + x[i]
    return total


@example(0.7)
def walk_over_a_python_set_of_one(x):
    total = x
    for k in {3}:
        total = total * x + k
    return total


test_for_elements = example.test()
