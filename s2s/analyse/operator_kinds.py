"""This module knows what Python's operators give.

>>> show(binary("Div", INT, INT)), show(binary("Pow", INT, Inert("int", 2)))
('float', 'int')
>>> show(binary("MatMult", Array("float64", ("n", "m")), Array("float64", ("m",))))
'float64[n]'
"""

from __future__ import annotations

import operator

import numpy as np

from s2s.analyse import lengths
from s2s.analyse.numeric_kinds import (
    LOOSE_FLOAT,
    PYTHON_FLOAT,
    LooseFloat,
    PythonFloat,
    elementwise,
)
from s2s.analyse.product_kinds import matmul
from s2s.kinds import (
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    STR,
    UNKNOWN,
    Array,
    Complex,
    Float,
    Inert,
    Kind,
    Number,
    Tuple,
    show,
)

__all__ = ["binary", "compare", "show", "unary"]

BINARY = {
    "Add": np.add,
    "Sub": np.subtract,
    "Mult": np.multiply,
    "Div": np.true_divide,
    "FloorDiv": np.floor_divide,
    "Mod": np.remainder,
    "Pow": np.power,
    "BitAnd": np.bitwise_and,
    "BitOr": np.bitwise_or,
    "BitXor": np.bitwise_xor,
    "LShift": np.left_shift,
    "RShift": np.right_shift,
}
COMPARE = {
    "Eq": np.equal,
    "NotEq": np.not_equal,
    "Lt": np.less,
    "LtE": np.less_equal,
    "Gt": np.greater,
    "GtE": np.greater_equal,
}
UNARY = {"USub": np.negative, "UAdd": np.positive, "Invert": np.invert}
INT_ARITHMETIC = {"Add": lengths.add, "Sub": lengths.subtract, "Mult": lengths.multiply}
INT_DIVISION = {"FloorDiv": operator.floordiv, "Mod": operator.mod}


def binary(name: str, left: Kind, right: Kind) -> Kind:
    """Give the kind of `left <operator> right`; the operator by its class."""
    if _is_scalar(left) and _is_scalar(right):
        return _scalars(name, left, right)
    if isinstance(left, Array | Number) or isinstance(right, Array | Number):
        return matmul(left, right) if name == "MatMult" else _arrays(name, left, right)
    return _sequences(name, left, right)


def _arrays(name: str, left: Kind, right: Kind) -> Kind:
    """A sequence becomes an array beside an array, not beside what may be a scalar."""
    sure = isinstance(left, Array) or isinstance(right, Array)
    numbers = all(_is_scalar(k) or isinstance(k, Array | Number) for k in (left, right))
    untyped = Inert() in (left, right)
    return (
        elementwise(BINARY[name], left, right)
        if sure or numbers or untyped
        else UNKNOWN
    )


def _is_scalar(kind: Kind) -> bool:
    if isinstance(kind, Inert):
        return kind.type in {"int", "bool"}
    return isinstance(kind, Float | Complex)


def _scalars(name: str, left: Kind, right: Kind) -> Kind:
    if isinstance(left, Complex) or isinstance(right, Complex):
        return COMPLEX
    if isinstance(left, Inert) and isinstance(right, Inert):
        return _ints(name, left, right)
    loose = all(isinstance(k, LooseFloat | Inert) for k in (left, right))
    if loose and name != "Div":
        return LOOSE_FLOAT
    # `np.float64` is contagious among scalars; an int may be an `np.int64`
    pure = all(isinstance(k, PythonFloat) or _is_literal(k) for k in (left, right))
    return PYTHON_FLOAT if pure else FLOAT


def _is_literal(kind: Kind) -> bool:
    return isinstance(kind, Inert) and isinstance(kind.symbol, int)


def _ints(name: str, left: Inert, right: Inert) -> Kind:
    if name == "Div":
        return PYTHON_FLOAT if _is_literal(left) and _is_literal(right) else FLOAT
    if name == "Pow":
        natural = isinstance(right.symbol, int) and right.symbol >= 0
        return INT if natural else LOOSE_FLOAT
    if name in {"BitAnd", "BitOr", "BitXor"} and left.type == right.type == "bool":
        return BOOL
    return Inert("int", _symbol(name, left, right))


def _symbol(name: str, left: Inert, right: Inert) -> object:
    if left.type != "int" or right.type != "int":
        return None
    a, b = left.symbol, right.symbol
    if name in INT_ARITHMETIC:
        return INT_ARITHMETIC[name](a, b)
    known = isinstance(a, int) and isinstance(b, int) and b != 0
    return INT_DIVISION[name](a, b) if known and name in INT_DIVISION else None


def _sequences(name: str, left: Kind, right: Kind) -> Kind:
    match left, right:
        case Tuple(a), Tuple(b) if name == "Add":
            return Tuple(a + b)
        case (Tuple(items), Inert("int", int() as count)) | (
            Inert("int", int() as count),
            Tuple(items),
        ) if name == "Mult" and count < 100:
            return Tuple(items * count)
        case Inert("str"), _ if name in {"Add", "Mod", "Mult"}:
            return STR
    return UNKNOWN


def unary(name: str, value: Kind) -> Kind:
    """Give the kind of `-x`, `+x`, `~x` and `not x`."""
    if name == "Not":
        return BOOL
    match value:
        case Inert("int", symbol):
            return Inert(
                "int", {"USub": lengths.scale(symbol, -1), "UAdd": symbol}.get(name)
            )
        case Inert("bool"):
            return INT
        case Float() | Complex():
            return value
    return elementwise(UNARY[name], value)


def compare(names: list[str], kinds: list[Kind]) -> Kind:
    """Give the kind of a comparison, chained or not."""
    if len(names) > 1 or names[0] not in COMPARE:
        return BOOL
    if any(isinstance(k, Array | Number) for k in kinds):
        return elementwise(COMPARE[names[0]], *kinds)
    plain = all(_is_scalar(k) or _is_plain(k) for k in kinds)
    return BOOL if plain else UNKNOWN


def _is_plain(kind: Kind) -> bool:
    """Python's own types compare to a bool; whatever else there is may not."""
    match kind:
        case Inert(name):
            return bool(name)
        case Tuple(items):
            return all(_is_plain(item) or _is_scalar(item) for item in items)
    return False
