"""This module finds where lists get longer or shorter: `xs.append(x)`, `f(xs)`."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from s2s.analyse.cells import Cell
from s2s.kinds import List
from s2s.tree.template import load
from s2s.tree.walk import nodes

_SAME_LENGTH = frozenset({"reverse", "sort"})


def resized(facts, tree: gast.AST) -> Iterator[tuple[gast.expr, set[Cell]]]:
    """What in `tree` reaches lists whose length changes, with the cells of these."""
    for node in nodes(tree):
        if isinstance(node, gast.AugAssign) and isinstance(node.op, gast.Add):
            target = load(node.target)
            if isinstance(facts.kind(target), List):
                yield target, set(facts.analysis.sources(target))
        elif isinstance(node, gast.Call):
            yield from _by_call(facts, node)


def _by_call(facts, call: gast.Call) -> Iterator[tuple[gast.expr, set[Cell]]]:
    """A list itself, or all that a function may reach of what it is given."""
    changed = facts.list_method(call)
    if changed is not None and changed[1] not in _SAME_LENGTH:
        yield changed[0], set(facts.analysis.sources(changed[0]))
    elif changed is None and facts.scope.callee(call.func) is not None:
        arguments = facts.analysis.arguments_of(call)
        for i in facts.analysis.summary_of(call).resized:
            if arguments[i] is not None:
                yield arguments[i], set(facts.analysis.reached(arguments[i]))
