"""This module finds the names that carry the derivative: varied and useful.

A name is *varied* if it depends on an input that is differentiated, *useful* if the result
depends on it, and *active* if both. Names are webs, so this is a statement about definitions
that belong together.

    def f(x, k):
        a = 2.0 * x      varied, useful
        b = 3.0 * x      varied
        c = k + 1.0      useful
        return a * c
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import gast

from s2s.analyse.flow import Flow, flows


def varied(tree: gast.FunctionDef, inputs: Iterable[str], leaves: Callable,
           groups: Callable) -> frozenset[str]:
    """The names that depend on `inputs`."""
    edges = flows(tree, leaves)
    return _closure(inputs, edges, groups)


def useful(tree: gast.FunctionDef, leaves: Callable, groups: Callable) -> frozenset[str]:
    """The names that the returned value depends on."""
    edges = [Flow(f.targets, f.sources) for f in reversed(flows(tree, leaves))]
    returned = tree.body[-1].value
    start = leaves(returned) if returned is not None else set()
    return _closure(start, edges, groups)


def _closure(start: Iterable[str], edges: list[Flow], groups: Callable) -> frozenset[str]:
    """Follow the edges until nothing new is reached; storage is reached as a whole."""
    leaving: dict[str, set[str]] = {}
    for edge in edges:
        for source in edge.sources:
            leaving.setdefault(source, set()).update(edge.targets)
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            fresh = groups(name) - reached
            reached |= fresh
            waiting.extend(t for n in fresh for t in leaving.get(n, ()))
    return frozenset(reached)
