"""This module tells what the backward sweep computes again instead of recording it.

    for i in range(n):                 for i in range(n - 1, -1, -1):
        gap = x[i + 1] - x[i]              gap = x[i + 1] - x[i]
        y += gap**3                        gap_bar = 3.0 * gap**2 * y_bar

What a trip or an arm binds once is computed again where this is light work and asks
for no other record: what it reads is the same when the backward sweep is there, and is
given by a header, never overwritten, needed in any case, or computed again too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import gast

from s2s.analyse.flow import target_names
from s2s.derive.cost import is_light
from s2s.derive.reading import reading
from s2s.derive.steps import Record, Step
from s2s.derive.uses import Uses
from s2s.derive.volatile import Volatile
from s2s.kinds import Array, Complex, Float, Inert
from s2s.tree.names import parameters
from s2s.tree.template import clone, name


class Block(NamedTuple):
    """A trip or an arm: its own names, what is needed before it, what headers set."""

    steps: list[Step]
    own: frozenset
    there: set
    given: frozenset


class Found(NamedTuple):
    """The names to compute again, the last one first; what that reads; other names."""

    again: list[tuple[str, Record]]
    reads: frozenset
    left: list[str]


class Recompute:
    """What can be computed again in a function: what it binds, what it changes."""

    def __init__(self, facts, steps: list[Step], uses: Uses):
        self.facts, self.uses = facts, uses
        self.bindings: Counter = Counter(parameters(facts.tree))
        self.bindings.update(n for s in _all(steps) for n in self.binds(s))
        self.changed = self.changes(steps)

    @cached_property
    def volatile(self) -> Volatile:
        """What may differ when it is read again; most functions never ask."""
        return Volatile(self.facts)

    def binds(self, step: Step) -> list[str]:
        """The names that a step itself binds, beside those that its arms bind."""
        if not step.arms:
            return list(self.uses.bound(step))
        is_for = isinstance(step.node, gast.For)
        return target_names(step.node.target) if is_for else []

    def changes(self, steps: list[Step]) -> set:
        """The storage that steps change; None among it where that may be any."""
        found: set = set()
        for step in _all(steps):
            if not step.arms:
                found |= self.facts.changed_cells(step.node)
            for _, cells in step.changes:
                found |= {None} if cells is None else cells
        return found

    def search(self, block: Block, wanted: set) -> Found:
        """Which of the wanted names of a block are computed again."""
        if not wanted:
            return Found([], frozenset(), [])
        return _Search(self, block, wanted).run()


class _Search:
    def __init__(self, known: Recompute, block: Block, wanted: set) -> None:
        self.known, self.block, self.facts = known, block, known.facts
        self.wanted, self.reads = set(wanted), set()
        self.makers: dict[str, list[int]] = {}
        self.read_until: dict[str, int] = {}
        for i, step in enumerate(block.steps):
            for variable in (n for s in _all([step]) for n in known.binds(s)):
                self.makers.setdefault(variable, []).append(i)
            self.read_until.update(dict.fromkeys(known.uses.backward(step), i))

    def run(self) -> Found:
        """The last name first: what it reads may be computed again before it."""
        again, left = [], []
        order = sorted(self.makers, key=lambda n: (self.makers[n][-1], n))
        for variable in reversed(order):
            if variable not in self.wanted:
                continue
            until = self.read_until.get(variable, -1)
            if not self.can_be(variable, until):
                left.append(variable)
                continue
            node = self.statement(variable)
            found = reading(self.facts, [node])
            for n in found.names & self.makers.keys():
                self.wanted.add(n)
                self.read_until[n] = max(until, self.read_until.get(n, -1))
            self.reads |= found.together - self.makers.keys()
            record = Record([], [clone(node)], found.together)
            again.append((variable, record))
        left += self.wanted - self.makers.keys()
        return Found(again, frozenset(self.reads), sorted(left))

    def statement(self, variable: str) -> gast.stmt | None:
        """The statement that binds a name of the block, where there is one."""
        places = self.makers.get(variable, [])
        if len(places) != 1:
            return None
        step = self.block.steps[places[0]]
        plain = not step.arms and step.forward == [step.node]
        return step.node if plain and isinstance(step.node, gast.Assign) else None

    def can_be(self, variable: str, until: int) -> bool:
        """Can a name be computed again behind a step of the block?"""
        node = self.statement(variable)
        start = self.makers[variable][0]
        if node is None or until < start:
            return False
        if not isinstance(node.targets[0], gast.Name) or not self.is_plain(variable):
            return False
        if not is_light(node.value, self.facts):
            return False
        if self.known.volatile.is_volatile(node.value):
            return False
        found = reading(self.facts, [node])
        there = all(self.is_there(n, start, until) for n in found.names)
        return there and self.unchanged(found.cells, start, until)

    def is_plain(self, variable: str) -> bool:
        """Is it a value that nobody changes, whose identity does not matter?"""
        kind = self.facts.kind_of_name(variable)
        plain = isinstance(kind, (Float, Complex, Inert, Array))
        return plain and not self.facts.cells_of(variable)

    def is_there(self, variable: str, start: int, until: int) -> bool:
        """Has a name the same binding in the backward sweep, behind a step?"""
        if self.facts.is_shared(name(variable)):
            return False
        places, own = self.makers.get(variable), variable in self.block.own
        if places is None:
            if own and variable not in self.block.given:
                return variable in self.wanted
            known = variable in self.block.given or variable in self.block.there
            return known or self.known.bindings[variable] < 2
        if len(places) != 1 or places[0] >= start or not own:
            return False
        return variable in self.wanted or self.can_be(variable, until)

    def unchanged(self, cells: frozenset, start: int, until: int) -> bool:
        """Has storage the same contents there?"""
        if not cells:
            return True
        between = self.known.changes(self.block.steps[start + 1 : until + 1])
        if None in between or between & cells:
            return False
        return None not in self.known.changed and all(
            c not in self.known.changed or self.is_needed(c, until) for c in cells
        )

    def is_needed(self, cell: object, until: int) -> bool:
        """Is storage brought back in any case to what it is behind a step?"""
        needed = cell in self.block.there
        for step in self.block.steps[: until + 1]:
            if any(cell in one.drops for one in _all([step])):
                needed = False
            elif not step.arms:
                read = [*step.early, *step.adjoint]
                needed |= cell in step.holds | reading(self.facts, read).cells
        return needed


def _all(steps: list[Step]) -> Iterator[Step]:
    """Steps, and those in their arms."""
    for step in steps:
        yield step
        for arm in step.arms:
            yield from _all(arm)
