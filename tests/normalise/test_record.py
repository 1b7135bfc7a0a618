"""This module checks the texts of the user's statements."""

import textwrap

import gast

from s2s.normalise.record import Texts


def texts(source):
    """The texts of the statements of a function, in the order of the file."""
    source = textwrap.dedent(source).strip("\n")
    tree = gast.parse(source)
    found = Texts(tree, source.splitlines(True))
    return [found[place] for place in sorted(found)][1:]


def test_a_statement_on_one_line_is_shown_as_it_is_written():
    source = """
    def f(x, é):
        a, b = x, 'é'; c = x ** (2)  # why
        return a
    """
    assert texts(source) == ["a, b = x, 'é'", "c = x ** (2)", "return a"]


def test_a_long_statement_is_put_on_one_line():
    source = """
    def f(x):
        a = (x
             + 1)
    """
    assert texts(source) == ["a = x + 1"]


def test_of_a_compound_statement_the_header():
    source = """
    def f(x):
        for i in range(  3):
            if x > 1: x = x  *  2
            else:
                pass
        while x:
            break
    """
    heads = ["for i in range(3):", "if x > 1:", "x = x  *  2", "pass", "while x:"]
    assert texts(source) == [*heads, "break"]
