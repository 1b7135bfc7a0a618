"""This module is what the two sweeps are made of: a step for each statement."""

from __future__ import annotations

from dataclasses import dataclass, field

import gast


@dataclass(eq=False)
class Step:
    """A core statement with its forward text and its adjoint.

    `holds` is the storage that the step keeps references to: its contents are read
    later.

    `changes` are the demands that the step could make of a callee that changes arrays:
    pairs of a demand and of the storage that it would restore, None where it is made
    whatever is read.

    `adjoint` runs after the restores of the step, or before them where `late` (it reads
    the value that the statement made); `early` runs before both. A compound statement
    has `arms`; its `adjoint` runs, backwards, before them.

    `drops` is the storage of which nothing behind the step is needed for what is before
    it: all of it is recorded.
    """

    node: gast.stmt
    forward: list[gast.stmt] = field(default_factory=list)
    adjoint: list[gast.stmt] = field(default_factory=list)
    late: bool = False
    holds: frozenset = frozenset()
    changes: tuple = ()
    early: list[gast.stmt] = field(default_factory=list)
    arms: list[list[Step]] = field(default_factory=list)
    ends: list[list[gast.stmt]] = field(default_factory=list)
    push: list[Record] = field(default_factory=list)
    save: list[Record] = field(default_factory=list)
    fetch: list[Record] = field(default_factory=list)
    opening: list[Record] = field(default_factory=list)
    drops: frozenset = frozenset()

    def clear(self) -> None:
        """Forget what is recorded."""
        self.push, self.save, self.fetch, self.opening = [], [], [], []
        self.drops = frozenset()


@dataclass(frozen=True, eq=False)
class Record:
    """How a value is kept (in the forward sweep) and brought back (in the other).

    Of a step, `push` is kept before the statement and undone with it; `save` is kept
    after it; `opening` is kept at the start of each trip of a loop; what was saved or
    opened is fetched before the step that reads it.
    """

    keep: list[gast.stmt]
    undo: list[gast.stmt]
    reads: frozenset = frozenset()


def is_idle(step: Step, facts) -> bool:
    """Is there neither an adjoint nor a change of storage to undo?"""
    if step.early or any(step.ends):
        return False
    if step.arms:
        return all(is_idle(s, facts) for arm in step.arms for s in arm)
    if step.adjoint or step.changes or step.holds or step.forward != [step.node]:
        return False
    return not facts.changed_cells(step.node)


def has_backward(step: Step) -> bool:
    """Does the backward sweep do anything for this step?"""
    return bool(
        step.adjoint
        or step.early
        or step.push
        or step.fetch
        or any(step.ends)
        or any(has_backward(s) for arm in step.arms for s in arm)
    )
