"""This module tests that errors point at the user's line, and say what to write."""

import traceback

import gast
import pytest

from s2s import errors
from s2s.errors import no_rule, refusal
from s2s.tree.parse import parse


def program(x):
    größe = 1.0; y = "é", x @ größe  # fmt: skip # noqa: E702
    return sum(
        y,
        x,
    )


@pytest.fixture
def function():
    return parse(program)


def shown(error):
    return "".join(traceback.format_exception_only(error)).split("\n")


def caret_of(error):
    """The text above the carets that Python draws."""
    lines = shown(error)
    at = next(i for i, line in enumerate(lines) if line.strip().startswith("^"))
    start, end = lines[at].index("^"), lines[at].rindex("^") + 1
    return lines[at - 1][start:end]


@pytest.mark.parametrize(
    ("name", "builtin"),
    [
        ("NotDifferentiable", SyntaxError),
        ("NoRule", SyntaxError),
        ("NoSource", OSError),
        ("BadArgument", TypeError),
    ],
)
def test_one_family_that_ordinary_handlers_catch_too(name, builtin):
    kind = getattr(errors, name)
    assert issubclass(kind, errors.S2SError)
    assert issubclass(kind, builtin)


def test_a_refusal_says_what_and_what_instead(function):
    error = refusal(function, function.tree.body[0], "this is not supported", "that")
    assert error.msg == "this is not supported; write instead: that"
    assert error.filename == __file__


def test_the_caret_is_under_the_node_counted_in_characters(function):
    product = function.tree.body[1].value.elts[1]
    assert caret_of(refusal(function, product, "matrices")) == "x @ größe"


def test_a_node_over_several_lines_is_marked_to_the_end_of_the_first(function):
    assert caret_of(refusal(function, function.tree.body[2].value, "sums")) == "sum("


def test_a_node_without_position_is_marked_by_its_function(function):
    error = refusal(function, gast.Pass(), "nothing")
    assert error.lineno == program.__code__.co_firstlineno
    assert caret_of(error).startswith("def program(x):")


def test_a_function_without_lines_still_gives_a_message(function):
    bare = type(function)(function.tree, "f", "<memory>", (), {}, {})
    assert "nothing" in str(refusal(bare, function.tree, "nothing"))


def test_no_rule_names_the_function_and_says_what_to_write(function):
    call = function.tree.body[2].value
    error = no_rule(function, call, "special.gamma")
    assert isinstance(error, errors.NoRule)
    assert error.lineno == call.lineno
    assert "`special.gamma`, called in `program`" in error.msg
    assert error.msg.endswith("write instead: a Python function that computes the same")
    assert "`[f(x) for x in xs]`" in no_rule(function, call, "map").msg
    assert (
        "and methods are not followed;"
        in no_rule(function, call, "a.b", method=True).msg
    )
