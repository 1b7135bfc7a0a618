"""This module tests our trees for the printers against those that gast makes."""

import ast
import glob
import os

import gast
import pytest

from s2s.tree.convert import to_ast
from s2s.tree.same import same
from s2s.tree.to_gast import to_gast
from s2s.tree.write import write

FILES = sorted(glob.glob(os.path.join(os.path.dirname(ast.__file__), "[a-d]*.py")))[:12]


@pytest.mark.parametrize("path", FILES, ids=os.path.basename)
def test_real_programs_convert_as_gast_converts_them(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    converted = to_ast(gast.parse(text))
    assert same(converted, ast.parse(text))
    assert ast.dump(converted) == ast.dump(gast.gast_to_ast(gast.parse(text)))


@pytest.mark.parametrize("path", [*FILES, __file__], ids=os.path.basename)
def test_real_programs_become_what_gast_makes_of_them(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    ours, theirs = to_gast(ast.parse(text)), gast.parse(text)
    assert gast.dump(ours) == gast.dump(theirs)
    for mine, other in zip(gast.walk(ours), gast.walk(theirs), strict=True):
        assert getattr(mine, "lineno", None) == getattr(other, "lineno", None)
        assert getattr(mine, "col_offset", None) == getattr(other, "col_offset", None)


def test_deep_expressions():
    text = "y = " + " + ".join(["x"] * 300)
    tree = to_gast(ast.parse(text))
    assert " ".join(write(tree).split()) == f"y = ( {text[4:]} )"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-1.0, "-1.0"),
        (-0.0, "-0.0"),
        (-3, "-3"),
        (float("nan"), "float('nan')"),
        (float("-inf"), "-1e309"),
        (2j, "2j"),
        (1 - 2j, "complex(1.0, -2.0)"),
        ((1, -2), "(1, -2)"),
        (True, "True"),
        (None, "None"),
        (..., "..."),
    ],
)
def test_constants_that_no_literal_says(value, expected):
    assert ast.unparse(to_ast(gast.Constant(value, None))) == expected


def test_same_ignores_comments_and_positions_only():
    def tree(text):
        return ast.parse(text)

    assert same(tree("x=1"), tree("\n\nx  =  1"))
    assert not same(tree("x = 1"), tree("x = 1.0"))
    assert not same(tree("x = 0.0"), tree("x = True"))
    assert not same(tree("x = 1"), tree("x = 1; x = 1"))
    assert not same(tree("x += y"), tree("x -= y"))
    assert not same(tree("f(a)"), tree("f(*a)"))
