"""This module knows what Python's builtins and the functions of `math` give.

Each entry takes the evaluator, the call's node and the arguments as the heap sees them,
so that `list(rows)` still holds the rows themselves.
"""

from __future__ import annotations

import builtins
import cmath
import inspect
import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from s2s import runtime
from s2s.analyse import operator_kinds
from s2s.analyse.attribute_kinds import int_of
from s2s.analyse.list_kinds import Iterable, Value
from s2s.analyse.numeric_kinds import PYTHON_FLOAT, elementwise
from s2s.kinds import (
    BOOL,
    COMPLEX,
    INT,
    NONE,
    STR,
    UNKNOWN,
    Array,
    Complex,
    Float,
    Inert,
    Number,
    Tuple,
)

ZERO, ONE, EMPTY = Inert("int", 0), Inert("int", 1), Tuple(())

TABLE: dict[Any, Callable] = {}


def lookup(found: Any) -> Callable | None:
    """Give the entry of a builtin or function of `math`, None if it has none."""
    try:
        return TABLE.get(found)
    except TypeError:  # an object that cannot be hashed is no function of Python's
        return None


def apply(handler: Callable, evaluator: Any, call: Any) -> Value:
    """Run an entry; what it does not know is unknown, and the lists in it given up."""
    try:
        arguments = _signature(handler).bind(
            evaluator, call.node, *call.positional, **call.keywords
        )
    except TypeError:  # it cannot be called like this
        result = UNKNOWN
    else:
        result = handler(*arguments.args, **arguments.kwargs)
    if result == UNKNOWN:
        for value in call.values:
            evaluator.heap.escape(value)
    return result


_signature = lru_cache(maxsize=None)(inspect.signature)


def gives(*functions: Any) -> Callable:
    """Register an entry."""

    def register(handler: Callable) -> Callable:
        TABLE.update(dict.fromkeys(functions, handler))
        return handler

    return register


def _always(kind: Value) -> Callable:
    return lambda *_, **__: kind


def _functions(module: Any, names: str) -> list[Any]:
    return [getattr(module, n) for n in names.split() if hasattr(module, n)]


_MATH_INTS = _functions(math, "factorial comb perm gcd lcm isqrt")
_MATH_BOOLS = _functions(math, "isnan isinf isfinite isclose")
_MATH_OWN = _functions(math, "floor ceil trunc modf frexp prod sumprod")
_MATH = [f for f in vars(math).values() if callable(f)]
TABLE.update({f: _always(PYTHON_FLOAT) for f in _MATH if f not in _MATH_OWN})
TABLE.update(dict.fromkeys(_MATH_INTS, _always(INT)))
TABLE.update(dict.fromkeys(_MATH_BOOLS, _always(BOOL)))
TABLE.update(dict.fromkeys((math.modf,), _always(Tuple((PYTHON_FLOAT,) * 2))))
TABLE.update(dict.fromkeys((math.frexp,), _always(Tuple((PYTHON_FLOAT, INT)))))
_CMATH = [f for f in vars(cmath).values() if callable(f)]
TABLE.update({f: _always(COMPLEX) for f in _CMATH})
TABLE.update(dict.fromkeys(_functions(cmath, "phase"), _always(PYTHON_FLOAT)))
TABLE.update(
    {f: _always(BOOL) for f in _functions(cmath, "isnan isinf isfinite isclose")}
)
del TABLE[cmath.polar]
_BOOLS = "isinstance issubclass hasattr callable any all bool"
TABLE.update(dict.fromkeys(_functions(builtins, _BOOLS), _always(BOOL)))
TABLE.update(dict.fromkeys(_functions(builtins, "str repr format chr"), _always(STR)))
TABLE.update(dict.fromkeys(_functions(builtins, "ord hash id"), _always(INT)))
TABLE.update({print: _always(NONE), range: _always(Inert("range"))})
TABLE.update({complex: _always(COMPLEX), slice: _always(Inert("slice"))})
TABLE[float] = _always(PYTHON_FLOAT)


@gives(math.floor, math.ceil, math.trunc)
def _whole(_: Any, __: Any, x: Value) -> Value:
    return INT if _is_number(x) or isinstance(x, Number | Array) else UNKNOWN


