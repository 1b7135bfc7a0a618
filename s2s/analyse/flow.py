"""This module lists which names flow into which, statement by statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import gast

from s2s.normalise.taint import own_parts
from s2s.tree.names import assigned, parameters
from s2s.tree.walk import children, nodes


class Flow(NamedTuple):
    """The values of `sources` flow into `targets`."""

    sources: frozenset[str]
    targets: frozenset[str]


def flows(tree: gast.FunctionDef, leaves: Callable) -> list[Flow]:
    """The flows of a core function in the order of its text.

    `leaves(expression)` gives the names whose derivative an expression carries, and
    `leaves.changes(call)` what flows into the storage that a call changes.
    """
    return list(_statements(tree.body, leaves))


def root(node: gast.AST) -> str | None:
    """The name at the bottom of `a[i][j].T`."""
    while isinstance(node, (gast.Subscript, gast.Attribute)):
        node = node.value
    return node.id if isinstance(node, gast.Name) else None


def target_names(target: gast.AST) -> list[str]:
    """The names that a target binds or fills."""
    if isinstance(target, (gast.Tuple, gast.List)):
        return [n for e in target.elts for n in target_names(e)]
    name = root(target.value if isinstance(target, gast.Starred) else target)
    return [] if name is None else [name]


def bound_within(node: gast.stmt) -> set[str]:
    """The names that are others behind the start of a statement."""
    found = set(assigned(node.body)) if isinstance(node, gast.While) else set()
    for inner in nodes(own_parts(node)):
        if isinstance(inner, gast.comprehension):
            found |= set(target_names(inner.target))
        elif isinstance(inner, gast.Lambda):
            found |= set(parameters(inner))
        elif isinstance(inner, gast.NamedExpr):
            found.add(inner.target.id)
    return found


def calls(node: gast.AST) -> list[gast.Call]:
    """The calls in an expression, inner ones first."""
    found = [n for n in nodes(node) if n.__class__ is gast.Call]
    return found if len(found) < 2 else list(_inner_first(node))


def _inner_first(node: gast.AST) -> Iterator[gast.Call]:
    for child in children(node):
        yield from _inner_first(child)
    if isinstance(node, gast.Call):
        yield node


def _statements(body: list, leaves: Callable) -> Iterator[Flow]:
    for statement in body:
        yield from _statement(statement, leaves)


def _statement(node: gast.stmt, leaves: Callable) -> Iterator[Flow]:
    if isinstance(node, gast.Assign):
        sources = frozenset(leaves(node.value))
        for target in node.targets:
            yield Flow(sources, frozenset(target_names(target)))
        yield from _changes(node.value, leaves)
    elif isinstance(node, gast.AugAssign):
        names = frozenset(target_names(node.target))
        yield Flow(frozenset(leaves(node.value)) | names, names)
    elif isinstance(node, gast.Expr):
        yield from _changes(node.value, leaves)
    elif isinstance(node, gast.For):
        yield Flow(frozenset(leaves(node.iter)), frozenset(target_names(node.target)))
        yield from _statements(node.body, leaves)
    elif isinstance(node, gast.While):
        yield from _statements(node.body, leaves)
    elif isinstance(node, gast.If):
        yield from _statements(node.body, leaves)
        yield from _statements(node.orelse, leaves)


def _changes(node: gast.expr, leaves: Callable) -> Iterator[Flow]:
    """What a call does to the storage of its arguments and of its receiver."""
    for call in calls(node):
        for sources, changed in leaves.changes(call):
            if changed:
                yield Flow(frozenset(sources | changed), frozenset(changed))
