"""This module makes pieces of tree from text with holes.

>>> body = template("x_bar += y_bar * partial", x_bar="v_bar", partial=expression("a"))
>>> gast.unparse(body[0]).strip()
'v_bar += y_bar * a'
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import gast

from s2s.tree.walk import fields, nodes

Node = TypeVar("Node", bound=gast.AST)
Hole = str | gast.AST | list

_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")
_NOWHERE = dict.fromkeys(_PLACE)
_LOAD, _STORE = gast.Load(), gast.Store()


def template(text: str, /, **holes: Hole) -> list[gast.stmt]:
    """The statements of `text`, with each name that is a hole filled.

    A string is another name; a node stands wherever the name stood; a list of nodes
    takes the place of a statement, or of an item among arguments or elements.
    """
    return _fill_list(_statements(text), holes)


def expression(text: str, /, **holes: Hole) -> gast.expr:
    """The expression of `text`, its holes filled as those of a template."""
    return _fill(_statements(text)[0].value, holes)


def comment(text: str) -> gast.stmt:
    """A statement that the writer prints as `# text`."""
    return gast.Expr(value=gast.Constant(value=" ".join(text.split()), kind="comment"))


def title(text: str) -> gast.stmt:
    """A comment that heads a section: the writer puts a blank line before it."""
    return comment(f"= {text}")


def is_comment(statement: gast.AST) -> bool:
    """Whether `statement` was made by `comment` or `title`."""
    value = getattr(statement, "value", None)
    return isinstance(value, gast.Constant) and value.kind == "comment"


def clone(node: Node) -> Node:
    """A copy of a tree that shares nothing but its contexts and operators."""
    kind = node.__class__
    copy = kind.__new__(kind)
    attributes = copy.__dict__
    attributes.update(node.__dict__)
    for field in fields(kind):
        value = attributes.get(field)
        if value.__class__ is list:
            items = [clone(v) if isinstance(v, gast.AST) else v for v in value]
            attributes[field] = items
        elif isinstance(value, gast.AST):
            attributes[field] = clone(value)
    return copy


def load(node: Node) -> Node:
    """A copy of an expression, to be read."""
    return _with_context(clone(node), _LOAD)


def store(node: Node) -> Node:
    """A copy of an expression, to be assigned to."""
    return _with_context(clone(node), _STORE)


def name(text: str) -> gast.Name:
    """The name `text`, to be read."""
    return gast.Name(id=text, ctx=_LOAD, annotation=None, type_comment=None)


def target(text: str) -> gast.Name:
    """The name `text`, to be assigned to."""
    return gast.Name(id=text, ctx=_STORE, annotation=None, type_comment=None)


def constant(value: Any) -> gast.Constant:
    """A constant."""
    return gast.Constant(value=value, kind=None)


def is_literal(node: gast.expr) -> bool:
    """Is it a constant, or a number with a sign?"""
    if isinstance(node, gast.UnaryOp) and not isinstance(node.op, gast.Not):
        node = node.operand
    return isinstance(node, gast.Constant)


def copy_location(node: Node, place: gast.AST) -> Node:
    """`node` itself, now at the position of `place` (if that has one)."""
    for field in _PLACE:
        if field in place.__dict__:
            node.__dict__[field] = place.__dict__[field]
    return node


def at(place: gast.AST, tree: Any) -> Any:
    """`tree` (a node or a list), with all that has no position placed at `place`."""
    for root in tree if isinstance(tree, list) else [tree]:
        for node in nodes(root):
            if node._attributes and getattr(node, "lineno", None) is None:
                copy_location(node, place)
    return tree


def _with_context(node: Node, context: gast.expr_context) -> Node:
    if "ctx" in node._fields:
        node.ctx = context
    if isinstance(node, gast.Starred):
        _with_context(node.value, context)
    for item in getattr(node, "elts", ()):
        _with_context(item, context)
    return node


@cache
def _statements(text: str) -> list[gast.stmt]:
    body = gast.parse(text).body
    for statement in body:
        for node in nodes(statement):
            node.__dict__.update(_NOWHERE if node._attributes else {})
    return body


def _fill(node: Node, holes: dict[str, Hole]) -> Node:
    kind = node.__class__
    if kind is gast.Name and node.id in holes:
        return _filled(node, holes[node.id])
    copy = kind.__new__(kind)
    attributes = copy.__dict__
    attributes.update(node.__dict__)
    for field in fields(kind):
        attributes[field] = _fill_field(attributes.get(field), holes)
    if kind is gast.FunctionDef and isinstance(holes.get(node.name), str):
        copy.name = holes[node.name]
    return copy


def _fill_field(value: Any, holes: dict[str, Hole]) -> Any:
    if value.__class__ is list:
        return _fill_list(value, holes)
    return _fill(value, holes) if isinstance(value, gast.AST) else value


def _fill_list(nodes: list, holes: dict[str, Hole]) -> list:
    filled = []
    for node in nodes:
        hole = _spliced(node, holes)
        if hole is None:
            filled.append(_fill_field(node, holes))
        else:
            filled.extend(_fill_hole(node, item) for item in hole)
    return filled


def _spliced(node: Any, holes: dict[str, Hole]) -> list | None:
    """What takes the whole place of `node` in its list, if it is such a hole."""
    value = node.value if isinstance(node, gast.Expr) else node
    hole = holes.get(value.id) if isinstance(value, gast.Name) else None
    if isinstance(hole, gast.stmt):
        return [hole]
    return hole if isinstance(hole, list) else None


def _fill_hole(node: gast.AST, item: Any) -> gast.AST:
    return clone(item) if isinstance(item, gast.stmt) else _filled(node, item)


def _filled(node: gast.AST, hole: Any) -> gast.AST:
    if not isinstance(hole, str):
        return _with_context(clone(hole), node.ctx)
    return gast.Name(id=hole, ctx=node.ctx, annotation=None, type_comment=None)
