"""This module tells whether a backward half needs no more than the arguments.

    def pull(x, k, force):             pull(x, k, force)                  as it is
        force[:] = 0.0                 d_x = pull_vjp(x, k, force_bar)
        stop = len(x) - 1
        for i in range(stop):
            force[i] += k * x[i + 1]

Then the plain function runs in the forward sweep: no tape, and no forward half.
"""

from __future__ import annotations

from s2s.derive.recompute import Block
from s2s.derive.record import Recorder
from s2s.derive.steps import Step
from s2s.derive.uses import Ends
from s2s.tree.names import parameters


def without_tape(recorder: Recorder, steps: list[Step], needed: set) -> bool:
    """Is what the backward half needs given to it? The rest is then computed again."""
    if recorder.stacks or recorder.unbound:
        return False
    known, given = recorder.recompute, parameters(recorder.facts.tree)
    names = {n for n in needed if isinstance(n, str)}
    if any(known.bindings[n] > 1 for n in names.intersection(given)):
        return False
    own = frozenset(known.bindings.keys() - given)
    block = Block(steps, own, frozenset(), frozenset())
    found = known.search(block, names & own)
    if found.left:
        return False
    ends = Ends(recorder.uses, steps)
    for variable, record in found.again:
        ends.fetch(variable, record)
    return True
