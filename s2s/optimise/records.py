"""This module keeps in a variable what is pushed and popped once.

    v_stack = []
    v_stack.append(v.copy())            v_record = v.copy()
    v += w                              v += w
    # = backward sweep                  # = backward sweep
    v[:] = v_stack.pop()                v[:] = v_record
"""

from __future__ import annotations

import gast

from s2s.optimise.facts import Facts
from s2s.optimise.nodes import changed, statements, walk

_LOOPS = (gast.For, gast.While, gast.AsyncFor)


def records(tree: gast.FunctionDef, facts: Facts) -> gast.FunctionDef:
    """The function without stacks that hold one thing at most."""
    taken = {n.id for n in walk(tree) if isinstance(n, gast.Name)}
    for stack in sorted(facts.temporaries & taken):
        stem, ending, digits = stack.rpartition("_stack")
        record = f"{stem}_record{digits}"
        if ending and record not in taken:
            tree = _as_variable(tree, stack, record)
    return tree


def _as_variable(tree: gast.FunctionDef, stack: str, record: str) -> gast.FunctionDef:
    uses = [s for s in statements(tree.body) if _mentions(s, stack)]
    looped = [s for s in uses if isinstance(s, _LOOPS)]
    simple = [s for s in uses if not isinstance(s, (*_LOOPS, gast.If))]
    kinds = [_use(s, stack) for s in simple]
    if looped or kinds != ["begin", "push", "pop"]:
        return tree
    begin, push, pop = simple
    new = {
        id(begin): None,
        id(push): _assigned(record, push),
        id(pop): changed(pop, value=_name(record, gast.Load(), pop)),
    }
    return changed(tree, body=_replaced(tree.body, new))


def _use(statement: gast.stmt, stack: str) -> str:
    """How a simple statement uses a stack: "begin", "push" or "pop", else ""."""
    if _count(statement, stack) != 1:
        return ""
    value = getattr(statement, "value", None)
    if isinstance(statement, gast.Assign):
        target = statement.targets[0]
        if isinstance(target, gast.Name) and target.id == stack:
            return "begin" if isinstance(value, gast.List) and not value.elts else ""
        return "pop" if _method(value, stack) == "pop" else ""
    pushed = isinstance(statement, gast.Expr) and _method(value, stack) == "append"
    return "push" if pushed else ""


def _method(call: gast.expr, stack: str) -> str:
    func = getattr(call, "func", None)
    own = isinstance(func, gast.Attribute) and getattr(func.value, "id", "") == stack
    return func.attr if own else ""


def _assigned(record: str, push: gast.Expr) -> gast.Assign:
    target = _name(record, gast.Store(), push)
    made = gast.Assign([target], push.value.args[0], None)
    return gast.copy_location(made, push)


def _name(text: str, ctx: gast.expr_context, place: gast.AST) -> gast.Name:
    return gast.copy_location(gast.Name(text, ctx, None, None), place)


def _replaced(body: list, new: dict) -> list:
    found = []
    for statement in body:
        if isinstance(statement, gast.If):
            inner = _replaced(statement.body, new) or [gast.Pass()]
            orelse = _replaced(statement.orelse, new)
            statement = changed(statement, body=inner, orelse=orelse)
        statement = new.get(id(statement), statement)
        if statement is not None:
            found.append(statement)
    return found


def _count(node: gast.AST, name: str) -> int:
    return sum(isinstance(n, gast.Name) and n.id == name for n in walk(node))


def _mentions(node: gast.AST, name: str) -> bool:
    return _count(node, name) > 0
