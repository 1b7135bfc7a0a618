"""This module calls a rule as a Python function, as the compiler pastes it."""

import inspect
import types
from typing import Any, NamedTuple

import numpy as np

from s2s import runtime
from s2s.rules.registry import Rule


class Bound(NamedTuple):
    """The arguments of a call, by the names that the rule gives them."""

    operands: dict[str, Any]
    others: dict[str, Any]
    rest: tuple


def evaluate(function: Any, args: tuple, keywords: dict) -> Any:
    """Call a function, a method by its descriptor, or read an attribute.

    The arguments are copied, for `operator.iadd` changes them.
    """
    if isinstance(function, types.GetSetDescriptorType | property):
        return function.__get__(args[0])
    return function(*runtime.copy(args), **keywords)


def bind(rule: Rule, args: tuple, keywords: dict) -> Bound:
    """Match the call's arguments with the rule's parameters."""
    if rule.form == "joining":
        return _bind_joining(rule, args, keywords)
    count = len(rule.operands)
    operands = dict.fromkeys(rule.operands)
    operands.update(zip(rule.operands, args))
    others = dict(rule.keywords)
    rest = args[count:] if rule.rest else ()
    others.update({} if rule.rest else zip(rule.keywords, args[count:]))
    for name, value in keywords.items():
        (operands if name in operands else others)[name] = value
    assert set(others) == set(rule.keywords), "an argument that the rule ignores"
    return Bound(operands, others, rest)


def _bind_joining(rule: Rule, args: tuple, keywords: dict) -> Bound:
    if rule.rest:
        leading = len(rule.operands)
        items = args[leading:]
        items = items[0] if leading == 0 and _is_sequence(items) else items
        operands = dict(zip(rule.operands, args))
        return Bound(operands, {**rule.keywords, **keywords}, items)
    others = {**rule.keywords, **dict(zip(rule.keywords, args[1:])), **keywords}
    return Bound({rule.operands[0]: args[0]}, others, ())


def _is_sequence(items: tuple) -> bool:
    return len(items) == 1 and isinstance(items[0], list)


def cotangents(rule: Rule, bound: Bound, y: Any, y_bar: Any) -> list[Any]:
    """Return the cotangent of each operand, given to its shape by the machinery."""
    values = list(bound.operands.values())
    returned = _call(rule, bound, y, y_bar)
    if rule.form == "joining":
        items = bound.rest if rule.rest else values[0]
        return list(zip([items], [returned], strict=True))
    returned = returned if isinstance(returned, tuple) else (returned,)
    assert len(returned) == len(values)
    pairs = [(x, bar) for x, bar in zip(values, returned) if x is not None]
    if rule.form == "elementwise":
        pairs = [(x, None if p is None else y_bar * p) for x, p in pairs]
        return [(x, None if b is None else runtime.unbroadcast(b, x)) for x, b in pairs]
    return pairs


def _call(rule: Rule, bound: Bound, y: Any, y_bar: Any) -> Any:
    values = {**bound.operands, **bound.others, "y": y, "y_bar": y_bar}
    positional, named = [], {}
    for parameter in inspect.signature(rule.function).parameters.values():
        if parameter.kind is parameter.VAR_POSITIONAL:
            positional += bound.rest
        elif parameter.kind is parameter.KEYWORD_ONLY:
            named[parameter.name] = values[parameter.name]
        else:
            positional.append(values[parameter.name])
    return rule.function(*positional, **named)


def inner(x_bar: Any, x_dot: Any) -> float:
    """Return the inner product of a cotangent and a tangent; None is zero."""
    if x_bar is None or x_dot is None:
        return 0.0
    if isinstance(x_dot, list | tuple):
        bars = x_bar if isinstance(x_bar, list | tuple | np.ndarray) else None
        assert bars is not None and len(bars) == len(x_dot)
        return sum(inner(*pair) for pair in zip(bars, x_dot))
    bar = np.broadcast_to(np.asarray(x_bar), np.shape(x_dot))
    return float(np.sum(np.real(bar * x_dot)))
