"""This module turns gast trees into those of the standard library, for the printers.

What no source text can say becomes what text can: the constant -1.0 is the negation of
1.0, a constant tuple is a display, `nan` is a call of `float`. (gast has a conversion
too; ours is quicker, and takes expressions several times as deep.)
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from functools import cache
from typing import Any

import gast

_LISTS = frozenset(  # the fields that may be missing from a tree that a pass has made
    ("args", "posonlyargs", "kwonlyargs", "kw_defaults", "defaults", "keywords")
    + ("decorator_list", "type_params", "type_ignores", "bases")
    + ("orelse", "finalbody", "handlers", "ifs")
)


def to_ast(node: Any) -> Any:
    """The standard library's tree for a gast tree, without positions."""
    special = _SPECIAL.get(type(node))
    if special is not None:
        return special(node)
    twin = _twin(type(node))
    if not twin._fields:
        return _bare(twin)
    made = twin.__new__(twin)
    attributes = made.__dict__
    given = node.__dict__
    for field in twin._fields:
        value = given.get(field)
        if value is None:
            value = [] if field in _LISTS else None
        else:
            value = _converted(value)
        attributes[field] = value
    return made


def _converted(value: Any) -> Any:
    if value.__class__ is list:
        return [to_ast(v) if isinstance(v, ast.AST) else v for v in value]
    return to_ast(value) if isinstance(value, ast.AST) else value


@cache
def _twin(kind: type) -> type:
    return getattr(ast, kind.__name__)


@cache
def _bare(twin: type) -> ast.AST:
    """A node without parts: one for all places, as Python's parser has it."""
    return twin()


def _name(node: gast.Name) -> ast.expr | ast.arg:
    if isinstance(node.ctx, gast.Param):
        return _parameter(node)
    made = ast.Name.__new__(ast.Name)
    made.__dict__.update(id=node.id, ctx=_bare(_twin(type(node.ctx))))
    return made


def _parameter(node: gast.Name | None) -> ast.arg | None:
    if node is None:
        return None
    annotation = _converted(getattr(node, "annotation", None))
    return ast.arg(arg=node.id, annotation=annotation, type_comment=None)


def _arguments(node: gast.arguments) -> ast.arguments:
    return ast.arguments(
        posonlyargs=[_parameter(a) for a in node.posonlyargs or ()],
        args=[_parameter(a) for a in node.args],
        vararg=_parameter(node.vararg),
        kwonlyargs=[_parameter(a) for a in node.kwonlyargs or ()],
        kw_defaults=_converted(node.kw_defaults or []),
        kwarg=_parameter(node.kwarg),
        defaults=_converted(node.defaults or []),
    )


def _handler(node: gast.ExceptHandler) -> ast.ExceptHandler:
    name = getattr(node.name, "id", node.name)
    body = _converted(node.body)
    return ast.ExceptHandler(type=_converted(node.type), name=name, body=body)


def _constant(node: gast.Constant) -> ast.expr:
    value = node.value
    if isinstance(value, (int, float, complex)) and not isinstance(value, bool):
        return _number(value)
    if isinstance(value, (tuple, frozenset)):
        items = [_constant(gast.Constant(v, None)) for v in value]
        display = ast.Tuple(elts=items, ctx=ast.Load())
        return display if isinstance(value, tuple) else _call("frozenset", display)
    made = ast.Constant.__new__(ast.Constant)
    made.__dict__.update(value=value, kind=getattr(node, "kind", None))
    return made


def _number(value: complex) -> ast.expr:
    if isinstance(value, complex):
        return _complex(value)
    if isinstance(value, float) and math.isnan(value):
        return _call("float", ast.Constant("nan", kind=None))
    plain = float(value) if isinstance(value, float) else int(value)
    if math.copysign(1.0, plain) > 0.0 if isinstance(plain, float) else plain >= 0:
        return ast.Constant(plain, kind=None)
    return ast.UnaryOp(op=ast.USub(), operand=ast.Constant(-plain, kind=None))


def _complex(value: complex) -> ast.expr:
    if value.real == 0.0 and math.copysign(1.0, value.real) > 0.0 and value.imag >= 0.0:
        return ast.Constant(complex(0.0, value.imag), kind=None)
    parts = [_number(value.real), _number(value.imag)]
    return ast.Call(func=ast.Name("complex", ast.Load()), args=parts, keywords=[])


def _call(name: str, argument: ast.expr) -> ast.Call:
    return ast.Call(func=ast.Name(name, ast.Load()), args=[argument], keywords=[])


_SPECIAL: dict[type, Callable] = {
    gast.Name: _name,
    gast.arguments: _arguments,
    gast.ExceptHandler: _handler,
    gast.Constant: _constant,
}
