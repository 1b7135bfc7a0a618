"""This module finds the kind of an elementwise operation, as NumPy would promote.

Which dtype results is asked of NumPy itself, on arrays of one element. A kind may leave
open which dtype it is (a `Float` is a Python float, which takes on the dtype of its
partner, or an `np.float64`, which does not): then each candidate is tried.

>>> f32 = Array("float32", ("n",))
>>> show(elementwise(np.multiply, f32, PYTHON_FLOAT)), show(elementwise(np.sin, f32))
('float32[n]', 'float32[n]')
>>> show(elementwise(np.multiply, f32, Float()))
'any[n]'
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any, NamedTuple

import numpy as np

from s2s.analyse import lengths
from s2s.kinds import (
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    NUMBER,
    UNKNOWN,
    Array,
    Complex,
    Float,
    Inert,
    Kind,
    List,
    Number,
    Tuple,
    join,
    show,
)


@dataclass(frozen=True)
class PythonFloat(Float):
    """A `Float` known to be no `np.float64`: it never widens a float32. Private."""


@dataclass(frozen=True)
class LooseFloat(Float):
    """A `Float` that may be an int: `total` after `total = 0; total += x`. Private."""


PYTHON_FLOAT = PythonFloat()
LOOSE_FLOAT = LooseFloat()

# A dtype's candidates; the words "python ..." stand for a scalar of Python's own.
PYTHON = {"python float": 1.0, "python int": 1, "python complex": 1j}
REAL = frozenset({"float64", "float32", "float16"})
ANY_FLOAT = ("python float", "float64")
ANY_INT = ("python int", "int64")
ANY_DTYPE = ("float64", "float32", "complex128", "int64", "bool")
ANY_NUMBER = ("python float", "python int", "float64", "float32")


class Operand(NamedTuple):
    """A number or an array: candidates of its dtype, its dimensions, is it a scalar."""

    dtypes: tuple[str, ...]
    shape: tuple | None
    scalar: bool | None  # None: not known


def operand(kind: Kind) -> Operand | None:
    """See a kind as NumPy sees it in a calculation; None if it is no number.

    >>> operand(Tuple((Float(), Float()))).shape
    (2,)
    """
    match kind:
        case PythonFloat():
            return Operand(("python float",), (), True)
        case LooseFloat():
            return Operand((*ANY_FLOAT, *ANY_INT), (), True)
        case Float():
            return Operand(ANY_FLOAT, (), True)
        case Complex():
            return Operand(("python complex", "complex128"), (), True)
        case Inert():
            return _inert_operand(kind)
        case Array(dtype, shape):
            return Operand((dtype,), shape, False)
        case Number():
            return Operand(ANY_NUMBER, None, None)
        case Tuple() | List():
            return _sequence_operand(kind)
    return None


def _inert_operand(kind: Inert) -> Operand | None:
    if kind.type == "int":
        literal = isinstance(kind.symbol, int)
        return Operand(("python int",) if literal else ANY_INT, (), True)
    if kind.type == "bool":
        return Operand(("bool",), (), True)
    # A comparison of what may be an array: numeric wherever it is calculated with.
    return (
        Operand(("bool", "python int", "int64"), None, None) if not kind.type else None
    )


def _sequence_operand(kind: Tuple | List) -> Operand | None:
    """A sequence becomes an array with one dimension more than its items have.

    A list may be empty: then it makes an array of floats, of one dimension.
    """
    items = kind.items if isinstance(kind, Tuple) else (kind.item,)
    if not items or items == (None,):
        return Operand(("float64",), (0,), False)
    parts = [operand(item) for item in items]
    if None in parts:
        return None
    names = result_dtypes(np.stack, *dict.fromkeys(settled(p.dtypes) for p in parts))
    inner = _common(parts)
    if isinstance(kind, List):
        names = tuple(dict.fromkeys((*names, "float64")))
        return Operand(names, (None,) if inner == () else None, False)
    return Operand(names, None if inner is None else (len(items), *inner), False)


def _common(parts: list[Operand]) -> tuple | None:
    """Items of one array have one shape: known wherever one of them knows it."""
    shapes = [p.shape for p in parts]
    if None in shapes or len({len(shape) for shape in shapes}) > 1:
        return None
    columns = zip(*shapes, strict=True)
    return tuple(c[0] if len(set(c)) == 1 else None for c in columns)


def settled(dtypes: tuple[str, ...]) -> tuple[str, ...]:
    """Turn the candidates of a scalar into those of the array made of it."""
    own = {"python float": "float64", "python int": "int64"}
    own["python complex"] = "complex128"
    return tuple(dict.fromkeys(own.get(d, d) for d in dtypes))


def as_array(kind: Kind) -> Operand | None:
    """See a kind as the array that `np.asarray` makes of it; None for no number."""
    seen = operand(kind)
    return None if seen is None else Operand(settled(seen.dtypes), seen.shape, False)


def elementwise(function: Callable, *kinds: Kind, array: bool = False) -> Kind:
    """Give the kind of a broadcasting function; `array`: it never gives a scalar."""
    operands = [operand(kind) for kind in kinds]
    if None in operands or not operands:
        return UNKNOWN
    shape = reduce(broadcast_shapes, (o.shape for o in operands))
    names = result_dtypes(function, *(o.dtypes for o in operands))
    if names and isinstance(names[0], tuple):
        parts = zip(*names, strict=True)
        return Tuple(tuple(_result(part, shape, operands, array) for part in parts))
    return _result(names, shape, operands, array)


def _result(names: tuple, shape: Any, operands: list, array: bool) -> Kind:
    sure = any(
        o.scalar is False and o.shape != () for o in operands if o.shape is not None
    )
    if array or (sure and shape != ()):
        return array_of(names, shape)
    return scalar(names) if shape == () else scalar_or_array(names)


def array_of(names: tuple[str, ...], shape: tuple | None) -> Kind:
    """Give the kind of an array whose dtype is one of these; of objects: any kind."""
    if "object" in names:
        return UNKNOWN
    return Array(names[0] if len(set(names)) == 1 else "", shape)


def scalar(names: tuple[str, ...]) -> Kind:
    """Give the kind of a scalar whose dtype is one of these."""
    kinds = {_SCALARS.get(name, UNKNOWN) for name in names}
    kind = reduce(join, sorted(kinds, key=show)) if kinds else UNKNOWN
    return LOOSE_FLOAT if kind == FLOAT and len(kinds) > 1 else kind


_SCALARS = {
    "float64": FLOAT,
    "float32": NUMBER,
    "float16": NUMBER,
    "complex128": COMPLEX,
    "bool": BOOL,
    **{f"{sign}int{bits}": INT for sign in ("", "u") for bits in (8, 16, 32, 64)},
}


def scalar_or_array(names: tuple[str, ...]) -> Kind:
    """Give the kind of what may be a scalar or an array."""
    kind = scalar(names)
    if isinstance(kind, Float | Number):
        return NUMBER
    return Inert() if isinstance(kind, Inert) else UNKNOWN


def shaped(names: tuple[str, ...], shape: tuple | None) -> Kind:
    """Give the kind of a reduction: what has no dimension left is a scalar."""
    if shape == ():
        return scalar(names)
    return scalar_or_array(names) if shape is None else array_of(names, shape)


def broadcast_shapes(a: tuple | None, b: tuple | None) -> tuple | None:
    """Broadcast two shapes.

    >>> broadcast_shapes(("n", 3), (3,)), broadcast_shapes(("n", 1), ("m",))
    (('n', 3), ('n', 'm'))
    """
    if a is None or b is None:
        return None
    rank = max(len(a), len(b))
    a, b = ((1,) * (rank - len(s)) + s for s in (a, b))
    return tuple(map(lengths.broadcast, a, b))


def dtype_name(function: Callable, *dtypes: tuple[str, ...]) -> str:
    """Give the dtype of a function's result; "" where the candidates disagree."""
    names = set(result_dtypes(function, *dtypes))
    return names.pop() if len(names) == 1 else ""


