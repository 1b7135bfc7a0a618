"""This module finds what a program may read back of the lists that it logs to.

    LOG.append(x)                   nothing
    LOG[-1], best(LOG), STATE.log   some container from outside: it may be, or hold, LOG

The names are read off the code, as dependencies are, so functions that are called
without a derivative, and that the compiler has therefore not read, count as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import numpy as np

from s2s.build.depend import MISSING, chains, dependencies, value_of
from s2s.build.key import function_inside

_PLAIN = (int, float, complex, str, bytes, type(None), type(MISSING), range, slice)
_MEANINGS = (ModuleType, FunctionType, BuiltinFunctionType, type, np.ufunc, np.generic)
_HARMLESS = ("logging", "random", "numpy.random", "re")
_WRITING = frozenset({"append", "appendleft", "extend", "insert", "add", "clear"})


def reads_container(functions: Iterable[FunctionType]) -> bool:
    """Do functions, or what they call, read a container or an object from outside?"""
    found = dependencies(functions)
    if found is None:
        return True
    return any(map(_reads, found.functions))


Place = tuple[FunctionType, tuple[str, ...]]


def written(functions: Iterable[FunctionType]) -> tuple[Place, ...]:
    """The containers from outside that functions write to: `LOG`, `STATE.log`."""
    every = [(fn, chain) for fn in functions for chain in chains(fn.__code__)]
    return tuple((fn, chain[:-1]) for fn, chain in every if chain[-1] in _WRITING)


def holds(value: Any, place: Place) -> bool:
    """Is a value what stands at a place now, or does it hold that?"""
    fn, chain = place
    found = value_of(fn, chain[0])
    for name in chain[1:]:
        found = getattr(found, name, MISSING)
    return _holds(value, found, set())


def _holds(value: Any, found: Any, seen: set[int]) -> bool:
    if value is found or id(value) in seen:
        return value is found
    seen.add(id(value))
    items = value.values() if isinstance(value, dict) else value
    known = isinstance(value, list | tuple | dict)
    return known and any(_holds(item, found, seen) for item in items)


def _reads(fn: FunctionType) -> bool:
    defaults = [*(fn.__defaults__ or ()), *(fn.__kwdefaults__ or {}).values()]
    return any(map(_may_hold, defaults)) or any(
        _chain_reads(fn, chain) for chain in chains(fn.__code__)
    )


def _chain_reads(fn: FunctionType, chain: tuple[str, ...]) -> bool:
    """`STATE.log.append` only writes to the second step, but reads the first."""
    value = value_of(fn, chain[0])
    for name in chain[1:]:
        if _may_hold(value):
            return not (_is_plain_list(value) and name == chain[-1] in _WRITING)
        value = MISSING if value is MISSING else getattr(value, name, MISSING)
    return _may_hold(value)


def _is_plain_list(value: Any) -> bool:
    return type(value).__module__ in ("builtins", "collections")


def _may_hold(value: Any) -> bool:
    """Can a value be a log, or lead to one?"""
    if isinstance(value, tuple | frozenset):
        return any(map(_may_hold, value))
    if isinstance(value, np.ndarray):
        return value.dtype.hasobject
    if isinstance(value, _PLAIN + _MEANINGS) or function_inside(value) is not None:
        return getattr(value, "__self__", None) is not None and not isinstance(
            value.__self__, ModuleType | type
        )
    return not type(value).__module__.startswith(_HARMLESS)
