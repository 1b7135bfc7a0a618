"""This module tests what is asked for, or passed, that makes no sense."""

import math

import numpy as np
import pytest

import s2s
from s2s.errors import BadArgument, NoRule, NotDifferentiable, S2SError
from tests.language.examples import vector


def product(x, y, n=2, name="z"):
    return x * y * n


def total(x):
    return np.sum(x)


# Unknown `wrt`.


@pytest.mark.parametrize("wrt", ["z", 4, -5, ("x", "w"), (0, 9), 1.5, None, (), "x y"])
def test_unknown_wrt(wrt):
    with pytest.raises(BadArgument) as caught:
        s2s.grad(product, wrt)(2.0, 3.0)
    assert "wrt" in str(caught.value)


@pytest.mark.parametrize("wrt", ["w", ("x", "w")])
def test_unknown_wrt_names_what_there_is(wrt):
    with pytest.raises(BadArgument, match=r"(?s)w.*product.*x, y, n, name"):
        s2s.grad(product, wrt)(2.0, 3.0)


def test_unknown_wrt_of_the_decorator():
    with pytest.raises(BadArgument, match="w"):
        s2s.differentiate(wrt="w")(product).grad(2.0, 3.0)


def test_wrt_twice():
    with pytest.raises(BadArgument, match="twice|x"):
        s2s.grad(product, ("x", 0))(2.0, 3.0)


def test_wrt_by_name_and_index_agree():
    assert s2s.grad(product, "y")(2.0, 3.0) == s2s.grad(product, 1)(2.0, 3.0) == 4.0
    assert s2s.grad(product, ("y", "x"))(2.0, 3.0) == (4.0, 6.0)
    assert s2s.grad(product, ("y",))(2.0, 3.0) == (4.0,)


def test_a_function_without_parameters():
    with pytest.raises(BadArgument, match="parameter|argument"):
        s2s.grad(lambda: 3.0)()


# `wrt` of what carries no derivative.


@pytest.mark.parametrize(
    "x, word",
    [
        (3, "int"),
        (True, "bool"),
        ("abc", "str"),
        (None, "None"),
        (np.int64(3), "int"),
        (np.array([1, 2]), "int"),
        (np.array([True]), "bool"),
        (np.array(["a"]), "str|<U"),
        (np.array([None]), "object"),
        ([1, 2], "list|int"),
        ((1, "a"), "tuple|int|str"),
        (len, "function|builtin"),
    ],
)
def test_wrt_of_what_carries_no_derivative(x, word):
    with pytest.raises(BadArgument, match="x") as caught:
        s2s.grad(product)(x, 1.0)
    assert any(part in str(caught.value) for part in word.split("|"))


@pytest.mark.parametrize("x", [3, "abc", np.array([1, 2])])
def test_wrt_is_refused_before_anything_runs(x):
    ran = []

    def f(x):
        ran.append(1)
        return x

    with pytest.raises(BadArgument):
        s2s.grad(f)(x)
    assert ran == []


def test_wrt_of_one_integer_among_floats():
    with pytest.raises(BadArgument, match="n"):
        s2s.grad(product, ("x", "n"))(2.0, 3.0)
    with pytest.raises(BadArgument, match="y"):
        s2s.grad(product, ("x", "y"))(2.0, 3)


def test_the_error_says_what_to_pass_instead():
    with pytest.raises(BadArgument, match=r"float"):
        s2s.grad(product)(3, 1.0)


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
    "seed", [np.ones(3), np.ones((2, 1)), [1.0, 1.0], 1.0, "ones", None, (1.0, 1.0)]
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
    with pytest.raises(BadArgument, match=r"product\(\)"):
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


# Functions without rule.


def test_a_function_without_rule_on_the_derivatives_path():
    def f(x):
        y = x * x
        return math.lgamma(y) * math.ldexp(y, 3)

    with pytest.raises(NoRule) as caught:
        s2s.grad(f)(0.7)
    error = caught.value
    assert isinstance(error, NotDifferentiable)
    assert error.filename == __file__
    assert "return math.lgamma(y)" in error.text
    assert "@s2s.rule(" in str(error)


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


def test_an_active_store_into_a_fresh_integer_array_points_at_the_line():
    def f(x):
        a = np.zeros(2, dtype=int)
        a[0] = x * x
        return a[0] * x

    with pytest.raises(NotDifferentiable, match="int") as caught:
        s2s.grad(f)(0.7)
    assert caught.value.text.strip() == "a[0] = x * x"


# The family.


def test_everything_is_one_family():
    errors = s2s.errors
    assert issubclass(errors.NotDifferentiable, errors.S2SError)
    assert issubclass(errors.NotDifferentiable, SyntaxError)
    assert issubclass(errors.NoRule, errors.NotDifferentiable)
    assert issubclass(errors.NoSource, errors.S2SError)
    assert issubclass(errors.BadArgument, errors.S2SError)
    assert issubclass(errors.BadArgument, TypeError)


@pytest.mark.parametrize("f, args", [(product, (3, 1.0)), (total, (vector(1.0), 2))])
def test_messages_are_short_and_name_the_function(f, args):
    with pytest.raises(S2SError) as caught:
        s2s.grad(f)(*args)
    assert f.__name__ in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
