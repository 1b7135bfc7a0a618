"""This module tests what happens where there is no source, or another one."""

import builtins
import functools
import importlib
import linecache
import math
import operator
import sys

import numpy as np
import pytest

import s2s
from s2s.errors import NoRule, NoSource, S2SError


@pytest.mark.parametrize("f", [len, str.upper, math.sin, operator.itemgetter(0), int])
def test_a_builtin_or_c_function_has_no_source(f):
    with pytest.raises((NoSource, NoRule)) as caught:
        s2s.grad(f)(0.7)
    assert isinstance(caught.value, S2SError)
    assert "source" in str(caught.value)


def test_a_library_function_with_a_rule_may_be_wrapped():
    assert s2s.grad(lambda x: math.sin(x))(0.7) == math.cos(0.7)


def test_text_that_linecache_does_not_know():
    names: dict = {}
    exec("def f(x):\n    return x * x\n", names)
    with pytest.raises(NoSource, match=r"f\b.*(source|file)"):
        s2s.grad(names["f"])(0.7)


def test_text_compiled_under_a_name_that_is_no_file():
    names: dict = {}
    exec(compile("f = lambda x: x * x", "<nowhere>", "exec"), names)
    with pytest.raises(NoSource):
        s2s.grad(names["f"])(0.7)


def test_text_that_linecache_knows():
    text = "def f(x):\n    return x * x\n"
    lines = text.splitlines(keepends=True)
    linecache.cache["<cell 1>"] = (len(text), None, lines, "<cell 1>")
    names: dict = {}
    exec(compile(text, "<cell 1>", "exec"), names)
    assert s2s.grad(names["f"])(3.0) == 6.0


def test_a_callee_without_source_is_refused_by_name():
    names: dict = {}
    exec("def hidden(x):\n    return x * x\n", names)
    hidden = names["hidden"]

    def f(x):
        return hidden(x) * 2.0

    with pytest.raises(S2SError, match="hidden"):
        s2s.grad(f)(0.7)


def test_what_is_not_a_function():
    for thing in (3, "f", None, [math.sin]):
        with pytest.raises(S2SError):
            s2s.grad(thing)(0.7)


def test_a_class_is_no_function():
    class Model:
        def __call__(self, x):
            return x

    with pytest.raises(S2SError):
        s2s.grad(Model)(0.7)


def test_a_partial_of_a_function_is_clear():
    def f(x, k):
        return x * k

    try:
        found = s2s.grad(functools.partial(f, k=3.0))(2.0)
    except S2SError as error:
        assert "partial" in str(error)
    else:
        assert found == 3.0


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Give a function that writes, and one that imports, a module of its own."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def write(text):
        (tmp_path / "edited_program.py").write_text(text)

    def load():
        sys.modules.pop("edited_program", None)
        importlib.invalidate_caches()
        return importlib.import_module("edited_program")

    yield write, load
    sys.modules.pop("edited_program", None)


def test_source_changed_since_import(program):
    write, load = program
    write("def f(x):\n    return x * x\n")
    f = load().f
    write("def f(x):\n    return x * x * x\n")
    linecache.checkcache()
    with pytest.raises(NoSource, match="(?s)f.*changed"):
        s2s.grad(f)(3.0)


def test_source_moved_down_since_import(program):
    write, load = program
    write("def g(x):\n    return x\n\n\ndef f(x):\n    return x * x\n")
    f = load().f
    write("def g(x):\n    return x\n\n\n\n\n\n\ndef f(x):\n    return x * x\n")
    linecache.checkcache()
    try:
        assert s2s.grad(f)(3.0) == 6.0
    except NoSource as error:
        assert "changed" in str(error)


def test_source_removed_since_import(program, tmp_path):
    write, load = program
    write("def f(x):\n    return x * x\n")
    f = load().f
    (tmp_path / "edited_program.py").unlink()
    linecache.checkcache()
    with pytest.raises(NoSource):
        s2s.grad(f)(3.0)


def test_source_reloaded_after_an_edit(program):
    write, load = program
    write("def f(x):\n    return x * x\n")
    assert s2s.grad(load().f)(3.0) == 6.0
    write("def f(x):\n    return x * x * x\n")
    assert s2s.grad(load().f)(3.0) == 27.0


def test_builtins_are_not_touched():
    before = set(vars(builtins))
    s2s.grad(lambda x: abs(x))(1.0)
    assert set(vars(builtins)) == before
    assert np.sum is not None
