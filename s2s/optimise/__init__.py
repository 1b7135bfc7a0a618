"""This module makes a finished derivative shorter and keeps what it computes.

Each pass takes a function and the facts, and gives a function; none changes a node in
place. They run until nothing changes: one pass makes work for another.
"""

from __future__ import annotations

import gast

from s2s.optimise.coalesce import coalesce
from s2s.optimise.copies import copies
from s2s.optimise.dead import dead
from s2s.optimise.facts import Facts
from s2s.optimise.fold import fold
from s2s.optimise.headings import headings
from s2s.optimise.nodes import without_repeats

__all__ = ["Facts", "optimise"]


_ROUNDS = 9  # two or three are usual; each pass only ever shortens


def optimise(tree: gast.FunctionDef, facts: Facts) -> gast.FunctionDef:
    """The function after all passes, again and again until nothing changes."""
    tree = without_repeats(tree)
    for _ in range(_ROUNDS):
        before, tree = tree, _round(tree, facts)
        if tree is before:
            break
    return headings(tree)


def _round(tree: gast.FunctionDef, facts: Facts) -> gast.FunctionDef:
    tree = dead(tree, facts)
    tree = copies(tree, facts)
    tree = fold(tree, facts)
    return coalesce(tree, facts)
