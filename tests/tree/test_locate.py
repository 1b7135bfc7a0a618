"""This module tests which definition in a file is the one that Python runs."""

import importlib.util

import pytest

from s2s.errors import NoSource, NotDifferentiable
from s2s.tree.parse import parse
from s2s.tree.write import write


def text(fn):
    return write(parse(fn).tree)


@pytest.fixture
def module_of(tmp_path):
    """Import a module with the text given; and give the file too."""

    def make(content):
        path = tmp_path / f"module_{len(list(tmp_path.iterdir()))}.py"
        path.write_text(content, encoding="utf-8")
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module, path

    return make


CHANGES = {
    "a constant": lambda text: text.replace("2.0", "3.0"),
    "an operator": lambda text: text.replace("*", "+"),
    "a name": lambda text: text.replace("x", "u"),
    "the type of a constant": lambda text: text.replace("2.0", "2"),
    "another function there": lambda text: text.replace("def f", "def g"),
    "lines above": lambda text: "\n\n" + text,
    "nothing left": lambda text: "",
    "no Python": lambda text: text.replace("return", "return ]"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_source_that_has_changed_since(module_of, change):
    module, path = module_of("def f(x):\n    return x * 2.0\n")
    path.write_text(change(path.read_text()) + "# longer, so that it is seen\n")
    with pytest.raises(NoSource, match="has changed since it was imported"):
        parse(module.f)


def test_source_that_was_read_before_it_changed(module_of):
    module, path = module_of("def f(x):\n    return x * 2.0\n")
    first = text(module.f)
    path.write_text("def f(x):\n    return x * 3.0\n")
    assert text(module.f) == first


def test_a_comment_may_change(module_of):
    module, path = module_of("def f(x):\n    return x * 2.0\n")
    path.write_text("def f(x):\n    return x * 2.0  # a comment\n")
    assert "x * 2.0" in text(module.f)


def test_a_file_that_is_gone(module_of):
    module, path = module_of("def f(x):\n    return x\n")
    path.unlink()
    with pytest.raises(NoSource, match="not to be found"):
        parse(module.f)


ODD = '''
from os import path as renamed
import math

class A:
\tdef tabs(self, x):
\t\treturn (x +
1.0)

\tclass B:
\t\tdef deep(self): return self.__x, __class__

def ünïcode(x): s = "ü"; return x  # ü

def one(x): return x; y = 1

def calls(x):
    return renamed.join(x, math.sin(x))

def strings(x):
    s = """
text at the margin
"""
    return s, x

def closing(x):
    return math.fsum([
        x,
]
)

if True:
    def conditional(x):
        return x
else:
    def conditional(x):
        return -x

def same_name(x): return 1
def same_name(x): return 2

def continued(x): \\
    return x

def empty(x):
    """Only this."""

def last(x):
    return x
    # no line break at the end'''


def test_odd_layouts(module_of):
    module, _ = module_of(ODD)
    functions = [f for f in vars(module).values() if type(f) is type(text)]
    functions += [module.A.tabs, module.A.B.deep]
    assert len(functions) >= 10
    assert all(parse(f).tree.lineno == f.__code__.co_firstlineno for f in functions)
    assert "return 2" in text(module.same_name)
    assert text(module.conditional).endswith("return x\n")
    assert text(module.A.tabs).endswith("return x + 1.0\n")


def test_an_expression_too_deep_is_refused(module_of, monkeypatch):
    monkeypatch.setattr("s2s.tree.deep.LEVELS", 0)
    terms = "-" * 1200 + "x"
    module, _ = module_of(f"def f(x):\n    return x\n\ndef g(x):\n    return {terms}\n")
    with pytest.raises(NotDifferentiable, match="several statements") as caught:
        parse(module.g)
    assert caught.value.lineno == 4


def test_a_long_file_is_not_read_for_one_function(module_of, monkeypatch):
    module, _ = module_of("def f(x):\n    return x\n\n\n" * 3)
    monkeypatch.setattr("s2s.tree.locate._read", None)
    assert "return x" in text(module.f)
