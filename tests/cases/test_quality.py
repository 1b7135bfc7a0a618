"""This module measures the golden texts against those of an expert's hand."""

from __future__ import annotations

import ast
import doctest
import re
from pathlib import Path

import pytest

from tests.cases import structure
from tests.cases.golden import FOLDER, cases
from tests.cases.structure import faults, lines_of_code
from tests.texts import MARKER

HAND = Path(__file__).parent.parent / "hand"
MORE_LINES = 1.3
COMMENT = re.compile(r'#|"""')
BY_HAND = sorted(p.stem for p in HAND.glob("*.py") if MARKER in p.read_text())
CASES = [pytest.param(case, id=case.path.stem) for case in cases()]


def by_hand(name: str) -> str:
    """Return the text that an expert wrote."""
    return (HAND / f"{name}.py").read_text().split(MARKER)[1]


@pytest.mark.parametrize("name", BY_HAND)
def test_the_case_has_the_program_of_the_expert(name):
    program = (HAND / f"{name}.py").read_text().split(MARKER)[0]
    (case,) = cases([name])
    assert without_docstring(program) == without_docstring(case.program)


def without_docstring(text: str) -> str:
    """Return a program as Python reads it, without the line that introduces it."""
    tree = ast.parse(text)
    tree.body = [node for node in tree.body if not isinstance(node, ast.Expr)]
    return ast.unparse(tree)


@pytest.mark.parametrize("name", BY_HAND)
def test_text_is_about_as_short_as_the_experts(name):
    (case,) = cases([name])
    assert case.golden
    ratio = lines_of_code(case.golden) / lines_of_code(by_hand(name))
    assert ratio <= MORE_LINES, f"{ratio:.2f} times as many lines of code"


@pytest.mark.parametrize("name", BY_HAND)
def test_the_experts_texts_have_no_faults(name):
    assert faults(by_hand(name)) == []


@pytest.mark.parametrize("case", CASES)
def test_text_has_no_dead_store_and_no_unused_stack(case):
    assert case.golden
    assert faults(case.golden) == []


@pytest.mark.parametrize("case", CASES)
def test_text_calls_no_helper_that_kinds_make_needless(case):
    if not case.says("runtime", "yes"):
        assert "runtime" not in case.golden


@pytest.mark.parametrize("case", CASES)
def test_text_keeps_to_the_width(case):
    code = [line for line in case.golden.splitlines() if not COMMENT.search(line)]
    assert max(map(len, code), default=0) <= 88


@pytest.mark.parametrize("case", CASES)
def test_program_is_written_as_asked(case):
    assert case.program.startswith('"""This case shows ')
    assert case.heads("args")
    assert all(a.annotation for a in case.function.args.args)


def test_structure_says_what_it_finds():
    assert doctest.testmod(structure).failed == 0
    assert FOLDER.is_dir()


@pytest.mark.parametrize(
    "body, count",
    [
        ("y = x\n    return x", 1),
        ("y = x\n    return y", 0),
        ("y = x\n    if y > 0:\n        y = 1.0\n    return y", 0),
        (
            "y = x\n    for i in range(3):\n        x = y\n        y = x\n    return x",
            0,
        ),
        ("for i in range(3):\n        y = x\n    return x", 1),
        ("while x > 0:\n        y = x\n        break\n    return x", 1),
        ("y = 0.0\n    for i in range(3):\n        y += x\n    return x", 1),
        ("s = []\n    s.append(x)\n    return s.pop()", 0),
        ("s = []\n    s.append(x)\n    return x", 1),
    ],
)
def test_structure_finds_faults(body, count):
    assert len(faults(f"def f(x):\n    {body}\n")) == count
