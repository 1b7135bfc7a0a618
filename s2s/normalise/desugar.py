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
    before = _placed(node, taint.context)
    return [*before, *_plain(node, taint)]


def _placed(node: gast.stmt, context: Context) -> list[gast.stmt]:
    """`[a, b][i][0] = e` stores into storage without a name: it gets one."""
    goals = [node.target] if isinstance(node, gast.AugAssign) else []
    goals = node.targets if isinstance(node, gast.Assign) else goals
    holders = [g for g in goals if isinstance(g, gast.Subscript) and not _has_root(g)]
    made = []
    for goal in holders:
        if isinstance(node, gast.Assign) and not made:  # Python evaluates it first
            value = target(context.fresh("value"))
            made += _one(value, node.value, node)
            node.value = at(node, load(value))
        place = target(context.fresh("place"))
        made += _one(place, goal.value, node)
        goal.value = at(node, load(place))
    return made


def _has_root(node: gast.expr) -> bool:
    """Is it a part of something that has a name?"""
    while isinstance(node, (gast.Subscript, gast.Attribute)):
        node = node.value
    return is_name(node)


def _plain(node: gast.stmt, taint: Taint) -> list[gast.stmt]:
    if isinstance(node, gast.Delete) and all(map(is_name, node.targets)):
        return []  # the backward sweep still reads what a name held
    if node not in taint.code:
        return _chained(node, taint.context) if _makes_aliases(node) else [node]
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


def _makes_aliases(node: gast.stmt) -> bool:
    """Does it bind or store an object, not a constant, several times?"""
    if not isinstance(node, gast.Assign) or len(node.targets) == 1:
        return False
    constant = isinstance(node.value, gast.Constant)
    return not (constant and all(map(is_name, node.targets)))


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
    whole = gast.Assign(targets=targets, value=value)
    stores = [(n.targets[0], n.value) for n in _chained(at(place, whole), context)]
    made = [_assign(goal, part, place, context) for goal, part in stores]
    return [store for group in made for store in group]


def _chained(node: gast.Assign, context: Context) -> list[gast.stmt]:
    """`a = b = e` as `a = e` and `b = a`."""
    if isinstance(node.value, gast.Constant):
        pairs = [(goal, clone(node.value)) for goal in node.targets]
    else:
        first = node.targets[0]
        name = first if is_name(first) else target(context.fresh("value"))
        rest = node.targets[1:] if name is first else node.targets
        pairs = [(name, node.value), *((goal, load(name)) for goal in rest)]
    return [s for goal, value in pairs for s in _one(goal, value, node)]


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
