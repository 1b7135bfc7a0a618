"""This module names what the compiler can know of a value: its kind.

To know less costs speed or brevity, never correctness: `Unknown` is always right.

A dimension of an array is a hashable symbol (equal symbols mean equal lengths), the
number 1 (known to be one), or None (nothing known).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Float:
    """A Python float or `np.float64` scalar; also an int where a float may come."""


@dataclass(frozen=True)
class Complex:
    """A Python complex or `np.complex128` scalar."""


@dataclass(frozen=True)
class Inert:
    """What carries no derivative: an int, bool, str, None, module, ...

    `type` is the name of its type where known ("int", "bool", "str", "slice", ...); `symbol` stands for the value of an
    int, so that `np.zeros(n)` has the dimension `symbol`; `constant` says the value is
    the same on every run of the program text.
    """

    type: str = ""
    symbol: Any = None


@dataclass(frozen=True)
class Array:
    """A NumPy array: name of its dtype ("" unknown) and its dimensions (None: rank unknown)."""

    dtype: str = "float64"
    shape: tuple | None = None


@dataclass(frozen=True)
class Number:
    """A scalar or a float array, not known which."""


@dataclass(frozen=True)
class Tuple:
    """A tuple of known length."""

    items: tuple


@dataclass(frozen=True)
class List:
    """A list (or a tuple of unknown length) whose elements share one kind."""

    item: Any


@dataclass(frozen=True)
class Callable:
    """A function known at compile time: `key` identifies it."""

    key: Any


@dataclass(frozen=True)
class Unknown:
    """Nothing is known."""


Kind = Float | Complex | Inert | Array | Number | Tuple | List | Callable | Unknown
