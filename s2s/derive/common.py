"""This module names what the adjoint of one statement would compute twice.

    c_bar -= np.sum(u_bar[1:] * (u[1:] - u[:-1]))    part = u[1:] - u[:-1]
    u_bar[1:] -= c * u_bar[1:] * (u[1:] - u[:-1])    c_bar -= np.sum(u_bar[1:] * part)
                                                     u_bar[1:] -= c * u_bar[1:] * part

Only values of the program count: they stay the same while the adjoint of a statement
runs.
"""

from __future__ import annotations

from collections.abc import Callable

import gast

from s2s.kinds import Complex, Float, Inert
from s2s.tree.key import key_of
from s2s.tree.template import name, template
from s2s.tree.walk import children as inside


def common(statements: list[gast.stmt], facts, fresh: Callable) -> list[gast.stmt]:
    """The statements with repeated computations named."""
    if not statements:
        return statements
    counts: dict[str, list] = {}
    for statement in statements:
        _count(statement, facts, counts)
    repeated = {key: nodes for key, nodes in counts.items() if len(nodes) > 1}
    outer = {k: v for k, v in repeated.items() if not _inside_others(k, v, repeated)}
    named = {key: fresh("part") for key in outer}
    if not named:
        return statements
    made = [
        s
        for key, local in named.items()
        for s in template("x = e", x=local, e=outer[key][0])
    ]
    facts.note(made)
    rename = _Rename(named)
    return [*made, *(rename.visit(s) for s in statements)]


def _inside_others(key: str, nodes: list, repeated: dict) -> bool:
    """Does it occur only within something larger that is repeated as often?"""
    return any(
        key != other and key in other and len(repeated[other]) >= len(nodes)
        for other in repeated
    )


def _count(node: gast.AST, facts, counts: dict) -> bool:
    """Count computations of the program's values; is the node one of them itself?"""
    children = [_count(c, facts, counts) for c in inside(node)]
    if isinstance(node, gast.Name):
        return node.id in facts.program_names or node.id.startswith("@")
    steady = all(children)
    if steady and _is_computation(node, facts):
        counts.setdefault(key_of(node), []).append(node)
    return steady


def _is_computation(node: gast.AST, facts) -> bool:
    """Arithmetic on arrays, or a call of a function without effects."""
    if isinstance(node, gast.Call):
        return facts.rule_of(node) is not None
    if not isinstance(node, gast.BinOp):
        return False
    return not isinstance(facts.kind(node), (Float, Complex, Inert))


class _Rename(gast.NodeTransformer):
    def __init__(self, named: dict) -> None:
        self.named = named

    def generic_visit(self, node: gast.AST) -> gast.AST:
        if isinstance(node, (gast.BinOp, gast.Call)):
            local = self.named.get(key_of(node))
            if local is not None:
                return name(local)
        return super().generic_visit(node)
