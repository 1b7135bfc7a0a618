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
from s2s.optimise.nodes import blocks, changed
from s2s.tree.names import names_in
from s2s.tree.walk import nodes

_COMPOUND = {gast.If: "test", gast.For: "iter", gast.While: "test"}


def records(tree: gast.FunctionDef, facts: Facts) -> gast.FunctionDef:
    """The function without stacks that hold one thing at most."""
    uses: dict[str, list] = {n: [] for n in facts.temporaries if "_stack" in n}
    if uses:
        _collect(tree.body, uses, once=True)
    simple = [stack for stack in sorted(uses) if _is_one_thing(stack, uses[stack])]
    taken = names_in(tree) if simple else set()
    new: dict[int, gast.stmt | None] = {}
    for stack in simple:
        stem, _, digits = stack.rpartition("_stack")
        record = f"{stem}_record{digits}"
        if record not in taken:
            begin, push, pop = uses[stack]
            new[id(begin)] = None
            new[id(push)] = _assigned(record, push)
            new[id(pop)] = changed(pop, value=_name(record, gast.Load(), pop))
    return changed(tree, body=_replaced(tree.body, new)) if new else tree


def _collect(body: list, uses: dict[str, list], once: bool) -> None:
    """The statements that mention each stack; None for one that may run again."""
    for statement in body:
        header = _COMPOUND.get(statement.__class__)
        part = getattr(statement, header) if header else statement
        for node in nodes(part):
            if node.__class__ is gast.Name and node.id in uses:
                uses[node.id].append(statement if once and not header else None)
        if header:
            for inner in blocks(statement):
                _collect(inner, uses, once and isinstance(statement, gast.If))


def _is_one_thing(stack: str, uses: list) -> bool:
    return [s and _use(s, stack) for s in uses] == ["begin", "push", "pop"]


def _use(statement: gast.stmt, stack: str) -> str:
    """How a simple statement uses a stack: "begin", "push" or "pop", else ""."""
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
