"""This module walks and copies nodes, as fast as Python allows.

`walk` gives the nodes of an expression or statement, contexts and operators left out;
`changed` is a node with some fields replaced (no pass changes a node in place).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeVar

import gast

Node = TypeVar("Node", bound=gast.AST)

_DULL = frozenset("ctx op ops kind type_comment annotation id attr arg".split())
# Classes whose fields hold nodes, lists of nodes, or None, and nothing else.
_COMMON = frozenset({
    gast.Assign, gast.AugAssign, gast.Attribute, gast.BinOp, gast.BoolOp, gast.Call,
    gast.Compare, gast.Expr, gast.For, gast.If, gast.IfExp, gast.List, gast.Return,
    gast.Slice, gast.Subscript, gast.Tuple, gast.UnaryOp, gast.While, gast.keyword,
})  # fmt: skip
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


@cache
def fields(cls: type) -> tuple[str, ...]:
    """The fields of a class of nodes that may hold names."""
    return (
        () if cls is gast.Constant else tuple(f for f in cls._fields if f not in _DULL)
    )


def children(node: gast.AST) -> list[gast.AST]:
    """The nodes directly below a node."""
    found: list = []
    attributes = node.__dict__
    for field in fields(node.__class__):
        value = attributes.get(field)
        if value.__class__ is list:
            found += value
        elif value is not None:
            found.append(value)
    return [item for item in found if isinstance(item, gast.AST)]


def walk(node: gast.AST) -> list[gast.AST]:
    """The node and all below it, level by level."""
    found = [node]
    for item in found:
        cls = item.__class__
        if cls is gast.Name or cls is gast.Constant:
            continue
        if cls not in _COMMON:
            found += children(item)
            continue
        attributes = item.__dict__
        for field in fields(cls):
            value = attributes[field]
            if value.__class__ is list:
                found += value
            elif value is not None:
                found.append(value)
    return found


def changed(node: Node, **values: object) -> Node:
    """A shallow copy with some fields replaced, or the node if none differs."""
    attributes = node.__dict__
    if all(_is_same(value, attributes.get(field)) for field, value in values.items()):
        return node
    copy = node.__class__.__new__(node.__class__)
    copy.__dict__.update(attributes, **values)
    return copy


def _is_same(new: object, old: object) -> bool:
    if new.__class__ is list and old.__class__ is list and len(new) == len(old):
        return all(map(operator.is_, new, old))
    return new is old


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
        if not isinstance(item, (gast.FunctionDef, gast.ClassDef)):
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
            fresh[field] = items
        elif isinstance(value, gast.AST):
            fresh[field] = renewed(value, leaf)
    return changed(node, **fresh)


def without_repeats(tree: gast.FunctionDef) -> gast.FunctionDef:
    """The function with each statement a node of its own: the analyses go by `id`."""
    seen: set[int] = set()

    def copied(statement: gast.stmt) -> gast.stmt:
        inner = {
            field: [copied(item) for item in statement.__dict__[field]]
            for field in _BLOCKS
            if statement.__dict__.get(field).__class__ is list
        }
        statement = changed(statement, **inner)
        if id(statement) in seen:
            twin = statement.__class__.__new__(statement.__class__)
            twin.__dict__.update(statement.__dict__)
            statement = twin
        seen.add(id(statement))
        return statement

    return copied(tree)
