"""This module takes targets apart that are not plain names.

(a, b), c = pair               part, c = pair
                               a, b = part

first, *rest = xs              first = xs[0]
                               rest = list(xs[1:])
"""

from __future__ import annotations

import gast

from s2s.normalise.context import Context, is_name
from s2s.normalise.walk import nodes
from s2s.tree.names import assigned
from s2s.tree.template import at, constant, expression, load, target, template


def is_display(node: gast.AST) -> bool:
    """Whether `node` is written `a, b` or `[a, b]`."""
    return isinstance(node, (gast.Tuple, gast.List))


def is_flat(goal: gast.expr) -> bool:
    """Whether a target is a name, a part of something, or a tuple of plain names."""
    if not is_display(goal):
        return True
    return isinstance(goal, gast.Tuple) and all(map(is_name, goal.elts))


def unpack(
    goal: gast.expr, value: gast.expr, place: gast.stmt, context: Context
) -> list[gast.stmt]:
    """Assignments for `goal = value`; those to nested targets are not yet plain."""
    held: list[gast.stmt] = []
    starred = any(isinstance(e, gast.Starred) for e in goal.elts)
    if starred and _stores(goal):  # perhaps into what is taken apart
        value = expression("make(xs)", make=context.builtin("list", place), xs=value)
    if is_display(value) or (starred and not _is_kept(value, goal)):
        name = target(context.fresh("value"))
        held = _one(name, value, place)
        value = load(name)
    if starred:
        return held + _around_star(goal, value, place, context)
    return held + _by_names(goal, value, place, context)


def _stores(goal: gast.expr) -> bool:
    return any(isinstance(n, (gast.Subscript, gast.Attribute)) for n in nodes(goal))


def _is_kept(value: gast.expr, goal: gast.expr) -> bool:
    return is_name(value) and value.id not in assigned(goal.elts)


def _by_names(
    goal: gast.expr, value: gast.expr, place: gast.stmt, context: Context
) -> list[gast.stmt]:
    names, stores = [], []
    odd = [e for e in goal.elts if not is_name(e)]
    together = not context.read(odd).isdisjoint(assigned(goal.elts))
    for element in goal.elts:
        if is_name(element) and not together:
            names.append(element)
            continue
        name = target(context.fresh("part"))
        names.append(name)
        stores.extend(_one(element, load(name), place))
    return _one(gast.Tuple(elts=names, ctx=gast.Store()), value, place) + stores


def _around_star(
    goal: gast.expr, value: gast.expr, place: gast.stmt, context: Context
) -> list[gast.stmt]:
    star = next(i for i, e in enumerate(goal.elts) if isinstance(e, gast.Starred))
    after = len(goal.elts) - star - 1
    made = _check(value, len(goal.elts) - 1, place, context)
    for index, element in enumerate(goal.elts):
        if index == star:
            middle = _middle(star, after, value, place, context)
            made.extend(_one(element.value, middle, place))
            continue
        number = index if index < star else index - len(goal.elts)
        item = expression(f"xs[{number}]", xs=value)
        made.extend(_one(element, item, place))
    return made


def _middle(
    before: int, after: int, value: gast.expr, place: gast.stmt, context: Context
) -> gast.expr:
    text = f"make(xs[{before or ''}:{-after if after else ''}])"
    return expression(text, make=context.builtin("list", place), xs=value)


def _check(
    value: gast.expr, count: int, place: gast.stmt, context: Context
) -> list[gast.stmt]:
    """Python refuses to unpack what is too short; an index would not."""
    if count < 2:
        return []
    text = """
if size(xs) < count:
    raise ValueError("not enough values to unpack")
"""
    size = context.builtin("len", place)
    return at(place, template(text, size=size, xs=value, count=constant(count)))


def _one(goal: gast.expr, value: gast.expr, place: gast.stmt) -> list[gast.stmt]:
    return at(place, template("goal = value", goal=goal, value=value))
