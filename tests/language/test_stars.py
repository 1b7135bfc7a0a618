"""This module checks `*args` in functions, and stars in calls and displays."""

import numpy as np
import pytest

import s2s
from s2s.errors import NotDifferentiable
from tests.check import check
from tests.language.examples import Examples, vector

example = Examples()


def product(first, *rest):
    for factor in rest:
        first = first * factor
    return first


def weighted(first, *rest, scale=2.0):
    return first * len(rest) * scale * sum(rest)


def nested(first, *rest):
    if not rest:
        return first
    return first * nested(*rest)


def copies(*arrays):
    arrays[0][0] = arrays[1][0] * 2.0


def pair(a, b):
    return a * b * b


@example(0.7)
def rest_of_some(x):
    return product(x, x, 2.0 * x) + product(x)


@example(0.7)
def rest_and_keyword(x):
    return weighted(x, x, 2.0 * x, scale=3.0) + weighted(x)


@example(0.7)
def rest_that_recurs(x):
    return nested(x, x * x, 2.0 * x)


@example(vector(0.3, 0.5))
def rest_that_is_changed(x):
    a = np.zeros(2)
    copies(a, x)
    return np.sum(a * x)


@example(0.7)
def rest_of_a_nested_function(x):
    def f(a, *more):
        return a * more[0] * x

    return f(x, x, 2.0)


@example(0.7)
def star_of_a_list(x):
    values = [x, x * x, 2.0]
    return product(*values) + product(x, *values)


@example(0.7)
def star_of_a_tuple(x):
    values = (x, x * x)
    return pair(*values) + pair(x, *(2.0,))


@example([0.3, 0.5, 0.7])
def star_of_what_is_left(xs):
    first, *rest = xs
    return pair(*rest) * first


@example(0.7)
def star_in_a_list(x):
    values = [x, x * x]
    more = [1.0, *values, 2.0, *values]
    return more[1] * more[5] + sum([*values, x])


@example(0.7)
def star_in_a_tuple(x):
    values = (x, 2.0 * x)
    more = (*values, x)
    return more[0] * more[1] * more[2]


@example(vector(0.1, 0.45, 0.9), (0.2, 0.6), wrt=0)
def star_of_bounds(x, bounds):
    return np.sum(np.clip(x, *bounds) * x)


@example(0.7)
def star_of_inert_things(x):
    return x * sum([*range(3)]) * max(*(1, 2))


test_stars = example.test()


def scaled(x, *weights):
    for weight in weights:
        x = x * weight
    return x


def test_a_function_that_takes_any_number():
    assert s2s.grad(scaled)(0.5, 2.0, 3.0) == 6.0
    assert s2s.grad(scaled, ("x", "weights"))(0.5, 2.0, 3.0) == (6.0, (1.5, 1.0))
    assert s2s.grad(scaled)(0.5) == 1.0


def settings(x, **options):
    return x * options["k"]


def test_keywords_of_any_name_are_refused():
    def f(x):
        return settings(x, k=2.0)

    with pytest.raises(NotDifferentiable, match="kwargs"):
        s2s.grad(f)(0.7)


def pair_product(a, b):
    return a * b


def spread(xs):
    return pair_product(*xs)


def spread_in_a_comprehension(xs):
    return sum([pair_product(*pair) for pair in [xs, xs]])


def spread_where_it_is_taken(xs):
    return pair_product(*xs) if len(xs) > 5 else xs[0]


def spread_to_a_library(xs):
    return np.hypot(*xs)


def at_least_two(a, b, *rest):
    return a * b * sum(rest)


def spread_to_any_number(xs):
    return at_least_two(*xs)


def unpacked(xs):
    a, b = xs
    return a * b


def unpacked_in_a_loop(xs):
    total = 0.0
    for a, b in [xs, xs]:
        total += a * b
    return total


@pytest.mark.parametrize(
    "f, xs, error",
    [
        (spread, [0.1, 0.2, 0.3], TypeError),
        (spread, vector(0.1, 0.2, 0.3), TypeError),
        (spread, [0.1], TypeError),
        (spread_in_a_comprehension, [0.1, 0.2, 0.3], TypeError),
        (spread_to_a_library, [0.1, 0.2, 0.3], TypeError),
        (spread_to_any_number, [0.1], TypeError),
        (unpacked, [0.1, 0.2, 0.3], ValueError),
        (unpacked, vector(0.1, 0.2, 0.3), ValueError),
        (unpacked_in_a_loop, [0.1, 0.2, 0.3], ValueError),
    ],
)
def test_too_few_or_too_many(f, xs, error):
    for call in (f, s2s.grad(f)):
        with pytest.raises(error):
            call(xs)


@pytest.mark.parametrize(
    "f, xs",
    [
        (spread, vector(0.1, 0.2)),
        (spread_in_a_comprehension, [0.1, 0.2]),
        (spread_where_it_is_taken, [0.1, 0.2, 0.3]),
        (spread_to_a_library, [0.1, 0.2]),
        (spread_to_any_number, [0.1, 0.2, 0.3, 0.4]),
        (unpacked, vector(0.1, 0.2)),
        (unpacked_in_a_loop, [0.1, 0.2]),
    ],
)
def test_as_many_as_are_taken(f, xs):
    assert check(f, xs)


def runge_kutta(f, y, h, *args):
    k = f(y, *args)
    k = f(y + 0.5 * h * k, *args)
    return y + h * k


def grows(y, rate, limit):
    return rate * y * (1.0 - y / limit)


def integrated(y, rate, limit):
    for _ in range(3):
        y = runge_kutta(grows, y, 0.1, rate, limit)
    return runge_kutta(lambda y, k: k * np.sin(y), y, 0.1, rate)


def test_arguments_that_are_handed_on_to_a_function_given():
    assert check(integrated, 0.3, 1.2, 2.0)


def handed_on(y, xs):
    return runge_kutta(grows, y, 0.1, *xs)


def test_too_many_arguments_handed_on():
    for call in (handed_on, s2s.grad(handed_on)):
        with pytest.raises(TypeError):
            call(0.3, [1.2, 2.0, 3.0])


def test_an_argument_behind_a_star_has_a_place_that_only_the_run_knows():
    def g(u, *rest):
        return u * rest[0] * rest[-1]

    def before(x, xs):
        return g(x, x, *xs)

    def behind(x, xs):
        return g(x, *xs, x)

    assert s2s.grad(before)(3.0, [2.0, 5.0]) == 30.0
    with pytest.raises(s2s.NotDifferentiable, match="behind a star"):
        s2s.grad(behind)(3.0, [2.0, 5.0])


LIMITS = {"clip": (1.0, 2.0), "grid": (0.0, 1.0, 5)}


def an_option_by_a_star(x):
    grid = LIMITS["grid"]
    return np.linspace(*grid)[1] * x


def test_a_star_may_give_options_of_a_library():
    assert check(an_option_by_a_star, 1.3)


def limited(x):
    return np.array([x, 3.0]).clip(*LIMITS["clip"])[0] * x


def swapped(x):
    axes = 0, 1
    return np.array([[x, 1.0]]).swapaxes(*axes)[0, 0] * x


@pytest.mark.parametrize("f", [limited, swapped])
def test_what_a_star_gives_to_a_library_only_the_run_knows(f):
    with pytest.raises(s2s.NotDifferentiable, match="one by one") as caught:
        s2s.grad(f)(1.3)
    assert "*" in caught.value.text
