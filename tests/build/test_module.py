"""This module tests that text becomes functions whose lines everybody can see."""

import inspect
import linecache
import sys
import traceback

import pytest

from s2s.build.module import build

TEXT = "import math\n\n\ndef f(x):\n    return scale(x) / math.floor(x)\n"


def scale(x):
    return 2.0 * x


def test_the_text_is_executed_among_the_names_given():
    assert build(TEXT, "f_vjp", {"scale": scale})["f"](1.5) == 3.0


def test_tracebacks_show_the_lines_of_the_text():
    f = build(TEXT, "f_vjp", {"scale": scale})["f"]
    with pytest.raises(ZeroDivisionError) as caught:
        f(0.5)
    shown = "".join(traceback.format_exception(caught.value))
    assert "return scale(x) / math.floor(x)" in shown
    assert 'File "<s2s f_vjp ' in shown and "line 5, in f" in shown


def test_the_source_can_be_asked_for():
    f = build(TEXT, "f_vjp", {"scale": scale})["f"]
    linecache.checkcache()
    assert inspect.getsource(f) == TEXT[TEXT.index("def") :]


def test_two_texts_of_one_name_are_kept_apart():
    one = build("def f():\n    return 1\n", "f", {})["f"]
    two = build("def f():\n    return 22\n", "f", {})["f"]
    assert "return 1\n" in inspect.getsource(one)
    assert "return 22" in inspect.getsource(two)


def test_the_flags_of_this_module_do_not_leak_into_the_text():
    f = build("def f(x: 1 + 1): ...\n", "f", {})["f"]
    assert f.__annotations__ == {"x": 2}


def test_a_module_of_a_file_is_known_before_it_runs(tmp_path):
    text = "import sys\nhere = sys.modules[__name__].__file__\n"
    path = tmp_path / "f_vjp_12.py"
    path.write_text(text)
    assert build(text, "f_vjp", {}, path)["here"] == str(path)
    assert sys.modules["s2s_f_vjp_12"].here == str(path)


def test_memory_alone_registers_no_module():
    known = set(sys.modules)
    build("x = 1\n", "a_name_of_no_module", {})
    assert set(sys.modules) == known
