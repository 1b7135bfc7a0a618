"""This module checks lists that are repeated: `xs * n` names each item n times."""

import numpy as np

from tests.language.examples import Examples, vector

example = Examples()


@example([0.3, 0.5, 0.7])
def equal_cotangents_of_numbers(xs):
    ys = xs * 2
    return sum(ys)


@example([vector(0.3, 0.5)])
def arrays_that_nobody_changes(xs):
    ys = xs * 2
    z = ys[0] + ys[1]
    return np.sum(z * z)


@example([vector(0.3, 0.5)])
def one_array_that_changes(xs):
    ys = xs * 2
    ys[0][0] *= 3.0
    z = ys[0] + ys[1]
    return np.sum(z * z)


@example([vector(0.3, 0.5)], 1.5)
def numbers_beside_an_array_that_changes(xs, s):
    ys = [xs[0], s] * 2
    xs[0][0] *= s
    return (ys[1] + ys[3]) * np.sum(ys[0] * ys[2])


@example([vector(0.3, 0.5)], 1.5)
def tuples_with_an_array_that_changes(xs, s):
    ys = [(s, xs[0])] * 2
    xs[0][0] *= s
    return (ys[0][0] + ys[1][0]) * np.sum(ys[0][1] * ys[1][1])


@example([vector(0.3, 0.5), vector(0.2, 0.4)], 1.5)
def an_array_without_a_name(xs, s):
    ys = [xs[0], xs[1] * s] * 2
    ys[0][0] *= s
    ys[1][0] *= s
    return np.sum(ys[0] * ys[2]) + np.sum(ys[1] * ys[3])


@example(vector(0.3, 0.5), 1.5)
def lists_joined_before(a, s):
    a = a * s
    ys = ([a] + [a * 2.0]) * 2
    a[0] *= s
    ys[1][0] *= s
    return np.sum(ys[0] * ys[2]) + np.sum(ys[1] * ys[3])


@example(vector(0.3, 0.5), 1.5)
def lists_in_a_list(a, s):
    a = a * s
    ys = 2 * [[a], [a * 2.0]]
    a[0] *= s
    ys[1][0][0] *= s
    ys[0].append(a * s)
    return np.sum(ys[2][0] * ys[2][1]) + np.sum(ys[1][0] * ys[3][0])


test_lists_repeated = example.test()
