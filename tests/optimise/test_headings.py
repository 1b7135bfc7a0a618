"""This module tests where comments stand, before and after."""

import textwrap

from s2s.optimise.headings import headings
from tests.optimise.text import after


def tidied(_tree, _facts):
    return headings(_tree)


def check(before, expected):
    """Assert what becomes of a text, and that it then stays."""
    expected = textwrap.dedent(expected).strip()
    assert after(tidied, before).strip() == expected
    assert after(tidied, expected).strip() == expected


def test_what_is_popped_belongs_to_the_statement_that_comes_next():
    before = """
    # one
    a += b
    u = u_stack.pop()
    v = v_stack.pop()
    # two
    b += u
    """
    expected = """
    # one
    a += b
    # two
    u = u_stack.pop()
    v = v_stack.pop()
    b += u
    """
    check(before, expected)


def test_at_the_beginning_of_a_block_as_well():
    before = """
    for i in range(n):
        u = u_stack.pop()
        # two
        b += u
    """
    expected = """
    for i in range(n):
        # two
        u = u_stack.pop()
        b += u
    """
    check(before, expected)


def test_what_restores_a_value_stays_below_its_own_comment():
    check(
        """
        # one
        u = u_stack.pop()
        # two
        b += u
        """,
        """
        # one
        u = u_stack.pop()
        # two
        b += u
        """,
    )


def test_a_pop_is_not_lifted_below_a_title():
    text = """
    u = u_stack.pop()
    # = backward sweep
    b += u
    """
    assert after(tidied, text).startswith("u = u_stack.pop()")


def test_a_comment_is_not_repeated():
    before = """
    # one
    a += b
    # one
    b += u
    # two
    u = b
    # one
    a = u
    """
    expected = """
    # one
    a += b
    b += u
    # two
    u = b
    # one
    a = u
    """
    check(before, expected)


def test_after_a_block_a_comment_is_said_again():
    text = """
    # one
    a += b
    if a:
        b += u
    # one
    b += u
    """
    check(text, text)
