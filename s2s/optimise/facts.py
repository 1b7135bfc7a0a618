"""This module defines what the passes may know of the function that they tidy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import gast

from s2s.optimise.arithmetic import Arithmetic
from s2s.optimise.expressions import Expressions
from s2s.optimise.handing import Handing
from s2s.optimise.purity import pure_call


@dataclass(frozen=True)
class Facts:
    """What the compiler knows of a derivative function; each default knows nothing.

    `origin` maps a fresh name to the user's name for the same variable (`x2` to `x`).
    `temporaries` are names made by the compiler that a reader need not see.
    `pure` tells whether a call, its arguments aside, has no effect.
    `numbers` are names that only ever hold numbers: no storage to share, not booleans.
    `numeric` are names that only ever hold arrays or lists of numbers, or a number.
    `program` are the names of the user's program, which may be the whole function.
    """

    origin: Mapping[str, str] = field(default_factory=dict)
    temporaries: frozenset[str] = frozenset()
    pure: Callable[[gast.Call], bool] = pure_call
    numbers: frozenset[str] = frozenset()
    numeric: frozenset[str] = frozenset()
    program: frozenset[str] = frozenset()
    is_program: bool = False
    latest: list = field(default_factory=list)  # see `effects.effects_of`
    effects: dict = field(default_factory=dict)  # see `effects.Effects.of`

    @cached_property
    def arithmetic(self) -> Arithmetic:
        """What simplifies expressions, and knows what is as simple as it gets."""
        return Arithmetic(self.numbers)

    @cached_property
    def expressions(self) -> Expressions:
        """What the passes have found out of expressions so far."""
        return Expressions(self.pure)

    @cached_property
    def handing(self) -> Handing:
        """What they have found out of the storage that statements hand on."""
        return Handing(self.expressions, self.numbers, self.numeric)
