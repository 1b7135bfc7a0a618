"""This module is what the callers of a function need to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from s2s.analyse.canonical import restored
from s2s.analyse.effects import Links
from s2s.kinds import Float, Kind, Unknown


@dataclass(frozen=True)
class Summary:
    """What callers need to know of a function.

    `outside` tells whether the result is storage that outlives the call, `leaks`
    whether something is stored there, and `disturbs` what may change there. `refused`
    are the parameters that take no companion; `returns` is the one that is the result.
    A `pure` function does nothing but compute its result. `given` are, for each of the
    parameters that are `changed`, those whose values may flow into it. What is reached
    from the parameters `resized` has lists whose length changes; of each pair in
    `apart` the first may reach no list that the second does, since a loop goes over it.
    """

    result: Kind | None = field(default_factory=Float)
    changed: tuple[int, ...] = ()
    aliases: tuple[int, ...] = ()
    leaf: bool = False
    left: tuple[Kind, ...] | None = None
    links: Links = field(default_factory=Links)
    outside: int = 0
    leaks: bool = False
    disturbs: int = 0
    refused: frozenset[int] = frozenset()
    returns: int | None = None
    pure: bool = False
    given: tuple[frozenset[int], ...] = ()
    resized: tuple[int, ...] = ()
    apart: frozenset[tuple[int, int]] = frozenset()

    def widened(self, before: Summary) -> Summary:
        """The summary without the kinds that grow from one assumption to the next."""
        result = self.result if self.result == before.result else Unknown()
        left = self.left if self.left == before.left else None
        return replace(self, result=result, left=left)

    def for_caller(self, kinds: tuple) -> Summary:
        """The summary in the lengths that the caller knows."""
        left = self.left and tuple(restored(k, kinds) for k in self.left)
        return replace(self, result=restored(self.result, kinds), left=left)
