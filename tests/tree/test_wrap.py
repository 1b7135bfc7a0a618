"""This module tests that long lines are broken where a reader would break them."""

import ast

import gast
import pytest

from s2s.tree.wrap import shorten, wrap
from s2s.tree.write import write


def names(count, form="name_{}", between=", "):
    return between.join(form.format(i) for i in range(count))


LONG = [
    f"def function({names(9, 'parameter_{}=1.0')}): pass",
    f"def function({names(20)}) -> Tuple[int, str]: pass",
    f"class Name({names(20)}): pass",
    f"x = {names(20, 'a{0} * b{0}', ' + ')}",
    f"x[1:, :] -= {names(12, 'f(a{0}, b{0})', ' - ')}",
    f"x = np.concatenate([{names(20)}], axis=1)",
    f"return {names(12)}",
    f"if {names(9, 'name_{0} > {0} or b', ' and ')}: pass",
    f"while not ({names(9, 'name_{}(x, y)', ' or ')}): pass",
    f"for i in zip({names(20)}): pass",
    f"raise ValueError({names(20)}) from None",
    f"yield from f({names(20)})",
    f"assert f({names(20)})",
    f"from module import {names(20)}",
    f"x = {{{names(9, 'key_{0}: value_{0} + 1')}}}",
    f"x = [{names(5, 'f(a{}) + g(b)', ' * ')} for a, b in zip(c, d) if a > b]",
    f"x = f(g({names(9)}), h({names(30, 'y', ' + ')}))",
    "x = " + names(8, "f(name_{}, ')(]')", " if c else "),
    f"f({names(6, 'keyword_{0}=lambda a, b: a + {0}')})",
    f"x = ---({names(14, 'factor_{}', ' * ')})",
    f"x = a.method(b + c).another_method(d, e).a_third({names(8)})",
    f"x = 'a string (' + f({names(12)})",
]


@pytest.mark.parametrize("line", LONG)
def test_long_lines_are_broken(line):
    lines = write(gast.parse(line)).split("\n")
    assert len(lines) > 2
    assert all(len(part) <= 88 and part == part.rstrip() for part in lines)
    assert ast.dump(ast.parse("\n".join(lines))) == ast.dump(ast.parse(line))


@pytest.mark.parametrize(
    "line", [f"assert x, {names(20)!r}", f"x = {names(20)!r}", f"del {names(20)}"]
)
def test_what_cannot_be_broken_stays(line):
    (text, _) = write(gast.parse(line)).split("\n")
    assert ast.dump(ast.parse(text)) == ast.dump(ast.parse(line))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x = f(alpha, beta, gamma)", "x = f(|    alpha, beta, gamma|)"),
        ("x = f(alpha)(beta, gamma, d)", "x = f(alpha)(|    beta, gamma, d|)"),
        ("x[1:] += alpha * beta + gamma", "x[1:] += (|    alpha * beta + gamma|)"),
        ("x = alpha * beta - gamma * d_", "x = (|    alpha * beta|    - gamma * d_|)"),
        ("return alpha, beta, gam, d", "return (|    alpha, beta, gam, d|)"),
        (
            "if alpha > beta and gamma < d:",
            "if (|    alpha > beta|    and gamma < d|):",
        ),
        ("def f(alpha, beta=1, gamma=2):", "def f(|    alpha, beta=1,|    gamma=2|):"),
        ("x = f(g(alpha, b), h(gam))", "x = f(|    g(alpha, b), h(gam)|)"),
        ("x = f(g(alpha, beta), [gamma])", "x = f(|    g(alpha, beta),|    [gamma]|)"),
    ],
)
def test_where_lines_are_broken(line, expected):
    assert wrap(line, "", 24) == expected.split("|")


def test_the_margin_counts():
    assert wrap("x = f(a)", "    ", 12) == ["    x = f(a)"]
    assert wrap("x = f(a)", "    ", 11) == ["    x = f(", "        a", "    )"]


def test_comments_are_cut_at_a_blank():
    assert shorten("# one two three", 14) == "# one two ..."
    assert shorten("# one two", 14) == "# one two"
