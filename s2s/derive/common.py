"""This module names what the adjoint of one statement would compute twice.

    c_bar -= np.sum(u_bar[1:] * (u[1:] - u[:-1]))    part = u[1:] - u[:-1]
    u_bar[1:] -= c * u_bar[1:] * (u[1:] - u[:-1])    c_bar -= np.sum(u_bar[1:] * part)
                                                     u_bar[1:] -= c * u_bar[1:] * part

Only what stays the same while the adjoint of a statement runs counts: values of the
program, and what that adjoint assigns at most once and does not change. An array that
becomes an adjoint is a buffer of its own, which later statements may change in place:
`a_bar = 0.5 * y_bar` and `b_bar = 0.5 * y_bar` stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import gast

from s2s.derive.cost import is_dear
from s2s.derive.paste import CHANGES_ADJOINTS, OBJECTS
from s2s.derive.rename import Rename
from s2s.derive.shapes import is_scalar
from s2s.tree.key import key_of
from s2s.tree.names import names_in
from s2s.tree.template import template
from s2s.tree.walk import children, nodes


def common(statements: list[gast.stmt], facts, fresh: Callable) -> list[gast.stmt]:
    """The statements with repeated computations named."""
    if not statements:
        return statements
    found: dict[str, list[gast.expr]] = {}
    for statement in statements:
        for part in _parts(statement, facts):
            for node in _computed(part):
                found.setdefault(key_of(node), []).append(node)
    found = {key: nodes for key, nodes in found.items() if len(nodes) > 1}
    if not found:
        return statements
    repeated = _lasting(found, _changing(statements, facts), facts)
    outer = {k: v for k, v in repeated.items() if not _inside_others(k, v, repeated)}
    named = {key: fresh("part") for key in outer}
    if not named:
        return statements
    rename, made = _RenameParts(named, facts), []
    for statement in statements:
        for key in [k for k in outer if k in key_of(statement)]:
            made += template("x = e", x=named[key], e=outer.pop(key)[0])
            facts.note(made[-1:])
        made.append(rename.visit(statement))
    return made


def _parts(statement: gast.stmt, facts) -> list[gast.AST]:
    """What of a statement may have a name: not a buffer that it makes."""
    return children(statement.value) if _makes_buffer(statement, facts) else [statement]


def _makes_buffer(statement: gast.AST, facts) -> bool:
    """Is it `x_bar = e` with an array?"""
    if not isinstance(statement, gast.Assign):
        return False
    scalar = is_scalar(facts.kind(statement.value))
    return isinstance(statement.targets[0], gast.Name) and not scalar


def _inside_others(key: str, nodes: list, repeated: dict) -> bool:
    """Does it occur only within something larger that is repeated as often?"""
    return any(
        key != other and key in other and len(repeated[other]) >= len(nodes)
        for other in repeated
    )


def _changing(statements: list[gast.stmt], facts) -> set[str]:
    """The names that statements assign twice, or change in place."""
    bound: Counter = Counter()
    changed: set[str] = set()
    for node in nodes(statements):
        if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Name):
            bound[node.targets[0].id] += 1
        elif isinstance(node, gast.Assign):
            changed |= names_in(node.targets)
        elif isinstance(node, gast.AugAssign):
            changed |= names_in(node.target)
        elif isinstance(node, (gast.Expr, gast.If)) or not _is_pure(node, facts):
            changed |= names_in(node)
    return changed | {n for n, times in bound.items() if times > 1}


def _is_pure(call: gast.AST, facts) -> bool:
    """Does a call in unfinished text only give a value? What is no call does."""
    if not isinstance(call, gast.Call):
        return True
    module = getattr(getattr(call.func, "value", None), "id", "")
    if module == "@shared":
        return call.func.attr == "of"
    if module in OBJECTS:
        return call.func.attr not in CHANGES_ADJOINTS
    return facts.rule_of(call) is not None


def _computed(node: gast.AST) -> list[gast.expr]:
    """The operations that a tree carries out for sure, inner ones first."""
    if isinstance(node, (gast.BoolOp, gast.Lambda)):
        return []
    parts = [node.test] if isinstance(node, gast.IfExp) else children(node)
    found = [inner for part in parts for inner in _computed(part)]
    return [*found, node] if isinstance(node, (gast.BinOp, gast.Call)) else found


def _lasting(found: dict[str, list], changing: set[str], facts) -> dict[str, list]:
    """What is worth a name, of what is computed several times, and stays the same."""

    def is_steady(variable: str) -> bool:
        if variable in facts.program_names or variable.startswith("@"):
            return variable != "@shared"
        return variable not in changing and "@shared" not in changing

    dear = {k: [n for n in nodes if is_dear(n, facts)] for k, nodes in found.items()}
    return {
        key: nodes
        for key, nodes in dear.items()
        if len(nodes) > 1 and all(map(is_steady, names_in(nodes[0])))
    }


class _RenameParts(Rename):
    """Leaves the buffers that statements make as they are."""

    def __init__(self, named: dict[str, str], facts) -> None:
        super().__init__(named)
        self.facts = facts

    def visit_Assign(self, node: gast.Assign) -> gast.AST:
        if not _makes_buffer(node, self.facts):
            return self.generic_visit(node)
        self.inside(node.value)
        return node
