"""This module says what a derivative's text depends on: identities, never values.

>>> import math
>>> identity(math), identity(math.sin), identity(3.0)
('module math', 'math.sin', 'value float')

A Python function is told by what Python runs, its code with all constants, and by the
lines it is written in, which the text quotes. Neither has to be parsed: a derivative
that is known already is found without the compiler. The lines alone would not do, for a
file may have been edited since its import.
"""

from __future__ import annotations

import hashlib
import linecache
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

from s2s.kinds import Callable, Inert, Kind, List, Tuple, show
from s2s.libraries import is_of_library
from s2s.signature import kind_of_value


def digest(text: str) -> str:
    """A short hash of a text."""
    return hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()[:32]


def identity(obj: Any) -> str:
    """What `obj` is: module and name; the source of a Python function; a value's kind.

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
    return _of_callable(obj) if callable(obj) else f"value {spell(kind_of_value(obj))}"


def spell(kind: Kind | None) -> str:
    """A kind as text that is the same in every process."""
    if isinstance(kind, Callable):
        return f"callable {identity(kind.key)}"
    if isinstance(kind, Tuple):
        return f"({', '.join(map(spell, kind.items))})"
    if isinstance(kind, List):
        return f"list[{spell(kind.item)}]"
    if isinstance(kind, Inert) and kind.symbol is not None:
        return f"{kind.type} = {kind.symbol!r}"
    return show(kind)


def is_users(fn: FunctionType) -> bool:
    """Whether the compiler may read the source of `fn`: no function of a library."""
    return not is_of_library(fn)


def function_inside(obj: Any) -> FunctionType | None:
    """The Python function that `obj` is, is bound to or wraps."""
    for _ in range(100):
        if obj is None or isinstance(obj, FunctionType):
            return obj
        obj = getattr(obj, "__func__", None) or getattr(
            obj, "__wrapped__", getattr(obj, "py_func", None)
        )
    return None


def _of_function(fn: FunctionType) -> str:
    return source(fn) if is_users(fn) else f"{fn.__module__}.{fn.__qualname__}"


def source(fn: FunctionType) -> str:
    """The name of a Python function, and a hash of all that it says."""
    said = (spell_code(fn.__code__), _lines(fn), _defaults(fn), _home(fn))
    return f"{fn.__module__}.{fn.__qualname__} {digest(repr(said))}"


def _defaults(fn: FunctionType) -> list[str]:
    """Plain defaults are written into the text, others are looked up."""
    named = sorted((fn.__kwdefaults__ or {}).items())
    given = [*enumerate(fn.__defaults__ or ()), *named]
    plain = (bool, int, float, str, type(None))
    return [
        f"{place} {value!r}" if type(value) in plain else f"{place} {identity(value)}"
        for place, value in given
    ]


def _home(fn: FunctionType) -> str:
    """The module that the text can import the names of `fn` from, if there is one."""
    name = fn.__globals__.get("__name__", "")
    known = getattr(sys.modules.get(name), "__dict__", None) is fn.__globals__
    return name if known else ""


def _lines(fn: FunctionType) -> list[str]:
    numbers = [n for code in codes(fn.__code__) for _, _, n in code.co_lines() if n]
    lines = linecache.getlines(fn.__code__.co_filename, fn.__globals__)
    return lines[fn.__code__.co_firstlineno - 1 : max(numbers, default=0)]


def codes(code: CodeType) -> Iterator[CodeType]:
    """`code` and those of the functions written inside of it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


def spell_code(code: CodeType) -> str:
    """All that decides what a code object does; where it stands does not count."""
    counts = (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount)
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    constants = ", ".join(map(_spell_constant, code.co_consts))
    handlers = getattr(code, "co_exceptiontable", b"")
    return f"{counts} {code.co_flags} {names} {code.co_code!r} {handlers!r} {constants}"


def _spell_constant(value: Any) -> str:
    """Unlike `repr`: without addresses, and sets in one order."""
    if isinstance(value, CodeType):
        return f"[{value.co_name}: {spell_code(value)}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(_spell_constant, value))},)"
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(_spell_constant, value)))}}}"
    return repr(value)


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
    return f"{getattr(obj, '__module__', None) or _holder(obj, name)}.{name}"


def _of_function_or_name(call: Any) -> str:
    return _of_function(call) if isinstance(call, FunctionType) else "a call built in"


def _of_its_library(obj: Any) -> bool:
    """Whether the library that made the type of `obj` made `obj` too (as `np.sum`)."""
    makers = (type(obj).__module__, getattr(obj, "__module__", None) or "")
    return makers[0].partition(".")[0] == makers[1].partition(".")[0]


def _holder(obj: Any, name: str) -> str:
    """The module of what does not know it: elementwise functions of NumPy and SciPy."""
    if _holds(sys.modules.get("numpy"), name, obj):
        return "numpy"
    holders = (n for n, m in list(sys.modules.items()) if _holds(m, name, obj))
    return min(holders, key=lambda holder: (len(holder), holder), default="")


def _holds(module: Any, name: str, obj: Any) -> bool:
    return isinstance(module, ModuleType) and vars(module).get(name) is obj