@gives(len)
def _len(_: Any, __: Any, x: Value) -> Value:
    match x:
        case Array(_, (first, *_)):
            return int_of(first)
        case Tuple(items):
            return Inert("int", len(items))
    return INT


@gives(int)
def _int(_: Any, __: Any, x: Value = INT, base: Value = None) -> Value:
    plain = base is None and isinstance(x, Inert) and x.type == "int"
    return x if plain else INT


@gives(abs)
def _abs(evaluator: Any, _: Any, x: Value) -> Value:
    if isinstance(x, Inert) and x.type in {"int", "bool"}:
        return INT
    if isinstance(x, Float):
        return x
    kind = evaluator.heap.settle(x)
    return (
        elementwise(np.abs, kind)
        if isinstance(x, Array | Number | Complex)
        else UNKNOWN
    )


@gives(round)
def _round(_: Any, __: Any, number: Value, ndigits: Value = None) -> Value:
    if isinstance(number, Inert) and number.type in {"int", "bool"}:
        return INT
    if not isinstance(number, Float):
        return UNKNOWN
    return INT if ndigits in (None, NONE) else number


@gives(min, max)
def _extreme(evaluator: Any, _: Any, *values: Value, **options: Value) -> Value:
    if not options.keys() <= {"key", "default"}:
        return UNKNOWN
    found = [evaluator.iterate(values[0])] if len(values) == 1 else list(values)
    return evaluator.any_of(found + [v for k, v in options.items() if k == "default"])


@gives(sum)
def _sum(evaluator: Any, _: Any, items: Value, start: Value = ZERO) -> Value:
    """Join the sum of none, of one and of many items."""
    item = evaluator.heap.settle(evaluator.iterate(items))
    total = evaluator.heap.settle(start)
    for _ in range(3):
        if item is not None:
            more = operator_kinds.binary("Add", total, item)
            total = evaluator.heap.join(total, more)
    return INT if isinstance(total, Inert) and total.type == "int" else total


@gives(math.prod)
def _prod(evaluator: Any, _: Any, items: Value, *, start: Value = ONE) -> Value:
    item = evaluator.heap.settle(evaluator.iterate(items))
    numbers = _is_number(item) and _is_number(start)
    joined = evaluator.heap.join(item, start)
    return (INT if isinstance(joined, Inert) else joined) if numbers else UNKNOWN


@gives(pow)
def _pow(evaluator: Any, _: Any, base: Value, exp: Value) -> Value:
    settle = evaluator.heap.settle
    return operator_kinds.binary("Pow", settle(base), settle(exp))


@gives(divmod)
def _divmod(evaluator: Any, _: Any, a: Value, b: Value) -> Value:
    pair = evaluator.heap.settle(a), evaluator.heap.settle(b)
    return Tuple(
        tuple([operator_kinds.binary(op, *pair) for op in ("FloorDiv", "Mod")])
    )


@gives(list, sorted)
def _list(evaluator: Any, node: Any, items: Value = None, **_: Value) -> Value:
    return evaluator.heap.make(id(node), evaluator.iterate(items))


@gives(tuple)
def _tuple(evaluator: Any, node: Any, items: Value = EMPTY) -> Value:
    if isinstance(items, Tuple):
        return items
    return evaluator.heap.make(id(node), evaluator.iterate(items))


@gives(runtime.copy)
def _copy(evaluator: Any, node: Any, x: Value) -> Value:
    return evaluator.heap.adopt(evaluator.heap.settle(x), id(node))


@gives(reversed, iter)
def _reversed(evaluator: Any, _: Any, items: Value) -> Value:
    return Iterable(evaluator.iterate(items))


@gives(enumerate)
def _enumerate(evaluator: Any, _: Any, items: Value, start: Value = INT) -> Value:
    return Iterable(Tuple((INT, evaluator.iterate(items))))


@gives(zip)
def _zip(evaluator: Any, _: Any, *many: Value, **__: Value) -> Value:
    return Iterable(Tuple(tuple([evaluator.iterate(items) for items in many])))


def _is_number(value: Value) -> bool:
    if isinstance(value, Inert):
        return value.type in {"int", "bool"}
    return isinstance(value, Float | Complex)
