"""This module tests the kinds of arguments and of annotations."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from s2s.kinds import Callable, Unknown, show
from s2s.signature import (
    kind_of_annotation,
    kind_of_value,
    kinds_of_arguments,
    kinds_of_text,
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((1.0, np.float64(1.0), 1, True, "a", None), "float float int bool str None"),
        ((np.int32(1), np.bool_(True), np.float32(1.0)), "int bool number"),
        ((1j, np.complex128(1j)), "complex complex"),
        ((np.zeros(5), np.ones(5)), "float64[n] float64[n]"),
        ((np.zeros(5), np.ones(6)), "float64[n] float64[m]"),
        ((np.zeros((2, 1)), np.zeros(1)), "float64[n, 1] float64[1]"),
        ((np.zeros(0), np.zeros((3, 0))), "float64[n] float64[m, n]"),
        ((np.array(1.5),), "float64[]"),
        ((np.zeros(2, np.float32), np.arange(2)), "float32[n] int64[n]"),
        ((np.array([None]), np.zeros(2, ">f8")), "any[1] any[n]"),
        (([1.0, 2], [1, 2], []), "list[number] list[int] list[nothing]"),
        (([np.zeros(2), np.zeros(2)],), "list[float64[n]]"),
        (([np.zeros(2), np.zeros(3)],), "list[float64[?]]"),
        (([[1.0], [2]],), "list[list[number]]"),
        (((1.0, [np.zeros(3)]),), "(float, list[float64[n]])"),
        (({"a": 1.0}, object(), range(3)), "unknown unknown range"),
    ],
)
def test_values(values, expected):
    assert " ".join(map(show, kinds_of_arguments(*values))) == expected


def test_kinds_are_hashable_and_equal_for_equal_patterns():
    def key(*values):
        return hash(kinds_of_arguments(*values)), kinds_of_arguments(*values)

    assert key(np.zeros(5), np.zeros(5)) == key(np.zeros(7), np.zeros(7))
    assert key(np.zeros(5), np.zeros(5)) != key(np.zeros(5), np.zeros(6))
    assert key(np.zeros(1)) != key(np.zeros(2))


def test_functions():
    assert kind_of_value(math.sin) == Callable(math.sin)
    assert kind_of_value(np.sin) == Callable(np.sin)
    assert kind_of_value(test_values) == Callable(test_values)


def test_without_symbols_lengths_are_unknown():
    assert show(kind_of_value(np.zeros((2, 1)))) == "float64[?, ?]"


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (float, "float"),
        (int, "int"),
        (bool, "bool"),
        (str, "str"),
        (complex, "complex"),
        (np.ndarray, "float64[...]"),
        (list, "list[unknown]"),
        (list[float], "list[float]"),
        (tuple[float, int], "(float, int)"),
        (tuple[float, ...], "list[float]"),
        (npt.NDArray[np.float64], "float64[...]"),
        (npt.NDArray[np.float32], "float32[...]"),
        (None, "number"),
        (dict, "unknown"),
        ([], "unknown"),
        ("float", "float"),
        ("np.ndarray", "float64[...]"),
        ("NDArray[np.float32]", "float32[...]"),
        ("npt.NDArray[np.float64]", "float64[...]"),
        ("list[float]", "list[float]"),
        ("list['float[n]']", "list[float64[n]]"),
        ("tuple[float, float[n]]", "(float, float64[n])"),
        ("float[n]", "float64[n]"),
        ("'float[n]'", "float64[n]"),
        ("float32[n, m]", "float32[n, m]"),
        ("int[n]", "int64[n]"),
        ("complex[n]", "complex128[n]"),
        ("float[3, 1]", "float64[3, 1]"),
        ("float[_, n]", "float64[?, n]"),
        ("float[...]", "float64[...]"),
        ("Vector", "float64[k]"),
        ("kinds.Vector", "float64[k]"),
        ("Widget", "unknown"),
        ("Widget[n]", "unknown"),
        ("not an (annotation", "unknown"),
        ("", "unknown"),
    ],
)
def test_annotations(annotation, expected):
    class kinds:  # noqa: N801
        Vector = "float[k]"

    space = {"Vector": "float[k]", "kinds": kinds}
    assert show(kind_of_annotation(annotation, space)) == expected


def test_text():
    kinds = kinds_of_text("u=float[n], c=float, x=number, xs=list[float], steps=int")
    shown = " ".join(map(show, kinds.values()))
    assert shown == "float64[n] float number list[float] int"
    assert kinds_of_text("") == {}


@pytest.mark.parametrize("text", ["u", "u=", "u=Widget", "1", "**u", "u=float) + (1"])
def test_text_that_says_no_kinds(text):
    with pytest.raises(ValueError, match="write kinds like"):
        kinds_of_text(text)


def test_unknown_is_unknown():
    assert kind_of_value(object()) == Unknown()
