"""This module checks nested functions that call each other where nothing is derived."""

import functools

import numpy as np
import pytest

import s2s
from s2s.errors import NotDifferentiable
from tests.language.examples import Examples, vector

example = Examples()
limit = 3.0


def half(t):
    return 100.0 * t


def third(t):
    return 1000.0 * t


@example(0.8)
def stored(x):
    def half(t):
        return 0.5 * t

    def g(i):
        s = np.zeros(2)
        s[0] = half(i)
        return s[0] * x

    return g(1)


@example(0.8)
def in_a_condition_of_a_lambda(x):
    def half(t):
        return 0.5 * t

    g = lambda i: x * x if half(i) > 1 else 5 * x  # noqa: E731
    return g(1)


@example(0.8)
def in_a_while(x):
    def half(t):
        return 0.5 * t

    def g(i):
        y = x
        while half(i) < 1.5:
            i += 1
            y = y * x
        return y

    return g(1)


@example(0.8)
def as_a_value(x):
    def half(t):
        return 0.5 * t

    def g(i):
        s = list(map(half, [i, 2]))
        return x * s[0] + x * x * s[1]

    return g(1)


@example(0.8)
def with_the_name_of_a_builtin(x):
    def abs(t):
        return 3 * t

    def g(i):
        s = [abs(i), sum([abs(k) for k in range(i)])]
        return s[0] * x + x * x * s[1]

    return g(3)


@example(0.8, 2)
def with_captures(x, n):
    scale = [0.5, 0.25]

    def half(t, by=2):
        return scale[0] * t * n / by

    def third(t):
        return half(t + limit) / n

    def g(i):
        s = half(i), np.array([third(i)])
        return x * s[0] + x * x * s[1][0]

    return g(1) * g(n)


@example(0.8, 2)
def with_captures_as_a_value(x, n):
    def half(t, *more, by=2.0):
        return t * n / by + len(more)

    def g(i):
        order = sorted([3, i, 1], key=half)
        s = list(map(half, order, order))
        return x * s[0] + x * x * s[2]

    return g(2)


@example(0.8, 2)
def given_to_another(x, n):
    def power(t):
        return t**n

    def apply(h, t):
        return h(t) * h(2.0)

    def g(t):
        return apply(power, t) * t

    return g(x)


@example(0.8)
def that_calls_itself(x):
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    def g(i):
        if fib(i) > 4:
            return x * fib(i)
        return x * x

    return g(5) + g(2)


@example(0.8, 3)
def from_two_levels_in(x, n):
    def half(t):
        return 0.5 * t * n

    def g(i):
        def h(k):
            s = [half(k), x]
            return s[0] * x * half(x)

        return h(i) * x

    return g(1)


@example(vector(0.3, 0.5))
def robot_arm(angles):
    def rot(axis):
        m = np.eye(3)
        m[axis, axis] = -1.0
        return m

    def chain(t):
        p = np.array([1.0, 0.5, 0.25])
        for k in range(2):
            flip = rot(k)
            p = flip @ p * np.cos(t[k]) + p * np.sin(t[k])
        return p

    return np.sum(chain(angles) ** 2 * np.arange(3.0))


@example(vector(0.3, 0.5, 0.7, 0.2), [(0, 1), (2, 3), (1, 2)])
def minimal_tree(w, edges):
    parent = list(range(5))

    def find(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def link(i, j):
        a, b = find(i), find(j)
        if a == b:
            return False
        parent[a] = b
        return True

    def total(t):
        s = 0.0
        for k, (i, j) in enumerate(edges):
            if link(i, j):
                s += t[k] ** 2
            if find(i) == find(j):
                s += t[3] * t[k]
        return s

    return total(w)


@example(vector(0.3, 0.5, 0.7, 0.2, 0.9), 2)
def cellular_automaton(x, steps):
    size = len(x)

    def neighbours(i):
        return [(i - 1) % size, (i + 1) % size]

    def alive(cells, i):
        return sum(cells[j] for j in neighbours(i)) == 1

    def step(cells, v):
        cells = [int(alive(cells, i)) for i in range(size)]
        w = np.zeros(size)
        for i in range(size):
            w[i] = v[i] * 1.5 if cells[i] else v[i] * v[neighbours(i)[0]]
        return cells, w

    cells = [1, 0, 0, 1, 0]
    for _ in range(steps):
        cells, x = step(cells, x)
    return np.sum(x**2)


test_siblings = example.test()

shadow = Examples()


@shadow(0.8)
def by_a_parameter(x):
    def half(t):
        return t * x

    def g(x):
        s = [half(x), 1.0]
        return half(x) * x + s[0]

    return g(2.0) * x


@shadow(0.8)
def by_a_lambda(x):
    def half(t):
        return t * x

    def g(k):
        return (lambda x: half(x) * x)(k)

    return g(2.0)


@shadow(0.8)
def by_a_local(x):
    def half(t):
        return t * x

    def g(k):
        x = 3.0 * k
        return half(x)

    return g(2.0)


@shadow(0.8)
def by_a_comprehension(x):
    def half(t):
        return t * x

    def g(k):
        return sum([half(x) * x for x in [k, x * k]]) + half(x)

    return g(2.0)


@shadow(0.8)
def of_a_sibling_by_a_parameter(x):
    def half(t):
        return t * x

    def g(half, k):
        return half(k) * k

    return g(lambda t: 3.0 * t * t, x) + half(1.0)


test_names_that_hide_what_is_captured = shadow.test()


def counting(x):
    n = 0

    def count():
        nonlocal n
        n += 1
        return n

    def g(t):
        s = [count(), 1]
        return t * s[0]

    return g(x) + g(x)


def decorated(x):
    @functools.lru_cache
    def count(k):
        return k + 1

    def g(t):
        s = [count(2), 1]
        return t * s[0]

    return g(x)


def with_a_default(x):
    n = 2

    def count(k=n):
        return k + 1

    def g(t):
        s = list(map(count, [1, 2]))
        return t * s[0]

    return g(x)


def with_a_default_given_to_another(x):
    n = 2

    def count(k=n):
        return k + 1

    def g(t, f):
        return t * f()

    return g(x, count)


@pytest.mark.parametrize(
    ("f", "why"),
    [
        (with_a_default_given_to_another, "the default of `k`, which is no constant"),
        (counting, "nonlocal n"),
        (decorated, "a decorator"),
        (with_a_default, "a default that is no constant"),
    ],
)
def test_siblings_that_mean_something_else_outside(f, why):
    with pytest.raises(NotDifferentiable, match=why):
        s2s.grad(f)(0.8)


def test_the_texts_of_siblings():
    text = s2s.differentiate(stored).source()
    assert "def stored_half(t):\n    return 0.5 * t\n" in text
