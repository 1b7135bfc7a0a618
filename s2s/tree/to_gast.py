"""This module turns the standard library's trees into those of gast, same positions.

gast has a conversion too; ours is quicker, and takes expressions several times as deep.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import gast


def to_gast(node: Any) -> Any:
    """The gast tree for a tree of the standard library."""
    special = _SPECIAL.get(type(node))
    made = special(node) if special else _alike(node)
    for attribute in made._attributes:
        made.__dict__[attribute] = getattr(node, attribute, None)
    return made


def _alike(node: ast.AST) -> gast.AST:
    """A node whose fields are those of its twin in gast."""
    twin = _twin(type(node))
    made = twin.__new__(twin)
    attributes = made.__dict__
    for field in twin._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            value = [to_gast(v) if isinstance(v, ast.AST) else v for v in value]
        elif isinstance(value, ast.AST):
            value = to_gast(value)
        elif value is None and field == "type_params":
            value = []  # Python before 3.12 has none
        attributes[field] = value
    return made


_TWINS: dict[type, type] = {}


def _twin(kind: type) -> type:
    twin = _TWINS.get(kind)
    if twin is None:
        twin = _TWINS[kind] = getattr(gast, kind.__name__)
    return twin


def _maybe(node: ast.AST | None) -> Any:
    return None if node is None else to_gast(node)


def _name(node: ast.Name) -> gast.Name:
    return gast.Name(node.id, _twin(type(node.ctx))(), None, None)


def _parameter(node: ast.arg) -> gast.Name:
    annotation = _maybe(node.annotation)
    return gast.Name(node.arg, gast.Param(), annotation, node.type_comment)


def _handler(node: ast.ExceptHandler) -> gast.ExceptHandler:
    """The name that an exception is given has no position of its own."""
    name = gast.Name(node.name, gast.Store(), None, None) if node.name else None
    return gast.ExceptHandler(_maybe(node.type), name, list(map(to_gast, node.body)))


_SPECIAL: dict[type, Callable] = {
    ast.Name: _name,
    ast.arg: _parameter,
    ast.ExceptHandler: _handler,
}
