"""This module tells to what the names of a function are bound, one by one."""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.normalise.context import Context


class Bindings(NamedTuple):
    """Name -> the values it is assigned; the names of dicts, classes and functions."""

    values: dict[str, list[gast.expr]]
    dicts: frozenset[str]
    classes: frozenset[str]
    functions: frozenset[str]


def bindings_in(everything: list[gast.AST], context: Context) -> Bindings:
    """The bindings among the nodes of a function."""
    values: dict[str, list[gast.expr]] = {}
    for node in everything:
        for target in _targets(node):
            if isinstance(target, gast.Name):
                values.setdefault(target.id, []).append(node.value)
    dicts = {
        name
        for name, given in values.items()
        if any(_makes_dict(value, context) for value in given)
    }
    classes = _defined(everything, gast.ClassDef)
    functions = _defined(everything, gast.FunctionDef)
    return Bindings(values, frozenset(dicts), classes, functions)


def _defined(everything: list[gast.AST], kind: type) -> frozenset[str]:
    return frozenset(node.name for node in everything if isinstance(node, kind))


def _targets(node: gast.AST) -> list[gast.expr]:
    if isinstance(node, gast.Assign):
        return node.targets
    return [node.target] if isinstance(node, (gast.AnnAssign, gast.NamedExpr)) else []


def _makes_dict(value: gast.AST | None, context: Context) -> bool:
    if isinstance(value, (gast.Dict, gast.DictComp)):
        return True
    if not isinstance(value, gast.Call):
        return False
    target = context.resolve(value.func)
    return isinstance(target, type) and issubclass(target, dict)
