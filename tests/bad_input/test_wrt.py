"""This module tests what is asked for, or passed, that makes no sense: `wrt`."""

import numpy as np
import pytest

import s2s
from s2s.errors import BadArgument, S2SError
from tests.language.examples import vector


def product(x, y, n=2, name="z"):
    return x * y * n


def total(x):
    return np.sum(x)


# Unknown `wrt`.


@pytest.mark.parametrize("wrt", ["z", 4, -5, ("x", "w"), (0, 9), 1.5, (), "x y"])
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
        ([1, 2], "list|int|number"),
        ((1, "a"), "tuple|int|str|number"),
        (len, "function|builtin|number"),
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


def of_a_count(n: int):
    return 2.0 * n


def of_integers(a: "int64[n]"):  # noqa: F821
    return np.sum(a)


def of_text(x: float, name: str):
    return x * len(name)


@pytest.mark.parametrize("f, wrt", [(of_a_count, 0), (of_integers, 0), (of_text, 1)])
def test_the_text_of_a_derivative_that_is_none(f, wrt):
    with pytest.raises(BadArgument, match="no derivative"):
        s2s.differentiate(f, wrt=wrt).source()
