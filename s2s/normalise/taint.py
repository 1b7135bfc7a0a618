"""This module decides what may carry a derivative: a flow-insensitive taint of names.

The differentiated parameters are tainted, and so is every name that is assigned, filled
or iterated from something tainted, and whatever shares storage with what is filled.

The taint spreads along the edges of a graph. A name has three nodes there: its *value*
is tainted; its storage is *filled* (`a[0] = t`); something inside of its elements is
(*deep*: `rows[0][1] = t`).
"""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.normalise.context import Context, functions_bound_once
from s2s.normalise.flows import Edge, edges
from s2s.normalise.inert import is_inert_call
from s2s.normalise.sources import base, values
from s2s.normalise.walk import children, evaluated, nodes
from s2s.tree.names import reads

LIST_CHANGES = frozenset({"append", "insert", "extend", "pop", "remove", "clear"})
_DEFINITIONS = (gast.FunctionDef, gast.ClassDef, gast.AsyncFunctionDef)
_BLOCKS = (gast.stmt, gast.ExceptHandler, gast.match_case)


class Taint(NamedTuple):
    """The names that may carry a derivative, and the statements that hold such code."""

    names: set[str]
    code: set[gast.stmt]
    functions: dict[str, gast.AST]
    context: Context

    def value(self, node: gast.AST | None) -> bool:
        """Whether the value of the expression `node` may carry a derivative."""
        return not self.names.isdisjoint(values(node, self.context))

    def user_call(self, node: gast.AST) -> bool:
        """Whether `node` calls a user's function with something tainted."""
        return isinstance(node, gast.Call) and _user_call(node, self)

    def changes_list(self, node: gast.AST) -> bool:
        """Whether `node` is `xs.pop()` or the like, for something tainted."""
        func = getattr(node, "func", None)
        if not isinstance(func, gast.Attribute) or func.attr not in LIST_CHANGES:
            return False
        return self.context.resolve(func) is None and self.value(func.value)


def taint_of(tree: gast.FunctionDef, context: Context) -> Taint:
    """The taint of the function `tree`, from the differentiated parameters on."""
    everything = nodes(tree.body)
    functions = functions_bound_once(tree, everything)
    names = _reached(context.tainted, edges(everything, functions, context))
    taint = Taint(set(names), set(), functions, context)
    for statement in tree.body:
        _mark(statement, taint)
    return taint


def _reached(roots: frozenset[str], graph: dict[Edge, set[Edge]]) -> list[str]:
    found = {("value", name) for name in roots}
    waiting = list(found)
    while waiting:
        fresh = graph.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return [name for _, name in found]


def _user_call(node: gast.Call, taint: Taint) -> bool:
    own = getattr(node.func, "id", None) in taint.functions
    own = own or isinstance(node.func, gast.Lambda)
    if not own and (is_inert_call(node, taint.context) or _unknown(node, taint)):
        return False
    arguments = [node.func, *node.args, *(k.value for k in node.keywords)]
    return any(taint.value(argument) for argument in arguments)


def _unknown(node: gast.Call, taint: Taint) -> bool:
    return not taint.context.is_user_call(node)


def _mark(statement: gast.stmt, taint: Taint) -> bool:
    """Whether `statement` holds tainted code; remembers it and what is inside."""
    inner = [_mark(child, taint) for child in inner_statements(statement)]
    if any(inner) or _carries(statement, taint):
        taint.code.add(statement)
        return True
    return False


def inner_statements(statement: gast.stmt) -> list[gast.stmt]:
    """The statements directly inside of a compound statement of this scope."""
    if isinstance(statement, _DEFINITIONS):
        return []
    found = []
    for field in ("body", "orelse", "finalbody"):
        found.extend(getattr(statement, field, []))
    for arm in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        found.extend(arm.body)
    return found


def _carries(statement: gast.stmt, taint: Taint) -> bool:
    if isinstance(statement, (gast.Return, gast.Expr)) and taint.value(statement.value):
        return True
    if isinstance(statement, _DEFINITIONS):
        return statement.name in taint.names or _class_reads(statement, taint)
    return any(_touches(node, taint) for node in evaluated(own_parts(statement)))


def _touches(node: gast.AST, taint: Taint) -> bool:
    """Whether a node binds or fills something tainted, or calls with it."""
    kind = type(node)
    if kind is gast.Name:
        return not isinstance(node.ctx, gast.Load) and node.id in taint.names
    if kind is gast.Subscript or kind is gast.Attribute:
        return not isinstance(node.ctx, gast.Load) and base(node) in taint.names
    if kind is gast.alias:
        return (node.asname or node.name) in taint.names
    return taint.user_call(node) or taint.changes_list(node)


def _class_reads(statement: gast.stmt, taint: Taint) -> bool:
    is_class = isinstance(statement, gast.ClassDef)
    return is_class and not taint.names.isdisjoint(reads(statement.body))


def own_parts(statement: gast.stmt) -> list[gast.AST]:
    """The expressions of a statement that do not belong to statements inside of it."""
    if isinstance(statement, _DEFINITIONS):
        return []
    return [child for child in children(statement) if not isinstance(child, _BLOCKS)]
