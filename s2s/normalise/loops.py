"""This module puts loops into the form in which they can be run backwards.

A loop over a range has bounds that its body leaves alone, and an index that nothing
else binds. A loop whose trips are not known beforehand counts them:

    while t < t_end:               trips = 0
        t = t + dt                 while t < t_end:
                                       trips += 1
                                       t = t + dt
"""

from __future__ import annotations

import gast

from s2s.normalise.blocks import rewrite, statements
from s2s.normalise.context import Context, is_name
from s2s.normalise.taint import Taint
from s2s.normalise.walk import nodes
from s2s.tree.names import assigned
from s2s.tree.template import at, load, target, template

_BOUNDS = {1: ["stop"], 2: ["start", "stop"], 3: ["start", "stop", "step"]}
_ARITHMETIC = (gast.BinOp, gast.UnaryOp, gast.Constant, gast.Name)


def shape_loops(tree: gast.FunctionDef, taint: Taint) -> gast.FunctionDef:
    """The function with its tainted loops in that form."""
    unclean = _unclean_indices(tree, taint)
    inner = [node for node in nodes(tree.body) if isinstance(node, gast.Nonlocal)]
    rebound = {name for node in inner for name in node.names}
    tree.body = rewrite(
        tree.body, lambda node: _statement(node, unclean, rebound, taint)
    )
    return tree


def _statement(
    node: gast.stmt, unclean: set[str], rebound: set[str], taint: Taint
) -> list[gast.stmt]:
    if node not in taint.code or not isinstance(node, (gast.For, gast.While)):
        return [node]
    context = taint.context
    before: list[gast.stmt] = []
    if is_range(node, context):
        before += _hoist_bounds(node, context, rebound)
        _clean_index(node, unclean, context)
    if not is_range(node, context) or _has_break(node.body):
        before += _count_trips(node, context)
    return at(node, [*before, node])


def is_range(node: gast.stmt, context: Context) -> bool:
    """Whether `node` is a `for` over a range."""
    if not isinstance(node, gast.For) or not context.is_builtin(node.iter, "range"):
        return False
    starred = any(isinstance(a, gast.Starred) for a in node.iter.args)
    return not starred and len(node.iter.args) in _BOUNDS


def _hoist_bounds(
    node: gast.For, context: Context, rebound: set[str]
) -> list[gast.stmt]:
    changed = {*assigned([node.target]), *assigned(node.body), *rebound}
    names = _BOUNDS[len(node.iter.args)]
    made: list[gast.stmt] = []
    for place, bound in enumerate(node.iter.args):
        if not _is_arithmetic(bound, changed):
            name = target(context.fresh(names[place]))
            made += template("name = bound", name=name, bound=bound)
            node.iter.args[place] = at(bound, load(name))
    return made


def _is_arithmetic(node: gast.expr, changed: set[str]) -> bool:
    """Whether a bound is made of constants and names that the body leaves alone."""
    parts = [n for n in nodes(node) if isinstance(n, gast.expr)]
    names = {n.id for n in parts if is_name(n)}
    return all(isinstance(n, _ARITHMETIC) for n in parts) and not names & changed


def _unclean_indices(tree: gast.FunctionDef, taint: Taint) -> set[str]:
    """The targets of ranges that are bound or read where they are not an index."""
    loops = [n for n in statements(tree.body) if is_range(n, taint.context)]
    targets = {n.target.id for n in loops if is_name(n.target)}
    return {name for name in targets if not _is_clean(name, tree.body, loops)}


def _is_clean(name: str, body: list[gast.stmt], loops: list[gast.For]) -> bool:
    mine = [n for n in loops if is_name(n.target) and n.target.id == name]
    inside = [inner for n in mine for s in n.body for inner in nodes(s)]
    bound = {n.target for n in mine}
    if bound & set(inside):
        return False
    allowed = bound | set(inside)
    for node in nodes(body):
        if is_name(node) and node.id == name:
            read_inside = isinstance(node.ctx, gast.Load) and node in allowed
            if not (read_inside or node in bound):
                return False
    return True


def _clean_index(node: gast.For, unclean: set[str], context: Context) -> None:
    """`for index in range(n): i = index` where `i` is not the loop's alone."""
    if is_name(node.target) and node.target.id not in unclean:
        return
    index = target(context.fresh("index"))
    first = template("i = index", i=node.target, index=load(index))
    node.target = at(node, index)
    node.body = at(node, first) + node.body


def _has_break(body: list[gast.stmt]) -> bool:
    return any(
        isinstance(s, gast.Break)
        or (isinstance(s, gast.If) and (_has_break(s.body) or _has_break(s.orelse)))
        for s in body
    )


def _count_trips(node: gast.For | gast.While, context: Context) -> list[gast.stmt]:
    trips = context.fresh("trips")
    node.body = at(node, template("trips += 1", trips=trips)) + node.body
    return template("trips = 0", trips=trips)
