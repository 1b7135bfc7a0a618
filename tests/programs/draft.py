"""This module holds a program while it is written: its lines, its scope, its choices.

Choices come from a `random.Random`; hypothesis hands out one whose choices shrink.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

Shape = tuple[int, ...]


@dataclass
class Scope:
    """The names that are surely bound, by what they hold."""

    floats: list[str] = field(default_factory=list)
    ints: dict[str, int] = field(default_factory=dict)  # the bound above, exclusive
    arrays: dict[str, Shape] = field(default_factory=dict)
    lists: list[str] = field(default_factory=list)  # of at least two floats
    nested: list[str] = field(default_factory=list)  # of at least two of those
    tuples: list[str] = field(default_factory=list)  # of two floats
    functions: list[str] = field(default_factory=list)  # from a float to a float

    def copy(self) -> Scope:
        """Return an independent copy."""
        return Scope(
            *(type(names)(names) for names in vars(self).values()),
        )

    def forget(self, name: str) -> None:
        """Remove a name that is about to hold something else."""
        for names in vars(self).values():
            if name in names:
                names.pop(name) if isinstance(names, dict) else names.remove(name)


@dataclass
class Place:
    """Where the next statement stands."""

    indent: int = 1
    loops: int = 0
    depth: int = 0
    frozen: bool = False  # lists must keep their lengths: one is being iterated
    returns: Callable[[Draft], str] | None = None
    breakable: bool = False


class Draft:
    """A program in the making."""

    def __init__(self, rng: Random, weights: dict[Callable, float]) -> None:
        """Start an empty program; `weights` favours some statements over others.

        `shunned` holds the writers of expressions that the program does without.
        """
        self.rng = rng
        self.weights = weights
        self.shunned: set[Callable] = set()
        self.lines: list[str] = []
        self.helpers: list[str] = []
        self.callees: dict[str, list[str]] = {}
        self.marks: set[str] = set()
        self.scope = Scope()
        self.place = Place()
        self.names = 0
        self.budget = 0

    def chance(self, probability: float) -> bool:
        """Decide."""
        return self.rng.random() < probability

    def pick(self, options: Sequence) -> Any:
        """Choose one of the options."""
        return options[self.rng.randrange(len(options))]

    def below(self, bound: int) -> int:
        """Choose a number from `range(bound)`."""
        return self.rng.randrange(bound)

    def constant(self) -> str:
        """Return a tame number, nowhere near the others."""
        return str((self.rng.randrange(2, 19) * 5 + 1) / 100.0)

    def mark(self, *constructs: str) -> None:
        """Note that the program has these constructs."""
        self.marks.update(constructs)

    def fresh(self, stem: str) -> str:
        """Return a name that the program does not use."""
        self.names += 1
        return f"{stem}{self.names}"

    def emit(self, text: str) -> None:
        """Write one line."""
        self.lines.append("    " * self.place.indent + text)

    @contextmanager
    def block(self, header: str, **changes: Any) -> Iterator[None]:
        """Write a header and, indented, what is written inside; names stay inside."""
        self.emit(header)
        outer_scope, outer_place, start = self.scope, self.place, len(self.lines)
        self.scope = outer_scope.copy()
        depth, indent = outer_place.depth + 1, outer_place.indent + 1
        self.place = replace(outer_place, indent=indent, depth=depth, **changes)
        yield
        if len(self.lines) == start:
            self.emit("pass")
        self.scope, self.place = outer_scope, outer_place

    def helper(self, header: str, write: Callable[[], None], scope: Scope) -> None:
        """Write a function before the program's, with a scope and place of its own."""
        kept = self.lines, self.scope, self.place, self.budget
        self.lines, self.scope, self.place = [header], scope, Place(depth=1)
        write()
        self.helpers += [*self.lines, "", ""]
        self.lines, self.scope, self.place, self.budget = kept
