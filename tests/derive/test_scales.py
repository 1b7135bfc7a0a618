"""This module checks that a number which several contributions share has a name."""

import math

import pytest

import s2s
from tests.check import check


def shared(a: "float", b: "float", c: "float"):
    return 6.0 * math.pi * a * b * c


def power(a: "float", b: "float", c: "float"):
    return c * (a * b) ** 2


def little(a: "float", b: "float"):
    return 2.0 * a * b


def several(a: "float", b: "float"):
    return a * math.exp(-a * b) + a / b


def itself(a: "float", b: "float", n: "int"):
    for _ in range(n):
        a = 0.5 * a * b / (1.0 + n)
    return a


def chosen(a: "float", b: "float", c: "float"):
    return 2.0 * max(a * b * c, 1.0) * a


def text_of(function, wrt):
    return s2s.differentiate(function, wrt=wrt).source()


def test_a_number_that_three_contributions_share_is_computed_once():
    text = text_of(shared, ("a", "b", "c"))
    assert "scale = 6.0 * math.pi * y_bar" in text
    assert "a_bar = b * c * scale" in text


def test_it_is_not_named_for_one_contribution():
    assert "scale" not in text_of(shared, "a")


def test_the_number_of_a_power_is_shared():
    assert "a_bar = b * scale" in text_of(power, ("a", "b"))


def test_one_operation_is_repeated():
    assert "scale" not in text_of(little, ("a", "b"))


def times_zero(a, b):
    return 3.0 * a * b + 0.0 * a * b


def halves_that_cancel(a, b, c):
    return a * b * c / 2.0 - a * b * c / 2.0 + a


PROGRAMS = [
    (shared, (2.0, 3.0, 5.0)),
    (power, (2.0, -3.0, 5.0)),
    (little, (2.0, -3.0)),
    (several, (0.7, 1.3)),
    (itself, (0.7, 1.3, 3)),
    (chosen, (2.0, -3.0, 5.0)),
    (chosen, (2.0, 3.0, 5.0)),
    (times_zero, (2.0, 3.0)),
    (halves_that_cancel, (2.0, -3.0, 5.0)),
]


@pytest.mark.parametrize("function, arguments", PROGRAMS)
def test_gradients_are_right(function, arguments):
    check(function, *arguments)
