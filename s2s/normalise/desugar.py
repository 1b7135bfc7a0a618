"""This module rewrites assignments of every form as plain ones.

Annotations go, `a = b = e` and `a, b = c, d` become one assignment each, starred and
nested targets are taken apart. A value waits in a name of its own where its target is
read by a later value:

    a, b = b, a + b        a_new = b
                           b = a + b
                           a = a_new
"""

from __future__ import annotations

import gast

from s2s.normalise.blocks import rewrite
from s2s.normalise.context import Context, is_name
from s2s.normalise.taint import Taint
from s2s.normalise.unpack import is_display, is_flat, unpack
from s2s.tree.names import assigned, reads
from s2s.tree.template import at, clone, load, target, template

Pair = tuple[gast.expr, gast.expr]


def desugar(tree: gast.FunctionDef, taint: Taint) -> gast.FunctionDef:
    """The function with plain assignments where they carry a derivative."""
    tree.body = rewrite(tree.body, lambda node: _statement(node, taint))
    return tree


def _statement(node: gast.stmt, taint: Taint) -> list[gast.stmt]:
    if isinstance(node, gast.Delete) and all(map(is_name, node.targets)):
        return []  # the backward sweep still reads what a name held
    if node not in taint.code:
        return [node]
    if isinstance(node, gast.AnnAssign):
        return plain([node.target], node.value, node, taint.context)
    if isinstance(node, gast.Assign):
        if len(node.targets) == 1 and not is_display(node.targets[0]):
            return [node]
        return plain(node.targets, node.value, node, taint.context)
    if isinstance(node, gast.Delete):
        return at(node, [s for goal in node.targets for s in _deleted(goal, taint)])
    if isinstance(node, gast.For) and not _is_names(node.target):
        return [_loop(node, taint.context)]
    return [node]


def _deleted(goal: gast.expr, taint: Taint) -> list[gast.stmt]:
    """`del xs[i]` as `xs.pop(i)`, where `xs` carries a derivative."""
    if not taint.value(load(goal) if is_name(goal) else goal.value):
        return [gast.Delete(targets=[goal])]
    if isinstance(goal, gast.Subscript):
        return template("xs.pop(index)", xs=load(goal.value), index=goal.slice)
    return []


def _is_names(goal: gast.expr) -> bool:
    return is_name(goal) or (is_display(goal) and is_flat(goal))


def _loop(node: gast.For, context: Context) -> gast.For:
    """`for i, (a, b) in pairs` takes the inner pair apart in its body."""
    name = context.fresh("item")
    taken = plain([node.target], load(target(name)), node, context)
    node.target = at(node, target(name))
    node.body = taken + node.body
    return node


def plain(
    targets: list[gast.expr],
    value: gast.expr | None,
    place: gast.stmt,
    context: Context,
) -> list[gast.stmt]:
    """The plain assignments that stand for `targets[0] = targets[1] = ... = value`."""
    if value is None:
        return []
    if len(targets) == 1:
        return _assign(targets[0], value, place, context)
    if isinstance(value, gast.Constant):
        stores = (_assign(t, clone(value), place, context) for t in targets)
        return [store for made in stores for store in made]
    name = targets[0] if is_name(targets[0]) else target(context.fresh("value"))
    made = _one(name, value, place)
    for goal in targets[1:] if name is targets[0] else targets:
        made.extend(_assign(goal, load(name), place, context))
    return made


def _assign(
    goal: gast.expr, value: gast.expr, place: gast.stmt, context: Context
) -> list[gast.stmt]:
    if is_display(goal) and is_display(value):
        pairs = _pairs(goal, value)
        if pairs is not None:
            return _in_parallel(pairs, place, context)
    if is_display(goal):
        made = unpack(goal, value, place, context)
        return [s for node in made for s in _again(node, context)]
    return _one(goal, value, place)


def _again(node: gast.stmt, context: Context) -> list[gast.stmt]:
    """What taking a target apart made may hold displays again."""
    if not isinstance(node, gast.Assign) or is_flat(node.targets[0]):
        return [node]
    return _assign(node.targets[0], node.value, node, context)


def _pairs(goal: gast.expr, value: gast.expr) -> list[Pair] | None:
    """Each target with its value; None if that is not known before the program runs."""
    goals, values = goal.elts, value.elts
    if any(isinstance(v, gast.Starred) for v in values):
        return None
    stars = [i for i, g in enumerate(goals) if isinstance(g, gast.Starred)]
    if stars and len(values) >= len(goals) - 1:
        first, after = stars[0], len(goals) - stars[0] - 1
        last = len(values) - after
        rest = gast.List(elts=values[first:last], ctx=gast.Load())
        goals = [*goals[:first], goals[first].value, *goals[first + 1 :]]
        values = [*values[:first], rest, *values[last:]]
    if len(goals) != len(values):
        return None
    pairs: list[Pair] = []
    for inner, part in zip(goals, values):
        deeper = is_display(inner) and is_display(part) and _pairs(inner, part)
        pairs += deeper or [(inner, part)]
    return pairs


def _in_parallel(
    pairs: list[Pair], place: gast.stmt, context: Context
) -> list[gast.stmt]:
    """Assignments in the order of the pairs, those that must wait at the end."""
    made: list[gast.stmt] = []
    waiting: list[Pair] = []
    for index, (goal, value) in enumerate(pairs):
        later = [v for _, v in pairs[index + 1 :]]
        if not (_clashes(goal, later, context) or _must_follow(goal, waiting, context)):
            made.extend(_assign(goal, value, place, context))
            continue
        if not _keeps(value, pairs):
            name = target(context.fresh(_waiting_name(goal)))
            made.extend(_assign(name, value, place, context))
            value = load(name)
        waiting.append((goal, value))
    for goal, value in waiting:
        made.extend(_assign(goal, value, place, context))
    return made


def _clashes(goal: gast.expr, later: list[gast.expr], context: Context) -> bool:
    """Whether storing into `goal` could change what the `later` values are."""
    if not context.read(later).isdisjoint(assigned([goal])):
        return True
    simple = (gast.Constant, gast.Name)
    stores = not is_display(goal) and not is_name(goal)
    stores = stores or (is_display(goal) and not is_flat(goal))
    return stores and not all(isinstance(v, simple) for v in later)


def _must_follow(goal: gast.expr, waiting: list[Pair], context: Context) -> bool:
    """Whether a store must stay behind those that wait already."""
    if not waiting:
        return False
    goals = [g for g, _ in waiting]
    used = context.read(goals) | set(assigned(goals))
    return not is_name(goal) or goal.id in used | reads([v for _, v in waiting])


def _keeps(value: gast.expr, pairs: list[Pair]) -> bool:
    """Whether `value` is the same after all the stores."""
    if isinstance(value, gast.Constant):
        return True
    return is_name(value) and value.id not in assigned([g for g, _ in pairs])


def _waiting_name(goal: gast.expr) -> str:
    return f"{goal.id}_new" if is_name(goal) else "value"


def _one(goal: gast.expr, value: gast.expr, place: gast.stmt) -> list[gast.stmt]:
    return at(place, template("goal = value", goal=goal, value=value))
