"""This module checks products of cotangents: before and after."""

import gast
import pytest

from s2s.derive import sums, terms
from s2s.tree.template import expression

SCALARS = frozenset({"c", "k", "y_bar"})


def is_scalar(node):
    names = [n.id for n in gast.walk(node) if isinstance(n, gast.Name)]
    return SCALARS.issuperset(names)


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
        ("u * c / k", "c / k * u"),
        ("u / k", "u / k"),
        ("k / c * y_bar", "k / c * y_bar"),
        ("y_bar / c", "y_bar / c"),
        ("y_bar / c * c", "y_bar"),
        ("u / v * v", "u * v / v"),
        ("y_bar / (c / u)", "y_bar / c * u"),
        ("y_bar / 4.0", "0.25 * y_bar"),
        ("y_bar / 3.0", "y_bar / 3.0"),
        ("2.0 * y_bar / 3.0", "2.0 / 3.0 * y_bar"),
        ("0.1 * y_bar * 3.0", "0.3 * y_bar"),
        ("y_bar / 8.314", "y_bar / 8.314"),
        ("c / c", "1.0"),
        ("c ** 0.5 / c ** 1.5 * y_bar", "y_bar / c"),
        ("c ** 0.5 / c ** 2.0 * y_bar", "c ** (-1.5) * y_bar"),
        ("c ** 2 / c * y_bar", "c * y_bar"),
        ("u ** 2 / u * y_bar", "y_bar * u ** 2 / u"),
    ],
)
def test_written(before, after):
    assert text_of(sums.written(term(before))) == after


def test_the_cotangent_comes_last_of_the_numbers():
    made = terms.multiply(term("y_bar"), expression("k / c"), is_scalar)
    assert text_of(sums.written(made)) == "k / c * y_bar"


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["0.5 * y_bar", "0.5 * k / c * y_bar"], "0.5 * (1.0 + k / c) * y_bar"),
        (["y_bar * u / v", "-y_bar * w / k"], "y_bar * (u / v - w / k)"),
        (["y_bar", "c * y_bar"], "y_bar + c * y_bar"),
        (["u", "-c * u"], "(1.0 - c) * u"),
        (["-2.0 * u", "-2.0 * v"], "-2.0 * (u + v)"),
        (["-k", "u"], "u - k"),
        (["y_bar", "k"], "y_bar + k"),
    ],
)
def test_what_all_terms_share_stands_in_front_if_that_saves_work(parts, whole):
    assert text_of(sums.total(list(map(term, parts)))) == whole


def test_merged_adds_coefficients_whatever_the_order_of_the_factors():
    made = terms.merged([term("u * y_bar"), term("y_bar * u")])
    assert [text_of(sums.written(t)) for t in made] == ["2.0 * y_bar * u"]


def test_merged_drops_what_cancels():
    made = terms.merged([term("y_bar"), term("c"), term("-y_bar")])
    assert [text_of(sums.written(t)) for t in made] == ["c"]


def test_merged_keeps_one_term_when_all_cancel():
    (made,) = terms.merged([term("y_bar"), term("-y_bar")])
    assert made.coefficient == 0
