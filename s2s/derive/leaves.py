"""This module finds the names that a derivative flows through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import gast

from s2s.analyse.flow import root
from s2s.derive.facts import Facts, carries
from s2s.tree.walk import children


class Leaves:
    """The names whose derivative an expression carries; those that a call changes."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __call__(self, node: gast.expr | None) -> set[str]:
        if node is None or not self.facts.varied(node):
            return set()
        if isinstance(node, gast.Name):
            return {node.id}
        if isinstance(node, (gast.Subscript, gast.Attribute)):
            return self(node.value)
        if isinstance(node, gast.Call):
            return self.operands(node)
        return {n for c in children(node) if isinstance(c, gast.expr) for n in self(c)}

    def operands(self, node: gast.Call) -> set[str]:
        """The names whose derivative a call is given, captures included."""
        values = [*node.args, *(k.value for k in node.keywords)]
        callee = self.facts.scope.callee(node.func)
        if callee is not None:
            values = [a for a in self.facts.analysis.specialised(callee, node)[1] if a]
        elif isinstance(node.func, gast.Attribute):
            values.append(node.func.value)
        return {n for v in values for n in self(v)}

    def changes(self, call: gast.Call) -> Iterator[tuple[set[str], set[str]]]:
        """What flows into what a call changes: (sources, targets)."""
        if self.facts.scope.callee(call.func) is None:
            yield self.operands(call), self.changed(call)
            return
        summary = self.facts.analysis.summary_of(call)
        arguments = self.facts.analysis.arguments_of(call)
        for i, given in zip(summary.changed, summary.given):
            values = [arguments[j] for j in given if arguments[j] is not None]
            sources = {n for value in values for n in self(value)}
            yield sources, self.carrying(self.facts.analysis.names_given(call, i))

    def changed(self, call: gast.Call) -> set[str]:
        found = set(self.facts.analysis.effects(call).changed)
        receiver = self.facts.scope.receiver(call)
        if receiver is not None and not self.facts.trusted(call):
            found |= {root(receiver)} - {None}
        return self.carrying(found)

    def carrying(self, names: Iterable[str]) -> set[str]:
        return {n for n in names if carries(self.facts.kind_of_name(n))}
