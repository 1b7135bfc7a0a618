"""This module reads the kind of a parameter from its annotation.

>>> from s2s.kinds import show
>>> {name: show(kind) for name, kind in kinds_of_text("u=float[n], steps=int").items()}
{'u': 'float64[n]', 'steps': 'int'}
"""

from __future__ import annotations

import ast
import inspect
import typing
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from s2s.kinds import (
    BOOL,
    COMPLEX,
    FLOAT,
    INT,
    NONE,
    NUMBER,
    STR,
    UNKNOWN,
    Array,
    Kind,
    List,
    Tuple,
)

WORDS: dict[str, Kind] = {
    "float": FLOAT,
    "float64": FLOAT,
    "int": INT,
    "bool": BOOL,
    "complex": COMPLEX,
    "str": STR,
    "None": NONE,
    "number": NUMBER,
    "float32": NUMBER,
    "ndarray": Array(),
    "list": List(UNKNOWN),
    "List": List(UNKNOWN),
}
OBJECTS: dict[Any, Kind] = {
    float: FLOAT,
    np.float64: FLOAT,
    int: INT,
    np.int64: INT,
    bool: BOOL,
    complex: COMPLEX,
    str: STR,
    type(None): NONE,
    np.float32: NUMBER,
    np.ndarray: Array(),
    list: List(UNKNOWN),
}
DTYPES = {"float": "float64", "int": "int64", "complex": "complex128", "any": ""}


def kind_of_annotation(annotation: Any, namespace: Mapping | None = None) -> Kind:
    """Give the kind of a parameter by its annotation: an object, or the text of one.

    `namespace` holds the names that a text may use beyond the usual ones. What is not
    annotated (`inspect.Parameter.empty`, None) is a number.

    >>> kind_of_annotation("float32[n, 1]")
    Array(dtype='float32', shape=('n', 1))
    >>> kind_of_annotation(list[float])
    List(item=Float())
    """
    if annotation is None or annotation is inspect.Parameter.empty:
        return NUMBER
    if isinstance(annotation, str):
        return _kind_of_text(annotation, namespace or {})
    if typing.get_origin(annotation) is not None:
        return _kind_of_generic(annotation)
    try:
        return OBJECTS.get(annotation, UNKNOWN)
    except TypeError:  # not hashable: no type
        return UNKNOWN


def kinds_of_text(text: str) -> dict[str, Kind]:
    """Read the kinds of parameters; a text that does not say them is a ValueError.

    >>> kinds_of_text("u=float[n]; drop table")
    Traceback (most recent call last):
        ...
    ValueError: write kinds like `u=float[n], steps=int`, not 'u=float[n]; drop table'
    """
    try:
        call = ast.parse(f"kinds({text})", mode="eval").body
    except SyntaxError:
        call = None
    named = isinstance(call, ast.Call) and all(k.arg for k in call.keywords)
    kinds = {k.arg: _kind_of_node(k.value, {}) for k in call.keywords} if named else {}
    if (
        not named
        or call.args
        or not isinstance(call.func, ast.Name)
        or (UNKNOWN in kinds.values())
    ):
        msg = f"write kinds like `u=float[n], steps=int`, not {text!r}"
        raise ValueError(msg)
    return kinds


def _kind_of_generic(annotation: Any) -> Kind:
    """Read `list[float]`, `tuple[float, ...]`, `NDArray[...]` given as objects."""
    origin, items = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is list:
        return List(kind_of_annotation(items[0]))
    if origin is tuple:
        return _tuple([None if i is ... else kind_of_annotation(i) for i in items])
    alias = getattr(origin, "__name__", "") == "NDArray"  # from NumPy 2.5 up
    if alias or origin is np.ndarray:
        dtypes = items if alias else typing.get_args(items[1]) if len(items) > 1 else ()
        known = bool(dtypes) and isinstance(dtypes[0], type)
        return Array(_dtype(dtypes[0].__name__) if known else "")
    return UNKNOWN


def _tuple(items: Sequence[Kind | None]) -> Kind:
    """`tuple[float, ...]` is a tuple of unknown length: as a list, to read from."""
    return List(items[0]) if None in items else Tuple(tuple(items))


def _kind_of_text(text: str, namespace: Mapping) -> Kind:
    try:
        return _kind_of_node(ast.parse(text.strip(), mode="eval").body, namespace)
    except SyntaxError:
        return UNKNOWN


def _kind_of_node(node: ast.expr, namespace: Mapping) -> Kind:
    match node:
        case ast.Constant(str() as text):
            return _kind_of_text(text, namespace)
        case ast.Constant(None):
            return NONE
        case ast.Tuple(items):
            return Tuple(tuple(_kind_of_node(item, namespace) for item in items))
        case ast.Subscript(value, index):
            return _kind_of_subscript(value, index, namespace)
        case ast.Name() | ast.Attribute():
            return _kind_of_word(ast.unparse(node), namespace)
    return UNKNOWN


def _kind_of_word(word: str, namespace: Mapping) -> Kind:
    """Read a name, or follow an alias of the user's (`Vector = "float[n]"`)."""
    owner, _, name = word.rpartition(".")
    found = getattr(namespace.get(owner), name, None) if owner else namespace.get(name)
    if found is None or found == word:
        return WORDS.get(name, UNKNOWN)
    return kind_of_annotation(found)


def _kind_of_subscript(value: ast.expr, index: ast.expr, namespace: Mapping) -> Kind:
    items = index.elts if isinstance(index, ast.Tuple) else [index]
    word = ast.unparse(value).rpartition(".")[2]
    if word in {"list", "List"}:
        return List(_kind_of_node(items[0], namespace))
    if word in {"tuple", "Tuple"}:
        return _tuple([_kind_of_item(item, namespace) for item in items])
    if word == "NDArray":
        return Array(_dtype(ast.unparse(items[0])))
    return _array(word, [ast.unparse(item) for item in items])


def _kind_of_item(item: ast.expr, namespace: Mapping) -> Kind | None:
    dots = isinstance(item, ast.Constant) and item.value is ...
    return None if dots else _kind_of_node(item, namespace)


def _array(word: str, items: list[str]) -> Kind:
    """Read `float[n, 3]`; `float[...]` is of any rank, `_` any length."""
    if word != "any" and not _dtype(word):
        return UNKNOWN
    shape = None if items == ["..."] else tuple(_symbol(item) for item in items)
    return Array(_dtype(word), shape)


def _symbol(text: str) -> Any:
    return None if text in {"_", "None"} else int(text) if text.isdigit() else text


def _dtype(word: str) -> str:
    name = word.rpartition(".")[2]
    try:
        return DTYPES[name] if name in DTYPES else np.dtype(name).name
    except TypeError:
        return ""
