"""This module says what a derivative's text depends on: identities, never values.

>>> import math
>>> identity(math), identity(math.sin), identity(3.0)
('module math', 'math.sin', 'a float')
"""

from __future__ import annotations

import hashlib
import sys
from types import FunctionType, MethodType, ModuleType
from typing import Any

import gast

from s2s.errors import S2SError
from s2s.tree.function import Function
from s2s.tree.parse import parse


def source_hash(function: Function) -> str:
    """A hash of what `function` says, wherever and however it is laid out."""
    pieces: list[str] = []
    _spell(function.tree, pieces)
    return hashlib.sha256("".join(pieces).encode(errors="replace")).hexdigest()[:32]


def identity(obj: Any) -> str:
    """What `obj` is: module and name; the source of a Python function; a value's type.

    Equal texts that mean different functions differ here; values do not count.
    """
    if isinstance(obj, ModuleType):
        return f"module {obj.__name__}"
    if isinstance(obj, type):
        return f"class {obj.__module__}.{obj.__qualname__}"
    if isinstance(obj, FunctionType):
        return _of_function(obj)
    if isinstance(obj, MethodType):
        return f"{identity(obj.__func__)} of {identity(obj.__self__)}"
    return _of_callable(obj) if callable(obj) else f"a {type(obj).__qualname__}"


def _of_function(fn: FunctionType) -> str:
    name = f"{fn.__module__}.{fn.__qualname__}"
    try:
        return f"{name} {source_hash(parse(fn))}"
    except S2SError:
        return name


def _of_callable(obj: Any) -> str:
    """What is neither a Python function nor a class: built in, wrapped, an object."""
    kind = f"{type(obj).__module__}.{type(obj).__qualname__}"
    inner = getattr(obj, "__wrapped__", None) or getattr(obj, "py_func", None)
    if isinstance(inner, FunctionType) and not _of_its_library(obj):
        return f"{kind} of {identity(inner)}"
    name = getattr(obj, "__qualname__", None) or getattr(obj, "__name__", None)
    if name is None:
        return f"a {kind} with {_of_function_or_name(type(obj).__call__)}"
    owner = getattr(obj, "__self__", None)
    if owner is not None and not isinstance(owner, ModuleType):
        return f"{obj.__name__} of {identity(owner)}"
    return f"{getattr(obj, '__module__', None) or _home(obj, name)}.{name}"


def _of_function_or_name(call: Any) -> str:
    return _of_function(call) if isinstance(call, FunctionType) else "a call built in"


def _of_its_library(obj: Any) -> bool:
    """Whether the library that made the type of `obj` made `obj` too (as `np.sum`)."""
    makers = (type(obj).__module__, getattr(obj, "__module__", None) or "")
    return makers[0].partition(".")[0] == makers[1].partition(".")[0]


def _home(obj: Any, name: str) -> str:
    """The module of what does not know it: elementwise functions of NumPy and SciPy."""
    holders = (n for n, m in list(sys.modules.items()) if _holds(m, name, obj))
    return min(holders, key=lambda holder: (len(holder), holder), default="")


def _holds(module: Any, name: str, obj: Any) -> bool:
    return isinstance(module, ModuleType) and vars(module).get(name) is obj


def _spell(node: Any, pieces: list[str]) -> None:
    """The tree as text without positions, quicker than `gast.dump`."""
    if isinstance(node, gast.AST):
        pieces.append(f"{type(node).__name__}(")
        for field in node._fields:
            _spell(getattr(node, field, None), pieces)
        pieces.append(")")
    elif isinstance(node, list):
        pieces.append("[")
        for item in node:
            _spell(item, pieces)
        pieces.append("]")
    else:
        pieces.append(f"{node!r},")
