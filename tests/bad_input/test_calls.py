"""This module tests results, seeds and calls that make no sense."""

import math

import numpy as np
import pytest

import s2s
from s2s.errors import BadArgument
from tests.language.examples import vector


def product(x, y, n=2, name="z"):
    return x * y * n


def total(x):
    return np.sum(x)


# A result of `grad` that is not one real number.


@pytest.mark.parametrize(
    "f, word",
    [
        (lambda x: x, "shape"),
        (lambda x: np.sum(x) > 0, "bool"),
        (lambda x: (x[0], x[1]), "tuple"),
        (lambda x: [x[0]], "list"),
        (lambda x: None, "None"),
        (lambda x: "text", "str"),
        (lambda x: np.sum(x) * 1j, "complex"),
        (lambda x: 3, "int"),
        (lambda x: np.argmax(x), "int"),
    ],
)
def test_a_result_that_is_not_one_real_number(f, word):
    with pytest.raises(BadArgument) as caught:
        s2s.grad(f)(vector(0.3, 0.5))
    assert word in str(caught.value)


@pytest.mark.parametrize("shape", [(), (1,), (1, 1)])
def test_a_result_that_holds_one_real_number(shape):
    def f(x):
        return np.sum(x * x).reshape(shape)

    np.testing.assert_array_equal(s2s.grad(f)(vector(2.0, 3.0)), [4.0, 6.0])


def test_no_result():
    def f(x):
        x = x * x

    with pytest.raises(BadArgument, match="None"):
        s2s.grad(f)(2.0)


def test_an_auxiliary_result_that_is_missing():
    with pytest.raises(BadArgument, match="has_aux"):
        s2s.value_and_grad(lambda x: x * x, has_aux=True)(2.0)


# A wrong-shaped `y_bar`.


@pytest.mark.parametrize(
    "seed", [np.ones(3), np.ones((2, 1)), [1.0, 1.0, 1.0], 1.0, "ones", None]
)
def test_a_wrong_shaped_seed(seed):
    _, pullback = s2s.vjp(lambda x: x * 2.0, vector(0.3, 0.5))
    with pytest.raises(BadArgument, match=r"y_bar|seed"):
        pullback(seed)
    np.testing.assert_array_equal(pullback(np.ones(2))[0], [2.0, 2.0])


@pytest.mark.parametrize("seed", [np.ones(2), (1.0,), "a", None])
def test_a_seed_that_is_no_number(seed):
    _, pullback = s2s.vjp(product, 2.0, 3.0)
    with pytest.raises(BadArgument, match=r"y_bar|seed"):
        pullback(seed)


@pytest.mark.parametrize("seed", [(1.0, 2.0, 3.0), 1.0, (1.0, np.ones(3))])
def test_a_seed_of_another_structure(seed):
    _, pullback = s2s.vjp(lambda x: (np.sum(x), x), vector(0.3, 0.5))
    with pytest.raises(BadArgument, match=r"y_bar|seed"):
        pullback(seed)


def test_a_seed_may_be_an_integer():
    _, pullback = s2s.vjp(product, 2.0, 3.0)
    assert pullback(1)[:2] == (6.0, 4.0)


# Calls.


def test_a_call_with_missing_arguments():
    with pytest.raises(TypeError, match=r"missing.*y"):
        s2s.grad(product)(2.0)
    with pytest.raises(TypeError, match=r"missing.*y"):
        s2s.value_and_grad(product)(2.0)
    with pytest.raises(TypeError, match=r"missing.*y"):
        s2s.vjp(product, 2.0)


def test_a_call_with_missing_arguments_is_of_the_family():
    with pytest.raises(BadArgument, match="product"):
        s2s.grad(product)(2.0)


def test_a_call_with_too_many_or_unknown_arguments():
    with pytest.raises(BadArgument, match="product"):
        s2s.grad(product)(1.0, 2.0, 3, "a", 5.0)
    with pytest.raises(BadArgument, match="other"):
        s2s.grad(product)(1.0, 2.0, other=3.0)
    with pytest.raises(BadArgument, match="x"):
        s2s.grad(product)(1.0, 2.0, x=3.0)


def test_keywords_and_defaults_work():
    assert s2s.grad(product)(y=3.0, x=2.0) == 6.0
    assert s2s.grad(product, "y")(2.0, n=5, y=3.0) == 10.0
    assert s2s.grad(product)(2.0, y=3.0, name="w") == 6.0


GRAVITY = 9.81


def calls_a_parameter(x, n):
    return n(x) * x


def calls_a_global(x):
    GRAVITY(x)
    return x


def calls_a_constant(x):
    np.pi(x)
    math.pi(x)
    return x


def calls_an_element(x, n):
    return n[0](x) * x


@pytest.mark.parametrize(
    "f, args",
    [
        (calls_a_parameter, (0.7, 3)),
        (calls_a_parameter, (0.7, [1.0])),
        (calls_a_parameter, (0.7, "abc")),
        (calls_a_global, (0.7,)),
        (calls_a_constant, (0.7,)),
        (calls_an_element, (0.7, [1.0])),
    ],
)
def test_a_call_of_what_is_no_function_fails_as_in_python(f, args):
    with pytest.raises((TypeError, s2s.errors.NotDifferentiable)):
        s2s.grad(f)(*args)
