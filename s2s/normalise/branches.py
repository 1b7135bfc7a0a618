"""This module names the tests of branches that hold code with derivatives.

    if x > 0 and done(y):          branch = x > 0 and done(y)
        ...                        if branch:
                                       ...

A test stays where it is if the backward sweep finds in it what the forward sweep did: a
name that the branch does not assign, or a comparison of constants and names that are
assigned once, outside of loops. What storage holds may be another thing by then.
"""

from __future__ import annotations

import gast

from s2s.normalise.blocks import rewrite, statements
from s2s.normalise.context import Context, is_name
from s2s.normalise.inert import is_inert_call
from s2s.normalise.loops import is_range
from s2s.normalise.sources import storage
from s2s.normalise.taint import LIST_CHANGES, Taint
from s2s.normalise.walk import nodes
from s2s.tree.names import assigned, parameters
from s2s.tree.template import at, load, target, template

_SIMPLE = (gast.Compare, gast.UnaryOp, gast.BinOp, gast.Constant, gast.Name)


def name_tests(tree: gast.FunctionDef, taint: Taint) -> gast.FunctionDef:
    """The function with the tests of its tainted branches named."""
    context = taint.context
    indices = _indices(tree, context)
    changed_inside = _changed_inside(tree, context) - indices
    fixed = _fixed_names(tree, indices)

    def statement(node: gast.stmt) -> list[gast.stmt]:
        if not isinstance(node, gast.If) or node not in taint.code:
            return [node]
        changed = {*assigned(node.body), *assigned(node.orelse)}
        known = changed.isdisjoint(n.id for n in nodes(node.test) if is_name(n))
        lasting = changed_inside.isdisjoint(_truth_of(node.test, context))
        same = lasting and changed_inside.isdisjoint(_compared(node.test))
        stays = known and same and _is_simple(node.test, fixed)
        is_truth = lasting and not taint.value(node.test)
        return [node] if stays else _named(node, context, is_truth)

    tree.body = rewrite(tree.body, statement)
    return tree


def _named(node: gast.If, context: Context, is_truth: bool) -> list[gast.stmt]:
    """A list in a test may be empty at one time and not at another."""
    name = target(context.fresh("branch"))
    held = "test" if is_truth else f"{context.builtin('bool', node)}(test)"
    text = f"name = {held}"
    made = template(text, name=name, test=node.test)
    node.test = at(node.test, load(name))
    return at(node, [*made, node])


def _truth_of(test: gast.expr, context: Context) -> set[str]:
    """The names of the storage whose own truth decides a test."""
    if isinstance(test, gast.BoolOp):
        return set().union(*(_truth_of(value, context) for value in test.values))
    if isinstance(test, gast.UnaryOp) and isinstance(test.op, gast.Not):
        return _truth_of(test.operand, context)
    return set(storage(test, context))


def _compared(test: gast.expr) -> set[str]:
    """The names of what may be compared item by item: `i in seen`, `old == new`."""
    compared = [n for n in nodes(test) if isinstance(n, gast.Compare)]
    parts = (p for n in compared for p in _with_items(n))
    return {n.id for part in parts for n in nodes(part) if is_name(n)}


def _with_items(test: gast.Compare) -> list[gast.expr]:
    parts = [test.left, *test.comparators]
    if any(isinstance(op, (gast.In, gast.NotIn)) for op in test.ops):
        return parts
    return [] if any(isinstance(p, gast.Constant) for p in parts) else parts


def _changed_inside(tree: gast.FunctionDef, context: Context) -> set[str]:
    """Names of what may be changed in place: stored into, passed on, or an alias.

    By this function, or by others before the backward sweep.
    """
    found, aliases = _stored_into(tree) | context.unsteady, []
    for node in nodes(tree.body):
        if isinstance(node, gast.Call) and not is_inert_call(node, context):
            method = isinstance(node.func, gast.Attribute)
            parts = [*node.args, *([node.func.value] if method else [])]
            found |= {n.id for part in parts for n in nodes(part) if is_name(n)}
        elif isinstance(node, gast.AugAssign) and is_name(node.target):
            found.add(node.target.id)
        elif isinstance(node, (gast.Assign, gast.NamedExpr)):
            aliases += _shared(assigned([node]), node.value, context)
        elif isinstance(node, gast.For):
            aliases += _shared(assigned([node.target]), node.iter, context)
    while more := {n for pair in aliases if found & {*pair} for n in pair} - found:
        found |= more
    return found


def _shared(names: list[str], value: gast.expr, context: Context) -> list[tuple]:
    return [(name, other) for name in names for other in storage(value, context)]


def _is_simple(test: gast.expr, fixed: set[str]) -> bool:
    operand = test
    while isinstance(operand, gast.UnaryOp) and isinstance(operand.op, gast.Not):
        operand = operand.operand
    if isinstance(operand, (gast.Name, gast.Constant)):
        return True
    parts = [n for n in nodes(operand) if isinstance(n, gast.expr)]
    known = all(n.id in fixed for n in parts if is_name(n))
    plain = all(isinstance(n, _SIMPLE) for n in parts)
    return known and plain and isinstance(operand, gast.Compare)


def _indices(tree: gast.FunctionDef, context: Context) -> set[str]:
    """The names of integers that loops over ranges count."""
    loops = (n for n in statements(tree.body) if is_range(n, context))
    return {n.target.id for n in loops if is_name(n.target)}


def _fixed_names(tree: gast.FunctionDef, indices: set[str]) -> set[str]:
    """Names with one value in each run, and the indices of loops over ranges.

    What somebody stores into is not fixed, nor is what a nested function may assign.
    """
    counts = dict.fromkeys(parameters(tree), 1)
    looped: set[str] = set()
    for node in statements(tree.body):
        for name in _bound_by(node):
            counts[name] = counts.get(name, 0) + 1
        if isinstance(node, gast.For):
            looped |= {*assigned([node.target]), *assigned(node.body)}
        elif isinstance(node, gast.While):
            looped |= set(assigned(node.body))
    once = {n for n, count in counts.items() if count == 1} - looped
    return (once | indices) - _stored_into(tree)


def _bound_by(node: gast.stmt) -> list[str]:
    if isinstance(node, (gast.If, gast.While)):
        return assigned([node.test])
    if isinstance(node, gast.For):
        return assigned([node.target, node.iter])
    if isinstance(node, gast.AugAssign) and is_name(node.target):
        return [node.target.id] * 2
    return assigned([node])


def _stored_into(tree: gast.FunctionDef) -> set[str]:
    found: set[str] = set()
    for node in nodes(tree):
        if isinstance(node, gast.Subscript) and not isinstance(node.ctx, gast.Load):
            found |= {n.id for n in nodes(node.value) if is_name(n)}
        elif isinstance(node, gast.Nonlocal):
            found |= set(node.names)
        elif isinstance(node, gast.Attribute) and node.attr in LIST_CHANGES:
            found |= {n.id for n in nodes(node.value) if is_name(n)}
    return found
