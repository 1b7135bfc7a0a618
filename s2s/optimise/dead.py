"""This module drops what nobody reads: assignments, updates, stacks, ifs and loops.

    x_stack = []                         # = backward sweep
    for i in range(n):                   for _ in range(n):
        x_stack.append(x)                    y_bar = 2.0 * y_bar
    # = backward sweep                   return y_bar
    for i in range(n):
        x = x_stack.pop()
        y_bar = 2.0 * y_bar
    return y_bar

A statement goes if all it does is to give values to names that are not read later, or
to change storage in place that only such names can reach (`storage.py`). A loop whose
body is empty goes, as if it were known to end.
"""

from __future__ import annotations

from functools import cached_property

import gast

from s2s.optimise.blocks import filled, is_comment, is_title, without_idle_comments
from s2s.optimise.effects import Effects, effects_of
from s2s.optimise.facts import Facts
from s2s.optimise.liveness import Liveness
from s2s.optimise.nodes import changed
from s2s.tree.names import reads

_OPPOSITES = {
    gast.Eq: gast.NotEq,
    gast.NotEq: gast.Eq,
    gast.Is: gast.IsNot,
    gast.IsNot: gast.Is,
    gast.In: gast.NotIn,
    gast.NotIn: gast.In,
}  # fmt: skip


def dead(tree: gast.FunctionDef, facts: Facts) -> gast.FunctionDef:
    """The function without what its result and effects do not need."""
    effects = effects_of(tree, facts)
    sweep = _Sweep(effects, Liveness(effects, strong=True))
    return changed(tree, body=sweep.function_body(tree.body))


class _Sweep:
    def __init__(self, effects: Effects, liveness: Liveness) -> None:
        self._effects = effects
        self._liveness = liveness
        self._backward = False

    @cached_property
    def _idle(self) -> bool:
        """Does nothing read `_`? Else it may be a global of the user's."""
        return "_" not in reads(self._effects.tree.body)

    def function_body(self, body: list) -> list:
        return filled(self._block(body), body)

    def _block(self, block: list) -> list:
        kept = []
        for statement in block:
            self._backward = self._backward or is_title(statement, "backward")
            if is_comment(statement):
                kept.append(statement)
            elif id(statement) in self._liveness.stays:
                kept.append(self._tidy(statement))
        return without_idle_comments(kept)

    def _tidy(self, statement: gast.stmt) -> gast.stmt:
        if isinstance(statement, gast.If):
            return self._if(statement)
        if isinstance(statement, gast.For):
            return self._for(statement)
        if isinstance(statement, gast.While):
            return self._arms(statement)
        if isinstance(statement, gast.Assign):
            return self._assign(statement)
        return statement

    def _arms(self, statement: gast.stmt) -> gast.stmt:
        body = filled(self._block(statement.body), statement.body)
        return changed(statement, body=body, orelse=self._block(statement.orelse))

    def _if(self, statement: gast.If) -> gast.stmt:
        tidied = self._arms(statement)
        if not isinstance(tidied.body[0], gast.Pass):
            return tidied
        if not tidied.orelse:
            return _place(gast.Expr(value=statement.test), statement)
        test = opposite(statement.test)
        return changed(tidied, test=test, body=tidied.orelse, orelse=[])

    def _for(self, loop: gast.For) -> gast.For:
        tidied = self._arms(loop)
        named = isinstance(loop.target, gast.Name) and loop.target.id != "_"
        if not named or not self._backward:
            return tidied
        live = self._liveness.after[id(loop)] | self._liveness.start[id(loop)]
        if self._effects.bound(loop.target) & live or not self._idle:
            return tidied
        return changed(tidied, target=changed(loop.target, id="_"))

    def _assign(self, statement: gast.Assign) -> gast.stmt:
        """`x = stack.pop()` where x is dead but not the stack: `stack.pop()`."""
        effect = self._effects.of(statement)
        names = all(isinstance(target, gast.Name) for target in statement.targets)
        live = self._liveness.after[id(statement)] & effect.binds
        if live or not names or not isinstance(statement.value, gast.Call):
            return statement
        return _place(gast.Expr(value=statement.value), statement)


def opposite(test: gast.expr) -> gast.expr:
    """`not test`. An ordering is not turned round: nan is neither less nor not less."""
    if isinstance(test, gast.UnaryOp) and isinstance(test.op, gast.Not):
        return test.operand
    if isinstance(test, gast.Compare) and len(test.ops) == 1:
        other = _OPPOSITES.get(type(test.ops[0]))
        if other:
            return changed(test, ops=[other()])
    return _place(gast.UnaryOp(op=gast.Not(), operand=test), test)


def _place(node: gast.AST, like: gast.AST) -> gast.AST:
    return gast.copy_location(node, like)
