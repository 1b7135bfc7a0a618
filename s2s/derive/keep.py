"""This module names what a statement computes and its adjoint would compute again.

    p = 1.0 / (1.0 + np.exp(-z))        exp = np.exp(-z)
                                        part = 1.0 + exp
                                        p = 1.0 / part

In loops that takes a stack: only arithmetic on arrays that change is named there, where
their contents would have to be recorded instead.
"""

from __future__ import annotations

from collections.abc import Iterator

import gast

from s2s.derive.cost import is_dear, is_light
from s2s.derive.hoist import word_for
from s2s.derive.rename import Rename
from s2s.derive.steps import Step
from s2s.kinds import Array
from s2s.tree.key import key_of
from s2s.tree.names import Names, reads
from s2s.tree.template import clone, template
from s2s.tree.walk import children

_EAGER = (gast.BinOp, gast.UnaryOp, gast.Call, gast.Subscript, gast.Tuple, gast.Slice)


class Keeper:
    """Goes backwards through a program; `needed` are the names that are read later."""

    def __init__(self, facts, names: Names, is_in_loop: bool = False) -> None:
        self.facts, self.names, self.is_in_loop = facts, names, is_in_loop
        self.needed: set[str] = set()

    def note(self, step: Step) -> None:
        """Name in the forward text of a step what its adjoint reads of it."""
        node = step.node
        if isinstance(node, gast.If):
            self.needed |= reads(node.test)
        elif step.arms:
            self.needed |= reads(node)
        elif self.is_needed(node):
            if step.forward == [node] and getattr(node, "value", None) is not None:
                self.name_parts(step)
            self.needed |= reads(node)
        self.needed |= reads(step.adjoint)

    def is_needed(self, node: gast.stmt) -> bool:
        """Does the forward sweep run it for sure?"""
        if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Name):
            return node.targets[0].id in self.needed
        return not isinstance(node, gast.Return)

    def is_kept(self, node: gast.expr) -> bool:
        """Is it worth a name, and in a loop a stack?"""
        if not is_dear(node, self.facts):
            return False
        if not self.is_in_loop:
            return True
        array = isinstance(self.facts.kind(node), Array)
        changes = any(map(self.facts.cells_of, reads(node)))
        return array and changes and not is_light(node, self.facts)

    def name_parts(self, step: Step) -> None:
        node, facts = step.node, self.facts
        computed = {key_of(n): n for n in _evaluated(node.value) if self.is_kept(n)}
        computed.pop(key_of(node.value), None)
        if not computed:
            return
        found: dict[str, gast.expr] = {}
        for statement in step.adjoint:
            text = key_of(statement)
            if any(key in text for key in computed):
                _search(statement, computed, found)
        if not found:
            return
        rename = Rename({})
        step.forward = []
        for key, value in sorted(found.items(), key=lambda item: len(item[0])):
            local = self.names.fresh(word_for(value))
            step.forward += template("x = e", x=local, e=rename.inside(clone(value)))
            facts.declare(local, facts.kind(value))
            facts.add_program_name(local)
            rename.named[key] = local
        last = type(node)(**{**vars(node), "value": rename.visit(clone(node.value))})
        step.forward = [gast.copy_location(s, node) for s in [*step.forward, last]]
        step.adjoint[:] = [rename.visit(s) for s in step.adjoint]


def _evaluated(node: gast.expr) -> Iterator[gast.expr]:
    """The parts of an expression that are computed whatever their values are."""
    if isinstance(node, _EAGER):
        yield node
        for child in children(node):
            if child is not getattr(node, "func", None):
                yield from _evaluated(child)


def _search(node: gast.AST, computed: dict, found: dict) -> None:
    """The largest parts of an adjoint that the statement computes."""
    if isinstance(node, (gast.BinOp, gast.Call)):  # nothing else is dear
        key = key_of(node)
        if key in computed:
            found[key] = computed[key]
            return
    for child in children(node):
        _search(child, computed, found)
