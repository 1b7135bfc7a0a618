"""This module tests what tells two functions apart, and what does not."""

import functools
import math

import gast
import numpy as np
import pytest

from s2s.build.key import identity, source_hash
from s2s.tree.parse import parse


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
    """The hash of the function that `text` defines."""
    function = parse(square)
    tree = gast.parse(text).body[0]
    return source_hash(type(function)(tree, "f", "", (), {}, {}))


def test_layout_and_comments_do_not_count():
    one = "def f(x):\n    return x * (2.0)  # twice\n"
    assert of(one) == of("\n\ndef f(x): return x*2.0")


@pytest.mark.parametrize(
    "change", ["x * 3.0", "x * 2", "x + 2.0", "y * 2.0", "x * -2.0"]
)
def test_meaning_counts(change):
    assert of("def f(x): return x * 2.0") != of(f"def f(x): return {change}")


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
        (2.0, "a float"),
        ("text", "a str"),
        (None, "a NoneType"),
    ],
)
def test_what_libraries_and_values_are(obj, expected):
    assert identity(obj) == expected


def test_a_function_is_its_name_and_its_source():
    assert identity(square) == f"{__name__}.square {source_hash(parse(square))}"


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
    assert source_hash(parse(Scale.__call__)) in identity(Scale(1.0))
