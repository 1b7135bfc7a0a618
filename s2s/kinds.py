"""This module names what the compiler can know of a value: its kind.

To know less costs speed or brevity, never correctness: `Unknown` is always right.

A dimension of an array is a hashable symbol (equal symbols mean equal lengths), the
number 1 (known to be one), or None (nothing known). Symbols are made by
`analyse/lengths.py`; their simplest form is a letter or a number.

>>> show(join(Inert("int", 0), Float()))
'float'
>>> show(join(Array("float64", ("n", 3)), Array("float64", ("n", 4))))
'float64[n, ?]'
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

    `type` is the name of its type where known ("int", "bool", "str", "slice", ...);
    `symbol` stands for the value of an int, so that `np.zeros(n)` has the dimension
    `symbol`; a bool, a str or a type written in the program is its own symbol.
    """

    type: str = ""
    symbol: Any = None


@dataclass(frozen=True)
class Array:
    """A NumPy array: its dtype ("" unknown) and dimensions (None: of any rank)."""

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

FLOAT = Float()
COMPLEX = Complex()
NUMBER = Number()
UNKNOWN = Unknown()
INT = Inert("int")
BOOL = Inert("bool")
STR = Inert("str")
NONE = Inert("None")


def join(a: Kind | None, b: Kind | None) -> Kind | None:
    """Give the least kind that holds for values of both; None is a value that never is.

    >>> show(join(Float(), Array("float64", ("n",))))
    'number'
    """
    if a == b or b is None:
        return a
    if a is None:
        return b
    if type(a) is type(b):
        return _join_alike(a, b)
    if isinstance(a, Inert):
        return _join_inert(a, b)
    if isinstance(b, Inert):
        return _join_inert(b, a)
    if _is_real(a) and _is_real(b):
        return FLOAT if isinstance(a, Float) and isinstance(b, Float) else NUMBER
    return UNKNOWN


def _join_alike(a: Kind, b: Kind) -> Kind:
    match a:
        case Inert():
            numbers = {a.type, b.type} <= {"int", "bool"}
            same = a.type if a.type == b.type else ""
            return INT if numbers and not same else Inert(same)
        case Array():
            return Array(a.dtype if a.dtype == b.dtype else "", _join_shapes(a, b))
        case Tuple() if len(a.items) == len(b.items):
            return Tuple(tuple(map(join, a.items, b.items)))
        case List():
            return List(join(a.item, b.item))
    return UNKNOWN


def _join_inert(inert: Inert, other: Kind) -> Kind:
    """Join with what is no `Inert`: only numbers mix, as in `total = 0; total += x`."""
    if inert.type not in {"int", "bool"}:
        return UNKNOWN
    if isinstance(other, Float):
        return FLOAT
    if isinstance(other, Complex):
        return COMPLEX
    return NUMBER if _is_real(other) else UNKNOWN


def _join_shapes(a: Array, b: Array) -> tuple | None:
    if a.shape is None or b.shape is None or len(a.shape) != len(b.shape):
        return None
    return tuple(m if m == n else None for m, n in zip(a.shape, b.shape, strict=True))


def _is_real(kind: Kind) -> bool:
    if isinstance(kind, Array):
        return kind.dtype in {"float64", "float32", "float16"}
    return isinstance(kind, Float | Number)


def is_numeric(kind: Kind | None) -> bool:
    """Is it of numbers for sure, so that its items have no storage that others see?

    >>> is_numeric(List(Float())), is_numeric(List(Array())), is_numeric(Array(""))
    (True, False, False)
    """
    match kind:
        case Array(dtype):
            return dtype != ""  # which may be `object`
        case List(item):
            return isinstance(item, Float | Complex)
        case Inert(name):
            return name in {"int", "bool"}
    return isinstance(kind, Float | Complex | Number)


def is_plain(kind: Kind | None) -> bool:
    """Is there no object of a user's class in it, whose methods may do anything?

    >>> is_plain(List(Array())), is_plain(List(Unknown())), is_plain(Inert())
    (True, False, False)
    """
    match kind:
        case List(item):
            return is_plain(item)
        case Tuple(items):
            return all(map(is_plain, items))
        case Inert(name):
            return name in {"int", "bool", "str", "slice", "None"}
    return not isinstance(kind, Callable | Unknown)


def show(kind: Kind | None) -> str:
    """Print a kind on one line, as `kind_of_annotation` reads it where it can.

    >>> show(Tuple((List(Float()), Inert("int", "n"), Array("float32", (1, None)))))
    '(list[float], int = n, float32[1, ?])'
    """
    match kind:
        case None:
            return "nothing"
        case Inert(name, None):
            return name or "inert"
        case Inert(name, symbol):
            return f"{name} = {show_length(symbol)}"
        case Array(dtype, shape):
            dimensions = ["..."] if shape is None else map(show_length, shape)
            return f"{dtype or 'any'}[{', '.join(dimensions)}]"
        case Tuple(items):
            return f"({', '.join(map(show, items))})"
        case List(item):
            return f"list[{show(item)}]"
        case Callable(key):
            return f"callable {getattr(key, '__name__', getattr(key, 'name', key))}"
    return type(kind).__name__.lower()


def show_length(symbol: Any) -> str:
    """Print the symbol of a length or of an int: `n`, `n - 2`, `min(n, 3)`."""
    match symbol:
        case None:
            return "?"
        case ("linear", constant, terms):
            words = " + ".join(_show_term(*term) for term in terms)
            words = words.replace("+ -", "- ")
            sign = "-" if constant < 0 else "+"
            return f"{words} {sign} {abs(constant)}" if constant else words
        case ("int" | "index", name, *_):
            return f"value({name})"
        case (operation, length, *rest):
            return f"{operation}({', '.join(map(show_length, (length, *rest)))})"
    return str(symbol)


def _show_term(atom: Any, factor: int) -> str:
    words = show_length(atom)
    return {1: words, -1: f"-{words}"}.get(factor, f"{factor}*{words}")
