"""This module tests `*rest` beside parameters that are given by name."""

import pytest

from tests.check import check


def left_to_its_default(x):
    def g(u, *r, k=1.0):
        for v in r:
            u = u + v
        return u * k

    return g(x, x * x)


def given_by_name(x):
    def g(u, *r, k=1.0):
        for v in r:
            u = u + v
        return u * k

    return g(x, x * x, k=2.0) + g(x, k=x)


def read_by_its_place(x):
    def g(u, *r, k=1.0):
        return u * r[0] * k

    return g(x, x * x, k=x)


def behind_a_slash(x):
    def g(u, /, v=1.0, *r, k=2.0, m=3.0):
        return u * v * sum(r) * k * m

    return g(x, x, x, x, m=x * x) + g(x, x, 2.0, k=x)


def with_a_default_that_carries(x):
    def g(u, *r, k=x * x):
        return u * sum(r) * k

    return g(x, x, 2.0)


def of_a_lambda(x):
    h = lambda u, *r, k=2.0: u * r[0] * k
    return h(x, x * x) + h(x, x, k=x)


def passed_on(x):
    def twice(f, u):
        return f(u, u * u, u)

    def g(u, *r, k=3.0):
        return u * k * r[0] + r[1]

    return twice(g, x)


def calling_itself(x):
    def g(n, *r, k=3.0):
        return r[0] * k if n == 0 else g(n - 1, r[1], r[0] * x, k=k * x)

    return g(3, x, x * x)


def beside_what_it_captures(x):
    q = [x]

    def g(u, *r, k=1.0):
        q.append(u * k)
        return r[0] * k

    return g(x, 2.0, k=x) * sum(q)


@pytest.mark.parametrize(
    "f",
    [
        left_to_its_default,
        given_by_name,
        read_by_its_place,
        behind_a_slash,
        with_a_default_that_carries,
        of_a_lambda,
        passed_on,
        calling_itself,
        beside_what_it_captures,
    ],
)
def test_rest_takes_what_no_name_takes(f):
    check(f, 1.3)
