"""This module walks the tables of rules and compares each with finite differences."""

import itertools
import math
import operator
import warnings
from typing import Any

import gast
import numpy as np
import pytest

from s2s.rules import registry
from tests.rules import arithmetic_calls, array_calls
from tests.rules.calling import bind, cotangents, evaluate, inner
from tests.rules.making import Call, array
from tests.rules.points import BINARY, EXCUSED, UNARY

STEPS = (1e-3, 1e-4, 1e-5, 1e-6)


def is_numpy(function: Any) -> bool:
    return isinstance(function, np.ufunc) or function in (
        *(np.sinc, np.nan_to_num, np.real, np.imag, abs, pow),
        *(f for f in vars(operator).values() if callable(f)),
    )


def around(x: float, *shape: int) -> np.ndarray:
    """An array near a point of the domain."""
    return x * (1.0 + 0.05 * array(*shape))


def variations(function: Any, point: tuple) -> list[Call]:
    """A call on numbers and, where arrays are accepted, on arrays that broadcast."""
    calls = [Call(function, point, {})]
    if not is_numpy(function):
        return calls
    shapes = [((2, 3),) * len(point), ((),) * len(point), ((0,),) * len(point)]
    if len(point) == 2:
        shapes += [((2, 1), (3,)), ((3,), (2, 3)), ((), (3,)), ((4, 1, 1), ())]
    return calls + [
        Call(function, tuple(map(lambda x, s: around(x, *s), point, each)), {})
        for each in shapes
    ]


EVERY = [
    *itertools.chain(*(variations(f, (x,)) for f, x in UNARY.items())),
    *itertools.chain(*(variations(f, point) for f, point in BINARY.items())),
    *arithmetic_calls.CALLS,
    *array_calls.CALLS,
]


def named(call: Call) -> str:
    return getattr(call.function, "__qualname__", str(call.function))


def rule_of(call: Call) -> registry.Rule:
    return registry.lookup(call.function, len(call.args))


def moved(x: Any, x_dot: Any, h: float) -> Any:
    """x + h * x_dot through lists and tuples; what carries no derivative stays."""
    if x_dot is None:
        return x
    if isinstance(x, list | tuple):
        return type(x)(moved(*pair, h) for pair in zip(x, x_dot))
    return x + h * x_dot


def tangent(x: Any, generator: np.random.Generator) -> Any:
    if isinstance(x, list | tuple):
        return [tangent(item, generator) for item in x]
    if isinstance(x, np.ndarray) and x.dtype.kind == "f":
        dot = np.empty_like(x)  # in the layout of x, for `order="K"`
        dot[...] = generator.standard_normal(x.shape)
        return dot
    return generator.standard_normal() if isinstance(x, float) else None


def seed(y: Any, generator: np.random.Generator) -> Any:
    if isinstance(y, list | tuple):
        return [seed(item, generator) for item in y]
    if isinstance(y, np.ndarray):
        return generator.standard_normal(y.shape).astype(y.dtype)
    return float(generator.standard_normal())


def differences(call: Call, dots: list, named_dots: dict, y_bar: Any) -> list[float]:
    """Central differences of the projection on y_bar, one for each step size."""

    def projected(h: float) -> float:
        args = tuple(moved(x, d, h) for x, d in zip(call.args, dots))
        keywords = {
            name: moved(x, named_dots.get(name), h) for name, x in call.keywords.items()
        }
        return inner(y_bar, evaluate(call.function, args, keywords))

    return [(projected(h) - projected(-h)) / (2.0 * h) for h in STEPS]


def active(call: Call, rule: registry.Rule, generator: np.random.Generator) -> tuple:
    """Tangents of the positional arguments and of the keywords that are operands."""
    first_other = 99 if rule.form == "joining" and rule.rest else len(rule.operands)
    dots = [
        tangent(x, generator) if i < first_other else None
        for i, x in enumerate(call.args)
    ]
    named_dots = {
        name: tangent(x, generator)
        for name, x in call.keywords.items()
        if name in rule.operands
    }
    return dots, named_dots