def promoted(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    """Give the dtype that holds what both hold, as joining arrays does."""
    return a if a == b and len(a) == 1 else result_dtypes(np.add, a, b)


def result_dtypes(function: Callable, *dtypes: tuple[str, ...]) -> tuple:
    """Give the dtypes that may result, by one candidate for each operand in turn."""
    return _result_dtypes(function, dtypes)


@lru_cache(maxsize=4096)
def _result_dtypes(function: Callable, dtypes: tuple) -> tuple:
    if len(dtypes) > 4:
        return ("",)
    choices = [ANY_DTYPE if "" in names else names for names in dtypes]
    found = (_ask(function, choice) for choice in itertools.product(*choices))
    return tuple(dict.fromkeys(found))


def _ask(function: Callable, names: tuple[str, ...]) -> str | tuple[str, ...]:
    """Run the function on ones. What it refuses is an error, or unknown."""
    try:
        ones = [PYTHON[n] if n in PYTHON else np.ones(1, n) for n in names]
        with np.errstate(all="ignore"):
            result = function(ones) if function is np.stack else function(*ones)
    except Exception:  # NumPy refuses in many ways
        return ""
    if isinstance(result, tuple):
        return tuple(_name(part) for part in result)
    return _name(result)


def _name(value: Any) -> str:
    name = np.asarray(value).dtype.name
    return "" if name == "object" else name
