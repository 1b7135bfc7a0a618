"""This module makes changed copies of nodes, and lists statements.

`changed` is a node with some fields replaced (no pass changes a node in place).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import TypeVar

import gast

from s2s.tree.walk import fields

Node = TypeVar("Node", bound=gast.AST)

_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_CLOSED = frozenset((  # statements without blocks, or with a scope of their own
    gast.Assign, gast.AugAssign, gast.Expr, gast.Return, gast.Pass,
    gast.FunctionDef, gast.ClassDef,
))  # fmt: skip


def changed(node: Node, **values: object) -> Node:
    """A shallow copy with some fields replaced, or the node if none differs."""
    attributes = node.__dict__
    for field, value in values.items():
        old = attributes.get(field)
        if value is not old and not _same_items(value, old):
            return _copy(node, values)
    return node


def _copy(node: Node, values: dict[str, object]) -> Node:
    copy = node.__class__.__new__(node.__class__)
    copy.__dict__.update(node.__dict__, **values)
    return copy


def _same_items(new: object, old: object) -> bool:
    lists = new.__class__ is list and old.__class__ is list
    return lists and len(new) == len(old) and all(map(operator.is_, new, old))


def blocks(statement: gast.stmt) -> Iterator[list]:
    """The lists of statements directly inside a compound statement."""
    attributes = statement.__dict__
    for field in _BLOCKS:
        inner = attributes.get(field)
        if inner.__class__ is list:
            yield inner


def statements(body: list) -> list[gast.stmt]:
    """All statements of a block and of the blocks in it, outer ones first.

    Nested functions and classes count as one statement each.
    """
    found = list(body)
    for item in found:
        if item.__class__ not in _CLOSED:
            for inner in blocks(item):
                found.extend(inner)
    return found


def renewed(node: Node, leaf: Callable[[gast.Name], gast.AST]) -> Node:
    """The tree with `leaf` applied to each name; parts that stay are shared."""
    cls = node.__class__
    if cls is gast.Name:
        return leaf(node)
    fresh = {}
    attributes = node.__dict__
    for field in fields(cls):
        value = attributes.get(field)
        if value.__class__ is list:
            items = [renewed(v, leaf) if isinstance(v, gast.AST) else v for v in value]
            if any(map(operator.is_not, items, value)):
                fresh[field] = items
        elif isinstance(value, gast.AST):
            new = renewed(value, leaf)
            if new is not value:
                fresh[field] = new
    return _copy(node, fresh) if fresh else node


def without_repeats(tree: gast.FunctionDef) -> gast.FunctionDef:
    """The function with each statement a node of its own: the analyses go by `id`."""
    return _unrepeated(tree, set())


def _unrepeated(statement: gast.stmt, seen: set[int]) -> gast.stmt:
    inner = {
        field: [_unrepeated(item, seen) for item in statement.__dict__[field]]
        for field in _BLOCKS
        if statement.__dict__.get(field).__class__ is list
    }
    statement = changed(statement, **inner)
    if id(statement) in seen:
        statement = _copy(statement, {})
    seen.add(id(statement))
    return statement
