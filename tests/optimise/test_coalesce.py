"""This module tests how webs get the user's names back, before and after."""

import pytest

from s2s.optimise.coalesce import coalesce
from tests.optimise.text import after

ORIGIN = {"a2": "a", "a3": "a", "u2": "u", "_x2": "_x"}
CASES = {
    "one after the other": ("a2 = a * b\nreturn a2", "a = a * b\nreturn a"),
    "both are needed": (
        "a2 = a * b\nreturn a2 + a",
        "a2 = a * b\nreturn a2 + a",
    ),
    "a copy goes": ("a2 = a\nb = a2 * b\nreturn b", "b = a * b\nreturn b"),
    "two that meet each other": (
        "a2 = a * b\na3 = a2 * b\nreturn a3 - a2",
        "a = a * b\na3 = a * b\nreturn a3 - a",
    ),
    "siblings share": (
        "a2 = a * b\nb = a2 + a\na3 = a * b\nb = a3 + a\nreturn b",
        "a2 = a * b\nb = a2 + a\na2 = a * b\nb = a2 + a\nreturn b",
    ),
    "adjoints and stacks follow": (
        "a2_stack = []\na2 = a\na2_stack.append(a2)\na2 = a2_stack.pop()\n"
        "a2_bar = 2.0 * a2\na_bar = a2_bar\nreturn a_bar",
        "a_stack = []\na_stack.append(a)\na = a_stack.pop()\n"
        "a_bar = 2.0 * a\nreturn a_bar",
    ),
    "a stack goes by what it records": (
        "a2_stack = []\na2 = a * b\na2_stack.append(a2)\nb = a\n"
        "a2 = a2_stack.pop()\nreturn a2 + a",
        "a2_stack = []\na2 = a * b\na2_stack.append(a2)\nb = a\n"
        "a2 = a2_stack.pop()\nreturn a2 + a",
    ),
    "a loop needs both": (
        "for i in range(n):\n    a2 = a * i\n    b = b + a2\nreturn b",
        "for i in range(n):\n    a2 = a * i\n    b = b + a2\nreturn b",
    ),
    "a loop that carries the fresh one": (
        "a2 = a\nfor i in range(n):\n    a2 = a2 * b\nreturn a2",
        "for i in range(n):\n    a = a * b\nreturn a",
    ),
    "a nested function has a say": (
        "a2 = 1.0\ndef g():\n    return a2\nreturn g()",
        "a2 = 1.0\ndef g():\n    return a2\nreturn g()",
    ),
    "a comprehension has the name": (
        "u2 = a\nreturn [u2 for u in v]",
        "u2 = a\nreturn [u2 for u in v]",
    ),
    "the name is global here": ("_x2 = a\nreturn _x2 + _x", "_x2 = a\nreturn _x2 + _x"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_coalesce(name):
    before, expected = CASES[name]
    assert after(coalesce, before, origin=ORIGIN) == expected


def test_parameters_keep_their_names():
    text = "c = u2\nreturn c"
    assert after(coalesce, text, origin={"u": "a"}) == text
