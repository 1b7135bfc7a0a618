"""This module checks products of cotangents: before and after."""

import gast
import pytest

from s2s.derive import terms
from s2s.tree.template import expression

SCALARS = frozenset({"c", "k", "y_bar"})


def is_scalar(node):
    return isinstance(node, gast.Name) and node.id in SCALARS


def term(text):
    return terms.of(expression(text), is_scalar)


def text_of(node):
    return gast.unparse(node).strip()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("y_bar * 2.0 * 3.0", "6.0 * y_bar"),
        ("-u * y_bar", "-y_bar * u"),
        ("u * y_bar * c", "y_bar * c * u"),
        ("y_bar / c * c", "y_bar"),
        ("u / v * v", "u * v / v"),
        ("y_bar / (c / u)", "y_bar * u / c"),
        ("y_bar / 4.0", "0.25 * y_bar"),
        ("c / c", "1.0"),
    ],
)
def test_written(before, after):
    assert text_of(terms.written(term(before))) == after


def test_multiply_by_a_quotient():
    made = terms.multiply(term("y_bar"), expression("u / c"), is_scalar)
    assert text_of(terms.written(made)) == "y_bar * u / c"


def test_multiply_with_a_negative_sign_divides():
    made = terms.multiply(term("y_bar"), expression("c * u"), is_scalar, -1)
    assert text_of(terms.written(made)) == "y_bar / (c * u)"


def test_merged_adds_coefficients_whatever_the_order_of_the_factors():
    made = terms.merged([term("u * y_bar"), term("y_bar * u")])
    assert [text_of(terms.written(t)) for t in made] == ["2.0 * y_bar * u"]


def test_merged_drops_what_cancels():
    made = terms.merged([term("y_bar"), term("c"), term("-y_bar")])
    assert [text_of(terms.written(t)) for t in made] == ["c"]


def test_merged_keeps_one_term_when_all_cancel():
    (made,) = terms.merged([term("y_bar"), term("-y_bar")])
    assert made.coefficient == 0
