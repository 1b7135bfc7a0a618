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
from s2s.optimise.numbering import numbering
from s2s.optimise.records import records
from s2s.optimise.swaps import swaps

__all__ = ["Facts", "optimise"]


_PASSES = (dead, copies, fold, coalesce)
_MOST = 36  # about nine is usual; each pass only ever shortens


def optimise(tree: gast.FunctionDef, facts: Facts) -> gast.FunctionDef:
    """The function after all passes, again and again until nothing changes.

    `coalesce` leaves nothing to do for itself: it is not asked again for its own sake.
    """
    tree = records(without_repeats(tree), facts)
    idle = 0
    for turn in range(_MOST):
        run = _PASSES[turn % len(_PASSES)]
        before, tree = tree, run(tree, facts)
        idle = idle + 1 if tree is before else int(run is coalesce)
        if idle == len(_PASSES):
            break
    return numbering(headings(swaps(tree, facts)), facts)