def derivative(call: Call, dots: list, named_dots: dict, y_bar: Any) -> float:
    """What the rule says of the same direction."""
    rule = rule_of(call)
    bound = bind(rule, call.args, call.keywords)
    pairs = cotangents(rule, bound, evaluate(*call), y_bar)
    if rule.form == "joining":
        leading = len(rule.operands) if rule.rest else 0
        tangents = dots[leading:] if rule.rest else dots[:1]
        single = rule.rest and len(tangents) == 1 and isinstance(tangents[0], list)
        whole = tangents[0] if single or not rule.rest else tangents
        return inner(pairs[0][1], whole)
    tangents = dict(zip(rule.operands, dots)) | named_dots
    return sum(
        inner(bar, tangents[name])
        for name, (_, bar) in zip(
            [n for n, x in bound.operands.items() if x is not None], pairs
        )
    )


@pytest.mark.parametrize("call", EVERY, ids=named)
def test_rule_agrees_with_differences(call: Call) -> None:
    generator = np.random.default_rng(1)
    y_bar = seed(evaluate(*call), generator)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        for _ in range(2):
            dots, named_dots = active(call, rule_of(call), generator)
            got = derivative(call, dots, named_dots, y_bar)
            wanted = differences(call, dots, named_dots, y_bar)
            error = min(abs(got - each) for each in wanted)
            scale = 1.0 + abs(got) + min(map(abs, wanted))
            assert error < 1e-7 * scale, (got, wanted)


def single(x: Any) -> Any:
    """The same in single precision."""
    if isinstance(x, np.ndarray) and x.dtype == float:
        return x.astype(np.float32)
    return type(x)(map(single, x)) if isinstance(x, list | tuple) else x


@pytest.mark.parametrize(
    "call",
    [c for c in EVERY if any(isinstance(x, np.ndarray) for x in c.args)],
    ids=named,
)
def test_rule_holds_in_single_precision(call: Call) -> None:
    generator = np.random.default_rng(2)
    y_bar = seed(evaluate(*call), generator)
    dots, named_dots = active(call, rule_of(call), generator)
    wanted = derivative(call, dots, named_dots, y_bar)
    narrow = call._replace(args=single(call.args))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        got = derivative(narrow, single(dots), named_dots, single(y_bar))
    assert got == pytest.approx(wanted, rel=2e-3, abs=2e-3)


def test_every_rule_has_a_point() -> None:
    tested = {each.function for each in EVERY} | set(EXCUSED)
    missing = [
        function
        for function, rule in registry.rules().items()
        if rule.form != "zero" and not isinstance(function, tuple)
        if function not in tested
    ]
    assert missing == []


def test_no_two_rules_for_one_function() -> None:
    """Tables are loaded in a fixed order; nothing may silently replace a rule."""
    rules = registry.rules()
    assert registry.lookup(np.sin) is registry.lookup(math.sin)
    assert rules[max, 2].form == "linear" and rules[max].form == "joining"


@pytest.mark.parametrize(
    "rule",
    sorted(
        {r for r in registry.rules().values() if r.form != "zero"},
        key=lambda r: (r.module, r.name),
    ),
    ids=lambda rule: f"{rule.module.split('.')[-1]}.{rule.name}",
)
def test_body_can_be_pasted(rule: registry.Rule) -> None:
    """Assignments to single names, `if`s whose arms return, and a return."""

    def check(body: list) -> None:
        *before, last = [s for s in body if not isinstance(s, gast.Expr)]
        assert isinstance(last, gast.Return)
        for statement in before:
            if isinstance(statement, gast.If):
                assert statement.orelse == []
                check(statement.body)
            else:
                assert isinstance(statement, gast.Assign)
                assert isinstance(statement.targets[0], gast.Name)

    tree = rule.tree
    assert tree.name == rule.name
    check(tree.body)
    binders = (gast.Lambda, gast.ListComp, gast.GeneratorExp, gast.DictComp)
    assert not any(isinstance(node, binders) for node in gast.walk(tree))
