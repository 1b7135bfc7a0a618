"""This module tells which storage a statement changes, and how that is undone.

a[i] = v          stack.append(a[i])        a[i] = stack.pop()
a[:] = v          stack.append(a.copy())    a = stack.pop()
xs.append(v)                                xs.pop()
xs.pop()          stack.append(xs[-1])      xs.append(stack.pop())
"""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.analyse.flow import root
from s2s.kinds import (
    Array,
    Float,
    Inert,
    List,
    Number,
    Unknown,
)
from s2s.tree.template import clone, name


def undone(facts, node: gast.stmt) -> list[Undo]:
    """How the change that a statement makes is undone; inert storage never is."""
    place = changed_place(facts, node)
    if place is None or not facts.varied_name(root(place)):
        return []
    variable = root(place)
    if isinstance(node, gast.Expr):
        return _undo_call(facts, node.value, variable)
    if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Name):
        return _undo_call(facts, node.value, variable)
    target = node.targets[0] if isinstance(node, gast.Assign) else node.target
    if isinstance(target, gast.Name):
        if isinstance(facts.kind(target), List):
            back = "del x[stack.pop():]"
            return [Undo(variable, "stack.append(len(x))", back, {"x": variable})]
        target = facts.whole(target)
    if facts.may_be_in_place(node):
        holes = {"p": target, "r": name("@runtime")}
        return [Undo(variable, "stack.append(r.copy(p))", "p = stack.pop()", holes)]
    return [_undo_store(facts, target, variable)]


class Undo(NamedTuple):
    """How a change of storage is recorded (`keep`) and undone (`text`).

    `whole`: what was there before is all that the name has held.
    """

    variable: str
    keep: str
    text: str
    holes: dict
    whole: bool = False


def _undo_store(facts, target: gast.Subscript, variable: str) -> Undo:
    """What a store overwrites: a scalar, a copied slice, or a reference to an item."""
    holes = {"p": target}
    slot = facts.kind(target)
    if isinstance(slot, (Float, Inert)) or not isinstance(
        facts.kind(target.value), (Array, Unknown, Number)
    ):
        return Undo(variable, "stack.append(p)", "p = stack.pop()", holes)
    if isinstance(slot, Array):
        whole = _is_whole(target.slice)
        holes["a"] = target.value if whole else target
        if whole and isinstance(target.value, gast.Name) and facts.is_alone(variable):
            return Undo(
                variable, "stack.append(a.copy())", "a = stack.pop()", holes, True
            )
        return Undo(variable, "stack.append(a.copy())", "p = stack.pop()", holes)
    holes["r"] = name("@runtime")
    return Undo(variable, "stack.append(r.copy(p))", "p = stack.pop()", holes)


def _is_whole(index: gast.expr) -> bool:
    """`a[:]` of an array of one dimension or more; `a[...]` may be more than `a`."""
    bounds = ("lower", "upper", "step")
    return isinstance(index, gast.Slice) and not any(getattr(index, b) for b in bounds)


def _undo_call(facts, call: gast.Call, variable: str) -> list[Undo]:
    if facts.is_scatter(call):
        place = gast.Subscript(call.args[0], clone(call.args[1]), gast.Load())
        return [_undo_store(facts, place, variable)]
    receiver, method = call.func.value, call.func.attr
    holes = {"xs": receiver}
    if method == "append":
        return [Undo(variable, "", "xs.pop()", holes)]
    if method == "pop" and not call.args:
        return [Undo(variable, "stack.append(xs[-1])", "xs.append(stack.pop())", holes)]
    return [Undo(variable, "stack.append(xs[:])", "xs[:] = stack.pop()", holes)]


def changed_place(facts, node: gast.stmt) -> gast.expr | None:
    """The object that a statement changes in place."""
    if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Subscript):
        return node.targets[0].value
    if isinstance(node, gast.AugAssign):
        return _augmented_place(facts, node.target)
    value = node.value if isinstance(node, (gast.Expr, gast.Assign)) else None
    if isinstance(value, gast.Call):
        changed = facts.list_method(value)
        if changed is not None:
            return changed[0]
        if facts.is_scatter(value):
            return value.args[0]
    return None


def _augmented_place(facts, target: gast.expr) -> gast.expr | None:
    if isinstance(target, gast.Subscript):
        return target.value
    kind = facts.kind(target)
    if isinstance(kind, (Array, List)) or facts.is_shared(target):
        return target
    return None
