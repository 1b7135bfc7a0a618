"""This module tests what the names of a function mean."""

import math

import gast
import numpy as np
import pytest

from s2s.tree.function import Unresolved
from s2s.tree.parse import nested, parse

rate = 2.0


class Settings:
    limit = 3.0

    @property
    def costly(self):
        raise AssertionError("resolving must not run the user's code")


settings = Settings()


def node(text):
    return gast.parse(text).body[0].value


def reader(x):
    y = x * rate
    return math.sin(y)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("math.sin", math.sin),
        ("np.linalg.norm", np.linalg.norm),
        ("rate", 2.0),
        ("settings.limit", 3.0),
        ("len", len),
    ],
)
def test_names_and_chains_resolve(text, expected):
    assert parse(reader).resolve(node(text)) is expected


@pytest.mark.parametrize(
    "text", ["x", "y", "y.shape", "nowhere", "math.nothing", "settings.costly", "f()"]
)
def test_what_is_not_known_before_the_call(text):
    with pytest.raises(Unresolved):
        parse(reader).resolve(node(text))


def test_ufunc_methods_resolve():
    assert parse(reader).resolve(node("np.add.at")) == np.add.at


def test_globals_are_read_now(monkeypatch):
    function = parse(reader)
    monkeypatch.setitem(globals(), "rate", 5.0)
    assert function.resolve(node("rate")) == 5.0


def test_cells_come_before_globals():
    def make(rate):
        return lambda x: x * rate

    assert parse(make(7.0)).resolve(node("rate")) == 7.0


def test_a_cell_that_is_still_empty():
    def make():
        def f(x):
            return late * x

        function = parse(f)
        with pytest.raises(Unresolved):
            function.resolve(node("late"))
        late = 1.0
        return function.resolve(node("late"))

    assert make() == 1.0


def test_a_name_declared_global_is_no_local():
    def f(x):
        global rate
        rate = x

    assert parse(f).resolve(node("rate")) == 2.0


def test_locals_hide_globals_wherever_they_are_bound():
    def f(x):
        values = [rate for rate in x]
        return values, (lambda math: math)(x)

    assert {"rate", "math", "values", "x"} <= parse(f).locals


def test_nested_functions_see_the_locals_around_them_as_unknown():
    def f(x):
        rate = x

        def g(y):
            return y * rate * math.pi

        return g(x)

    outer = parse(f)
    inner = nested(outer, outer.tree.body[1])
    assert inner.name == "g" and inner.fn is None and inner.outer is outer
    assert inner.resolve(node("math.pi")) == math.pi
    with pytest.raises(Unresolved):
        inner.resolve(node("rate"))
