"""This module tests iterators that are used up at once: `list(map(f, xs))`."""

import math

import numpy as np
import pytest

import s2s
from s2s.errors import S2SError
from tests.check import check
from tests.language.examples import Examples, vector

example = Examples()
XS, YS = [0.4, -0.5, 0.6], [0.3, 0.7, 0.2]


def square(x):
    return x * x


def above(x, least=0.0):
    return x > least


@example(XS)
def mapped(xs):
    return sum(map(square, xs)) + sum(list(map(math.sin, xs)))


@example(XS, YS)
def mapped_together(xs, ys):
    products = list(map(lambda a, b: a * b, xs, ys[1:]))
    return sum(products) * len(products)


@example(XS)
def named_as_what_it_goes_over(xs):
    return sum(map(lambda xs: xs * xs, xs)) * xs[0]


@example(XS, 0.3)
def named_as_what_is_outside(xs, x):
    ys = list(map(lambda x: x * x, xs))
    return ys[0] * x + ys[1]


@example(XS, YS)
def pairs(xs, ys):
    both = list(zip(xs, ys))
    both.append((xs[0], ys[-1]))
    return sum(a * b for a, b in both) + max(map(square, ys))


@example(XS)
def counted_and_turned(xs):
    ys = list(reversed(xs))
    ys[0] *= 2.0
    return sum([i * x for i, x in list(enumerate(xs))]) + ys[0] * ys[1]


@example(XS)
def filtered(xs):
    total = 0.0
    for x in filter(above, xs):
        total += x * x
    kept = list(filter(lambda v: v < 0.5, xs))
    return total * kept[0] + sum(v * v for v in filter(above, kept))


@example(vector(0.4, -0.5, 0.6))
def rows_of_an_array(a):
    m = np.array(list(map(lambda v: [v, v * v], a)))
    return np.sum(m[:, 0] * m[:, 1]) + min(map(abs, a))


@example(XS, YS)
def inside_of_one_another(xs, ys):
    sums = list(map(sum, zip(xs, ys)))
    return sum(map(lambda p: p[0] * p[1], list(zip(sums, map(square, sums)))))


@example(XS)
def a_tuple_of_them(xs):
    first, *rest = tuple(map(square, xs))
    return first * rest[0]


test_iterators = example.test()


def test_effects_happen_once_and_in_order():
    seen = []

    def f(xs):
        ys = list(map(note, xs))
        return ys[0] * ys[2]

    def note(x):
        seen.append(float(x))
        return x * x

    assert s2s.grad(f)([1.0, 2.0, 3.0]) == [18.0, 0.0, 6.0]
    assert seen == [1.0, 2.0, 3.0]


def test_what_carries_nothing_stays_as_it_is():
    def f(x, words):
        lengths = dict(zip(words, map(len, words)))
        return x * lengths["ab"] + sum(map(len, words))

    assert s2s.grad(f)(0.5, ["a", "ab"]) == 2.0
    assert "zip(words, map(len, words))" in s2s.differentiate(f).source(0.5, ["ab"])


@pytest.mark.parametrize("n", [0, 1, 3])
def test_as_many_as_there_are(n):
    def f(xs, ys):
        return sum(a * b for a, b in list(zip(xs, ys))) + 0.0

    check(f, XS[:n] or [1.0], YS)


def test_a_star_is_refused():
    def f(rows):
        return list(zip(*rows))[0][1]

    with pytest.raises(S2SError, match="zip"):
        s2s.grad(f)([[1.0, 2.0], [3.0, 4.0]])
