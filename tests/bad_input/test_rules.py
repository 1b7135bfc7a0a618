"""This module tests functions without rule, and stores into integer storage."""

import math

import numpy as np
import pytest

import s2s
from s2s.errors import NoRule, NotDifferentiable, S2SError
from tests.check import check
from tests.language.examples import vector


def product(x, y, n=2, name="z"):
    return x * y * n


def total(x):
    return np.sum(x)


# Functions without rule.


def test_a_function_without_rule_on_the_derivatives_path():
    def f(x):
        y = x * x
        return math.nextafter(y, 3.0) * y

    with pytest.raises(NoRule) as caught:
        s2s.grad(f)(0.7)
    error = caught.value
    assert isinstance(error, NotDifferentiable)
    assert error.filename == __file__
    assert "return math.nextafter(y, 3.0)" in error.text
    assert "write instead: a Python function" in str(error)


def mapped(xs):
    ys = map(math.sin, xs)
    return sum(ys)


def zipped(xs):
    pairs = zip(xs, xs[1:])
    return sum(a * b for a, b in pairs)


def turned(xs):
    ys = reversed(xs)
    return sum(ys)


@pytest.mark.parametrize("f", [mapped, zipped, turned])
def test_iterators_that_have_names(f):
    with pytest.raises(NoRule, match=r"write instead: `.*xs.*`") as caught:
        s2s.grad(f)([0.1, 0.2])
    assert caught.value.filename == __file__


def calls_back(x, callback):
    callback(x)
    return x * x


def test_a_method_as_a_value():
    def f(x):
        history = []
        return calls_back(x, history.append) + history[0]

    def g(x):
        history = []
        return calls_back(x, lambda v: history.append(v)) + history[0]

    with pytest.raises(NotDifferentiable, match=r"write instead: `lambda v: x.append"):
        s2s.grad(f)(0.7)
    assert s2s.grad(g)(0.7) == 2.4


def test_a_function_without_rule_is_named():
    def f(x):
        return np.linalg.matrix_power(x, 3).sum()

    with pytest.raises(NoRule, match=r"matrix_power"):
        s2s.grad(f)(np.eye(2))


def test_a_function_without_rule_off_the_path_runs():
    def f(x):
        k = math.lgamma(3.0) + math.ldexp(1.0, 2)
        print(hash(x))
        return x * k

    assert s2s.grad(f)(0.7) == math.lgamma(3.0) + 4.0


def test_a_method_without_rule():
    def f(x):
        return x.byteswap().sum()

    with pytest.raises(NotDifferentiable, match="byteswap"):
        s2s.grad(f)(vector(0.7))


# An active store into integer storage.


@pytest.mark.parametrize("dtype", [int, np.int8, bool, "i4"])
def test_an_active_store_into_integer_storage(dtype):
    def f(x, counts):
        counts[0] = x
        return x * counts[0]

    with pytest.raises(S2SError) as caught:
        s2s.grad(f)(0.7, np.zeros(2, dtype=dtype))
    assert "int" in str(caught.value) or "bool" in str(caught.value)


def of_items(xs, x):
    z = np.array(xs[0])
    w = np.stack([z, z])
    w[0] = x
    return np.sum(w) * x


def of_a_list(xs, x):
    z = np.array(xs)
    fill(z, x)
    return np.sum(z) * x


def of_an_item(xs, x):
    z = xs[1]
    z[0] = x
    return np.sum(z) * x


def of_a_copy(xs, x):
    z = xs[1].copy()
    z[0] *= x
    return np.sum(z) * x


def fill(z, x):
    z[...] = x


ONES, COUNTS = np.ones(2), np.arange(3)


@pytest.mark.parametrize(
    "f, xs, floats",
    [
        (of_items, [1, 2.0], [1.0, 2]),
        (of_a_list, [1, 2], [1, 2.0]),
        (of_an_item, [ONES, COUNTS], [COUNTS, ONES]),
        (of_a_copy, [ONES, COUNTS], [COUNTS, ONES]),
    ],
)
def test_an_active_store_into_what_proves_to_be_integer_storage(f, xs, floats):
    with pytest.raises(NotDifferentiable, match="int64"):
        s2s.grad(f, wrt=1)(xs, 2.5)
    check(f, floats, 2.5)


def test_an_active_store_into_a_fresh_integer_array_points_at_the_line():
    def f(x):
        a = np.zeros(2, dtype=int)
        a[0] = x * x
        return a[0] * x

    with pytest.raises(NotDifferentiable, match="int") as caught:
        s2s.grad(f)(0.7)
    assert caught.value.text.strip() == "a[0] = x * x"


def test_an_argument_without_derivative_is_named_as_it_is_written():
    def f(xs):
        return max(xs, key=abs)

    with pytest.raises(NotDifferentiable, match="argument `key` of `max`"):
        s2s.grad(f)([0.7, -0.9])
