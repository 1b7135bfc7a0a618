"""This module checks lists that take over the items of others: these have two names."""

import numpy as np

from tests.language.examples import Examples, vector

example = Examples()
A, B = vector(0.3, -0.5, 0.7), vector(0.2, 0.9, -0.4)


@example(A, B)
def copied_by_its_method(a, b):
    a = a * 1.0
    ys = [a, b].copy()
    zs = ys.copy()
    zs[0] *= b
    return np.sum(a * a)


@example(A, B)
def copied_by_its_type(a, b):
    a = a * 1.0
    ys = list([a, b])
    ys[0] *= 3.0
    zs = list((b, a))
    zs[1] *= b
    return np.sum(a * a)


@example(A, B)
def stars(a, b):
    a = a * 1.0
    ys = [*[a], b * 1.0]
    ys[0] *= 3.0
    return np.sum(a * a)


@example(A, B)
def extended(a, b):
    a = a * 1.0
    xs = []
    xs += [a]
    xs.extend((b, a))
    xs.extend([a] + [b * 1.0])
    xs += list([a])
    for i in (0, 2, 3, 5):
        xs[i] *= b
    return np.sum(a * a)


@example(A, B)
def lists_in_lists(a, b):
    a = a * 1.0
    ys = list([list([a]), [b * 1.0]])
    ys[0][0] *= b
    zs = list(ys[0]) + list(ys[1])
    zs[0] *= 3.0
    return np.sum(a * a)


def doubled(xs):
    xs[0] *= 2.0
    return [xs[0]] + xs[1:]


def twice(x):
    return list([x, x])


@example(A, B)
def given_and_returned(a, b):
    a = a * 1.0
    ys = doubled(list([a, b]))
    ys[0] *= b
    doubled([a] + [b])
    zs = twice(a)
    zs[0] *= b
    zs[1][0] *= 2.0
    return np.sum(a * a)


@example([0.2, 0.3])
def numbers(xs):
    ys = xs.copy()
    ys[0] = ys[0] * 3.0
    zs = list(xs)
    zs += list(ys) + ys.copy()
    zs.extend(list(zs[:2]))
    zs[0] *= 2.0
    return sum(zs) * zs[-1] * xs[1]


test_lists_copied = example.test()
