"""This module tests what tells two functions apart, and what does not."""

import functools
import math

import numpy as np
import pytest

from s2s.build.key import identity, source, spell, spell_code
from s2s.signature import kinds_of_arguments


def square(x):
    return x * x


class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return x * self.factor

    def by(self, x):
        return x * self.factor


def of(text):
    """The identity of the function that `text` defines."""
    names = {"__name__": "here"}
    exec(text, names)
    return identity(names["f"])


def test_the_same_text_is_the_same():
    assert of("def f(x): return x * 2.0") == of("def f(x): return x * 2.0")


@pytest.mark.parametrize(
    "change", ["x * 3.0", "x * 2", "x + 2.0", "y * 2.0", "x * -2.0", "x * 2.0 * 1.0"]
)
def test_meaning_counts(change):
    assert of("def f(x): return x * 2.0") != of(f"def f(x): return {change}")


@pytest.mark.parametrize("change", ["x, k=2.0", "x, k=1", "x, k=True", "x, *, k=1.0"])
def test_plain_defaults_count(change):
    assert of("def f(x, k=1.0): return x") != of(f"def f({change}): return x")


def test_constants_are_told_apart():
    texts = ["0.0", "-0.0", "0", "False", "(0,)", "(0.0,)", "'0'", "None"]
    assert len({of(f"def f(x): return {text}") for text in texts}) == len(texts)


def test_sets_have_one_order():
    text = "def f(x): return x in {'a', 'b', 'c', 'd'}"
    assert "'a', 'b', 'c', 'd'" in spell_code(function(text).__code__)


def function(text):
    names = {"__name__": "here"}
    exec(text, names)
    return names["f"]


def test_kinds_are_spelled_without_addresses():
    kinds = kinds_of_arguments(square, [square], (1.0, np.sin), np.zeros(3), 2)
    spelled = ", ".join(map(spell, kinds))
    assert "0x" not in spelled and identity(square) in spelled


def test_bytecode_is_not_identity():
    assert identity(lambda x: x * 2.0) != identity(lambda x: x * 3.0)


@pytest.mark.parametrize(
    ("obj", "expected"),
    [
        (math, "module math"),
        (math.sin, "math.sin"),
        (np.sin, "numpy.sin"),
        (np.sum, "numpy.sum"),
        (np.linalg.norm, "numpy.linalg.norm"),
        (np.add.at, "at of numpy.add"),
        (len, "builtins.len"),
        (Scale, f"class {__name__}.Scale"),
        (2.0, "value float"),
        ("text", "value str"),
        (None, "value None"),
        (np.zeros((2, 3), "f"), "value float32[?, ?]"),
        ([1.0, 2.0], "value list[float]"),
    ],
)
def test_what_libraries_and_values_are(obj, expected):
    assert identity(obj) == expected


def test_a_function_is_its_name_and_its_source():
    assert identity(square) == source(square)
    assert source(square).startswith(f"{__name__}.square ")


def test_values_do_not_count():
    assert identity(1.0) == identity(2.0)
    assert identity(Scale(1.0).by) == identity(Scale(2.0).by)
    assert identity(Scale(1.0)) == identity(Scale(2.0))


def test_what_is_wrapped_counts():
    one = functools.lru_cache(square)
    two = functools.lru_cache(lambda x: x)
    assert identity(one) == f"functools._lru_cache_wrapper of {identity(square)}"
    assert identity(one) != identity(two)


def test_a_callable_object_is_the_source_of_its_call():
    assert source(Scale.__call__) in identity(Scale(1.0))
