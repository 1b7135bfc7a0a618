"""This module tests how rules are registered, found and read."""

import math
import operator
import subprocess
import sys

import gast
import numpy as np
import pytest

from s2s.rules import registry


def test_lookup_is_by_the_object() -> None:
    assert registry.lookup(math.sin).name == "sin"
    assert registry.lookup(print).form == "zero"
    assert registry.lookup(len).operands == ()
    assert registry.lookup(registry) is None


@pytest.mark.parametrize("thing", [[], {}, np.zeros(3), set(), slice(1)])
def test_what_cannot_be_hashed_has_no_rule(thing: object) -> None:
    assert registry.lookup(thing) is None


def test_rule_tells_operands_keywords_and_what_it_reads() -> None:
    rule = registry.lookup(np.max)
    assert rule.operands == ("a",)
    assert rule.keywords == {"axis": None, "out": None, "keepdims": False}
    assert rule.reads == ("y", "y_bar")
    assert registry.lookup(np.where).operands == ("condition", "x1", "x2")
    assert registry.lookup(np.einsum).rest == "xs"


def test_rule_knows_its_keywords() -> None:
    rule = registry.lookup(np.sum)
    assert rule.accepts("axis") and rule.accepts("a") and not rule.accepts("mean")


def test_calls_with_two_operands_have_their_own_rule() -> None:
    assert registry.lookup(max, 2).operands == ("x1", "x2")
    assert registry.lookup(max, 3).form == "joining"
    assert registry.lookup(np.sin, 2) is registry.lookup(np.sin)


def test_tree_is_the_text_of_the_rule() -> None:
    tree = registry.lookup(math.tanh).tree
    assert gast.unparse(tree.body[-1]).strip() == "return 1.0 - y * y"
    assert registry.lookup(math.tanh).tree is tree


def test_rule_of_a_user_is_read_from_its_source() -> None:
    def cube(x):
        return x**3

    try:

        @registry.elementwise(cube)
        def slope(x):
            return 3.0 * x * x

        assert registry.lookup(cube).tree.name == "slope"
    finally:
        del registry._rules[cube]


def test_views_are_declared() -> None:
    views = {np.transpose: "always", np.reshape: "maybe", np.sum: "", np.copy: ""}
    for function, view in views.items():
        assert registry.lookup(function).view == view


VIEWS = [
    (f, args)
    for f, args in [
        (np.reshape, ((3, 2),)),
        (np.ndarray.reshape, (3, 2)),
        (np.ravel, ()),
        (np.ndarray.flatten, ()),
        (np.squeeze, ()),
        (np.expand_dims, (0,)),
        (np.transpose, ()),
        (np.swapaxes, (0, 1)),
        (np.moveaxis, (0, 1)),
        (np.flip, ()),
        (np.fliplr, ()),
        (np.flipud, ()),
        (np.rot90, ()),
        (np.roll, (1,)),
        (np.broadcast_to, ((4, 2, 3),)),
        (np.repeat, (2,)),
        (np.tile, (2,)),
        (np.diagonal, ()),
        (np.diag, ()),
        (np.triu, ()),
        (np.atleast_1d, ()),
        (np.asarray, ()),
        (np.ascontiguousarray, ()),
        (np.array, ()),
        (np.copy, ()),
        (np.real, ()),
        (np.conj, ()),
        (np.ndarray.conj, ()),
        (np.sort, ()),
        (np.cumsum, ()),
        (np.ndarray.astype, (float,)),
        (np.positive, ()),
        (operator.pos, ()),
        (np.take, ([0, 1],)),
        (np.clip, (0.0, 1.0)),
    ]
]


@pytest.mark.parametrize(("function", "args"), VIEWS)
def test_views_are_declared_rightly(function: object, args: tuple) -> None:
    x = np.ones((2, 3))
    shares = np.shares_memory(function(x, *args), x)
    view = registry.lookup(function).view
    assert view == ("always" if shares else "") or view == "maybe"


def test_methods_and_operators_have_rules() -> None:
    for name, function in registry.METHODS.items():
        assert registry.lookup(function), name
    for node, function in registry.OPERATORS.items():
        assert registry.lookup(function), node


def test_twins_exist() -> None:
    for name, twin in registry.TWINS.items():
        assert hasattr(np, name.removeprefix("np.")), name
        assert hasattr(math, twin.removeprefix("math.")), twin


def test_importing_the_registry_loads_no_table() -> None:
    code = (
        "import sys, s2s.rules.registry as r; "
        "assert 's2s.rules.operators' not in sys.modules; r.lookup(len); "
        "assert 's2s.rules.operators' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
