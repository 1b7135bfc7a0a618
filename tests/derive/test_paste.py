"""This module checks the pasting of rules: constant tests are decided."""

import operator

import gast
import numpy as np
import pytest

import s2s
from s2s.derive.paste import folded, paste
from s2s.errors import NotDifferentiable
from s2s.rules import registry
from s2s.tree.names import Names
from s2s.tree.template import constant, expression


class Vectors:
    """All that is asked about is a vector of real numbers."""

    @staticmethod
    def rank(node):
        return 1

    @staticmethod
    def is_real(node):
        return True


def pasted(fn, scalar=False, **holes):
    rule = registry.lookup(fn)
    full = {
        k: constant(v) for k, v in rule.keywords.items() if not isinstance(v, tuple)
    }
    full.update({k: expression(text) for k, text in holes.items()})
    made = paste(rule, full, Vectors, Names().fresh, scalar)
    texts = [None if v is None else gast.unparse(v).strip() for v in made.values]
    return texts, [gast.unparse(s).strip() for s in made.prelude]


def test_a_rule_is_pasted_with_the_operands_of_the_call():
    (first, second), prelude = pasted(operator.mul, x1="u", x2="v[i]", y="w")
    assert (first, second, prelude) == ("v[i]", "u", [])


def test_a_test_on_a_constant_is_decided():
    whole, _ = pasted(np.sum, a="u", y_bar="y_bar", y="y")
    along, _ = pasted(np.sum, a="u", axis="0", y_bar="y_bar", y="y")
    assert whole != along
    assert not any(" if " in text for text in whole + along)


def test_constant_arithmetic_is_folded():
    assert folded(expression("2.0 - 1.0")).value == 1.0
    assert gast.unparse(folded(expression("x ** 1"))).strip() == "x"


def test_a_builtin_that_a_rule_calls_is_hidden() -> None:
    def f(a):
        list = a[0] * 2.0
        return np.stack([a, a * list])

    with pytest.raises(NotDifferentiable, match="builtin `list`, which is hidden"):
        s2s.vjp(f, np.ones(3))
