"""This module defines what the passes may know of the function that they tidy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from s2s.optimise.arithmetic import Arithmetic
from s2s.optimise.expressions import Expressions
from s2s.optimise.handing import Handing
from s2s.optimise.purity import Calls, has_no_effect, standard


@dataclass(frozen=True)
class Facts:
    """What the compiler knows of a derivative function; each default knows nothing.

    `origin` maps a fresh name to the user's name for the same variable (`x2` to `x`).
    `temporaries` are names made by the compiler that a reader need not see.
    `lookup` gives the object that a global name stands for.
    `pure` tells whether a function has no effect.
    `numbers` are names that only ever hold numbers: no storage to share, not booleans.
    `numeric` are names that only ever hold arrays or lists of numbers, or a number.
    `plain` are names that only ever hold those or other values of no user's class.
    `program` are the names of the user's program, which may be the whole function.
    """

    origin: Mapping[str, str] = field(default_factory=dict)
    temporaries: frozenset[str] = frozenset()
    lookup: Callable[[str], Any] = standard
    pure: Callable[[object], bool] = has_no_effect
    numbers: frozenset[str] = frozenset()
    numeric: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    program: frozenset[str] = frozenset()
    is_program: bool = False
    latest: list = field(default_factory=list)  # see `effects.effects_of`
    effects: dict = field(default_factory=dict)  # see `effects.Effects.of`

    @cached_property
    def calls(self) -> Calls:
        """What the passes have found out of calls."""
        return Calls(self.lookup, self.plain, self.pure)

    @cached_property
    def arithmetic(self) -> Arithmetic:
        """What simplifies expressions, and knows what is as simple as it gets."""
        return Arithmetic(self.numbers, self.calls)

    @cached_property
    def expressions(self) -> Expressions:
        """What the passes have found out of expressions so far."""
        return Expressions(self.calls.is_pure)

    @cached_property
    def handing(self) -> Handing:
        """What they have found out of the storage that statements hand on."""
        return Handing(self.expressions, self.calls, self.numbers, self.numeric)
