"""This module names what the compiler can know of a value: its kind.

To know less costs speed or brevity, never correctness: `Unknown` is always right.

A dimension of an array is a hashable symbol (equal symbols mean equal lengths), the
number 1 (known to be one), or None (nothing known).
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Float(NamedTuple):
    """A Python float or `np.float64` scalar; also an int where a float may come."""


class Complex(NamedTuple):
    """A Python complex or `np.complex128` scalar."""


class Inert(NamedTuple):
    """What carries no derivative: an int, bool, str, None, module, ...

    `type` is the name of its type where known ("int", "bool", "str", "slice", ...); `symbol` stands for the value of an
    int, so that `np.zeros(n)` has the dimension `symbol`; `constant` says the value is
    the same on every run of the program text.
    """

    type: str = ""
    symbol: Any = None


class Array(NamedTuple):
    """A NumPy array: name of its dtype ("" unknown) and its dimensions (None: rank unknown)."""

    dtype: str = "float64"
    shape: tuple | None = None


class Number(NamedTuple):
    """A scalar or a float array, not known which."""


class Tuple(NamedTuple):
    """A tuple of known length."""

    items: tuple


class List(NamedTuple):
    """A list (or a tuple of unknown length) whose elements share one kind."""

    item: Any


class Callable(NamedTuple):
    """A function known at compile time: `key` identifies it."""

    key: Any


class Unknown(NamedTuple):
    """Nothing is known."""


Kind = Float | Complex | Inert | Array | Number | Tuple | List | Callable | Unknown
