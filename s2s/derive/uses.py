"""This module tells what steps bind and read of the program; each is found once."""

from __future__ import annotations

from functools import cached_property

import gast

from s2s.analyse.exposure import Exposures
from s2s.derive.reading import Reading, reading
from s2s.derive.steps import Record, Step, has_backward


class Uses:
    """What the steps of one function bind and read, as both sweeps have them."""

    def __init__(self, facts) -> None:
        self.facts, self.exposures = facts, Exposures()
        self._readings: dict[int, tuple[Reading, list]] = {}
        self._bound: dict[Step, frozenset] = {}

    def reading(self, statements: list[gast.stmt]) -> Reading:
        """What statements of the backward sweep read."""
        known = self._readings.get(id(statements))
        if known is None:
            known = self._readings[id(statements)] = (
                reading(self.facts, statements),
                statements,  # lest another list gets its id
            )
        return known[0]

    def bound(self, step: Step) -> frozenset:
        """The names that the forward sweep binds in a step, tapes included."""
        found = self._bound.get(step)
        if found is None:
            found = self._bound[step] = self._find_bound(step)
        return found

    def _find_bound(self, step: Step) -> frozenset:
        own, made = self.exposures.of(step.node), self.exposures.block(step.forward)
        found = own.written | made.written
        return found - own.written if self.facts.is_in_place(step.node) else found

    def made(self, steps: list[Step]) -> frozenset:
        """The names that only the forward sweep binds: tapes."""
        simple = (s for s in steps if not s.arms)
        new = (self.bound(s) - self.exposures.of(s.node).written for s in simple)
        return frozenset().union(*new)

    def backward(self, step: Step) -> frozenset:
        """The names that the backward sweep reads in a step, headers included."""
        found = self.reading(step.early).names | self.reading(step.adjoint).names
        for arm, end in zip(step.arms, step.ends):
            found |= self.reading(end).names
            found = found.union(*map(self.backward, arm))
        found |= self.header(step)
        return found.union(*(r.reads for r in [*step.push, *step.fetch]))

    def header(self, step: Step) -> frozenset:
        """What the header of a backward branch or loop reads."""
        if not step.arms or not has_backward(step):
            return frozenset()
        return self.facts.header_reading(step.node)


class Ends:
    """Where in a block names are bound last, and read first on the way back."""

    def __init__(self, uses: Uses, steps: list[Step]) -> None:
        self.uses, self.steps = uses, steps

    @cached_property
    def writers(self) -> dict[str, Step]:
        """The last step that binds each name."""
        return {name: step for step in self.steps for name in self.uses.bound(step)}

    @cached_property
    def readers(self) -> dict[str, int]:
        """The place of the last step whose adjoint reads each name."""
        found: dict[str, int] = {}
        for place, step in enumerate(self.steps):
            found.update(dict.fromkeys(self.uses.backward(step), place))
        return found

    def fetch(self, variable: str, record: Record) -> None:
        """Bring back a name before it is first read on the way back."""
        place = self.readers.get(variable, 0)
        step = self.steps[place]
        step.fetch.append(record)
        for name in record.reads | self.uses.header(step):
            self.readers[name] = max(place, self.readers.get(name, 0))
