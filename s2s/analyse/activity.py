"""This module finds the names that may depend on the inputs that are differentiated.

Names are webs, so this is a statement about definitions that belong together.

    def f(x, k):            differentiated: x
        a = 2.0 * x         varied
        c = k + 1.0
        return a * c
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from s2s.analyse.flow import Flow


def varied(
    inputs: Iterable[str], edges: list[Flow], groups: Callable
) -> frozenset[str]:
    """The names that the flows of a function lead to; storage is reached as a whole."""
    leaving: dict[str, set[str]] = {}
    for edge in edges:
        for source in edge.sources:
            leaving.setdefault(source, set()).update(edge.targets)
    reached: set[str] = set()
    waiting = list(inputs)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            fresh = groups(name) - reached
            reached |= fresh
            waiting.extend(t for n in fresh for t in leaving.get(n, ()))
    return frozenset(reached)
