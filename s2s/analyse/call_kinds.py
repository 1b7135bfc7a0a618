"""This module finds what calls give: of builtins, of libraries, of methods, of users.

A user's function is asked for by `call(node, kinds)`: the kinds of the positional
arguments, then those of the keywords, as the call has them. It answers with the kind
of the result (None: nothing is known to come back so far, in a recursion), or with
`Called`, which says what the callee leaves in lists that were passed. After a plain
answer the lists that were passed hold anything.
"""

from __future__ import annotations

import types
import typing
from typing import Any, NamedTuple

import gast

from s2s.analyse import builtin_kinds, list_methods, numpy_kinds
from s2s.analyse.called_kinds import Called, given_back
from s2s.analyse.list_kinds import Iterable, Ref, Value
from s2s.kinds import (
    BOOL,
    INT,
    STR,
    UNKNOWN,
    Array,
    Callable,
    Complex,
    Float,
    Inert,
    Kind,
    List,
    Number,
    Tuple,
)
from s2s.normalise.outputs import has_options

MISSING = object()
VALUES = (*typing.get_args(Kind), Ref, Iterable)
FUNCTIONS = (types.FunctionType, types.MethodType)
# What the methods of text give.
TEXT = {
    name: kind
    for names, kind in (
        ("format join upper lower strip lstrip rstrip replace title ljust rjust", STR),
        ("split rsplit splitlines", List(STR)),
        ("startswith endswith isdigit isalpha isalnum isupper islower isspace", BOOL),
        ("find rfind index rindex count", INT),
    )
    for name in names.split()
}


class Call(NamedTuple):
    """The arguments of one call, evaluated."""

    node: gast.Call
    positional: list[Value]
    keywords: dict[str, Value]

    @property
    def values(self) -> list[Value]:
        """All arguments in the order of the call."""
        return [*self.positional, *self.keywords.values()]


def call_kind(evaluator: Any, node: gast.Call) -> Value:
    """Give the kind of a call."""
    found = evaluator.resolve(node.func)
    receiver = None
    if found is MISSING and isinstance(node.func, gast.Attribute):
        receiver = evaluator.value(node.func.value)
        evaluator.table[id(node.func)] = UNKNOWN
    elif found is MISSING:
        found = evaluator.value(node.func)
    if found is bool and len(node.args) == 1 and not node.keywords:
        return evaluator.test(node.args[0]) and BOOL
    call = _arguments(evaluator, node)
    if call is None:
        return _unknown(evaluator, node, receiver)
    if None in call.values or (receiver is None and found in (None, MISSING)):
        return None
    if receiver is not None:
        return _method(evaluator, receiver, call)
    return _function(evaluator, found, call)


def _arguments(evaluator: Any, node: gast.Call) -> Call | None:
    """Evaluate the arguments; None where stars hide which they are."""
    positional: list[Value] = []
    for argument in node.args:
        if isinstance(argument, gast.Starred):
            value = evaluator.value(argument.value)
            if not isinstance(value, Tuple):
                return None
            positional.extend(value.items)
        else:
            positional.append(evaluator.value(argument))
    if has_options(node):
        return None
    keywords = {k.arg: evaluator.value(k.value) for k in node.keywords}
    return Call(node, positional, keywords)


def _unknown(evaluator: Any, node: gast.Call, receiver: Value) -> Value:
    """Give up on a call, and on the lists it gets, that of a method first."""
    evaluator.heap.escape(receiver)
    for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
        inner = argument.value if isinstance(argument, gast.Starred) else argument
        evaluator.heap.escape(evaluator.value(inner))
    return UNKNOWN


def _function(evaluator: Any, found: Any, call: Call) -> Value:
    """Call what the tree names: an object, or the kind of a local name."""
    if isinstance(found, Callable):
        return _user(evaluator, call)
    if isinstance(found, VALUES):
        return _lose(evaluator, call)
    handler = builtin_kinds.lookup(found)
    if handler is not None:
        return builtin_kinds.apply(handler, evaluator, call)
    kind = _library(evaluator, found, call)
    if kind is not None:
        return evaluator.heap.adopt(kind, id(call.node))
    if isinstance(found, FUNCTIONS):
        return _user(evaluator, call)
    return _lose(evaluator, call)


def _library(evaluator: Any, found: Any, call: Call) -> Kind | None:
    settle = evaluator.heap.settle
    if any(isinstance(value, Iterable) for value in call.values):
        return None
    kinds = [settle(value) for value in call.positional]
    if len(kinds) == len(call.node.args):  # no stars
        shown = [evaluator.display(node) for node in call.node.args]
        kinds = [s or kind for s, kind in zip(shown, kinds, strict=True)]
    keywords = {name: settle(value) for name, value in call.keywords.items()}
    return numpy_kinds.result(found, kinds, keywords)


def _lose(evaluator: Any, call: Call) -> Value:
    for value in call.values:
        evaluator.heap.escape(value)
    return UNKNOWN


def _user(evaluator: Any, call: Call) -> Value:
    """Call a function of the user's."""
    if evaluator.call is None:
        return _lose(evaluator, call)
    kinds = tuple([evaluator.kind(value) for value in call.values])
    answer = evaluator.call(call.node, kinds, evaluator.kind_of_name)
    if not isinstance(answer, Called):
        _lose(evaluator, call)
        return evaluator.heap.adopt(answer, id(call.node))
    values = [*call.values, *map(evaluator.heap.get_name, answer.captured)]
    return given_back(evaluator.heap, answer, values, id(call.node))


def _method(evaluator: Any, receiver: Value, call: Call) -> Value:
    name = call.node.func.attr
    heap = evaluator.heap
    match receiver:
        case Ref():
            return list_methods.method(evaluator, receiver, name, call)
        case Array() | Number() | Float() | Complex() | Inert("int"):
            kinds = [heap.settle(value) for value in call.positional]
            keywords = {k: heap.settle(value) for k, value in call.keywords.items()}
            kind = numpy_kinds.method(name, receiver, kinds, keywords)
            return heap.adopt(kind, id(call.node))
        case Inert("str") if name in TEXT:
            return heap.adopt(TEXT[name], id(call.node))
        case Tuple() if name in {"index", "count"}:
            return INT
    heap.escape(receiver)
    return _lose(evaluator, call)
