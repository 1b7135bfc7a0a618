"""This module tests what becomes of stacks that hold one thing, before and after."""

import pytest

from s2s.optimise.records import records
from tests.optimise.text import after

NAMES = frozenset({"a_stack", "u_stack"})


def became(text):
    return after(records, text, temporaries=NAMES)


def test_what_is_pushed_once_is_kept_in_a_variable():
    before = "a_stack = []\na_stack.append(a * b)\na += b\na = a_stack.pop()\nreturn a"
    assert became(before) == "a_record = a * b\na += b\na = a_record\nreturn a"


def test_so_it_is_in_the_arms_of_a_branch():
    before = """
    a_stack = []
    if n:
        a_stack.append(a)
        a = b
    if n:
        a = a_stack.pop()
    return a
    """
    assert "a_record = a\n" in became(before)
    assert "stack" not in became(before)


@pytest.mark.parametrize(
    "text",
    [
        "a_stack = []\nfor i in u:\n    a_stack.append(i)\na = a_stack.pop()\nreturn a",
        "a_stack = []\na_stack.append(a)\na_stack.append(b)\nreturn a_stack.pop()",
        "a_stack = []\na_stack.append(a)\nreturn a_stack",
        "a_stack = []\na_stack.append(a)\na = a_stack.pop() + len(a_stack)\nreturn a",
        "a_stack = [b]\na_stack.append(a)\na = a_stack.pop()\nreturn a",
        "b_stack = []\nb_stack.append(a)\na = b_stack.pop()\nreturn a",
        "a_record = u\na_stack = []\na_stack.append(a)\na = a_stack.pop()",
    ],
)
def test_other_stacks_stay(text):
    assert became(text) == text
