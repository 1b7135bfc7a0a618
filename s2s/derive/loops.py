"""This module reverses branches and loops by structure.

    if c: A                  if c: A backwards
    else: B                  else: B backwards
    for i in range(n): A     for i in range(n - 1, -1, -1): A backwards

The state of the adjoints must agree wherever control flow meets: an adjoint that only
one arm adds to starts as zeros in the other; one that a loop adds to starts as zeros
before it, one that a trip ends with starts the next as zeros.
"""

from __future__ import annotations

import gast

from s2s.derive.contributions import Linearised
from s2s.derive.steps import Step


def branch(work, step: Step, node: gast.If) -> None:
    """The adjoint of an `if`."""
    adjoints = work.adjoints
    adjoints.make_all_full()
    entry = dict(adjoints.state)
    states = []
    for arm in (node.body, node.orelse):
        adjoints.state = dict(entry)
        step.arms.append(work.block(arm))
        states.append(adjoints.state)
    for state, other in (states, states[::-1]):
        adjoints.out, adjoints.state = [], state
        adjoints.make_all_full()
        for variable in other:
            adjoints.make_present(variable)
        step.ends.append(adjoints.out)
    adjoints.state = {v: _weaker(states[0][v], states[1][v]) for v in states[0]}
    step.forward = []


def guarded(work, test: gast.expr, found: Linearised) -> None:
    """What a value gives to what it reads, only where a test holds."""
    adjoints = work.adjoints
    adjoints.make_all_full()
    entry, outer = dict(adjoints.state), adjoints.out
    adjoints.out = []
    work.spread(found)
    adjoints.make_all_full()
    body, taken = adjoints.out, adjoints.state
    adjoints.out, adjoints.state = outer, entry
    for variable in taken:
        adjoints.make_present(variable)
    adjoints.out += [gast.If(test, body, [])] if body else []
    adjoints.state = {v: _weaker(entry[v], taken[v]) for v in taken}


def loop(work, step: Step, node: gast.stmt) -> None:
    """The adjoint of a loop: its body is written until the states agree."""
    adjoints, outer = work.adjoints, step.adjoint
    adjoints.make_all_full()
    start = dict(adjoints.state)
    entry, weak = dict(start), set()
    before: list[str] = []
    mark, shown = work.names.mark(), dict(adjoints.names)
    while True:
        adjoints.state = dict(entry)
        steps = work.block(node.body)
        adjoints.out = []
        adjoints.make_all_full()
        exit_, full = adjoints.state, adjoints.out
        if not _settle(entry, exit_, before, weak):
            break
        work.names.back_to(mark)
        adjoints.names = dict(shown)
    step.arms.append(steps)
    adjoints.out, adjoints.state = full, exit_
    for variable in entry:
        adjoints.make_present(variable)
    step.ends.append(adjoints.out)
    adjoints.out, adjoints.state = outer, start
    _prepare(work, before)
    adjoints.state = {v: _weaker(entry[v], exit_[v]) for v in entry}
    step.forward = []


def _settle(entry: dict, exit_: dict, before: list[str], weak: set) -> bool:
    """Correct what was assumed of the state before the loop; was it wrong?"""
    wrong = False
    for variable, found in exit_.items():
        assumed = entry.get(variable)
        if assumed is None or (
            assumed == "borrowed" and found == "own" and variable not in weak
        ):
            entry[variable] = "own"
            before.append(variable)
            wrong = True
        elif assumed == "own" and found == "borrowed":
            entry[variable] = "borrowed"
            weak.add(variable)
            wrong = True
    return wrong


def _prepare(work, variables: list[str]) -> None:
    """Zeros, or a copy of its own, for the adjoints that the loop adds to."""
    for variable in dict.fromkeys(variables):
        work.adjoints.make_own(variable)


def _weaker(a: str, b: str) -> str:
    return "borrowed" if "borrowed" in (a, b) else "own"
