"""This module finds the names outside of functions that these give other values.

def count():
    global n          the global `n` of the module of `count`
    n += 1
"""

from __future__ import annotations

import dis
import itertools
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import CellType, CodeType, FunctionType, ModuleType

from s2s.build.depend import dependencies, value_of
from s2s.build.key import codes
from s2s.tree.function import Rebound

_GLOBAL = ("STORE_GLOBAL", "DELETE_GLOBAL")
_CELL = ("STORE_DEREF", "DELETE_DEREF")


def rebound(functions: Iterable[FunctionType]) -> Rebound:
    """The names outside that some functions, and what they call, give other values."""
    found: dict[int, frozenset[str]] = {}
    cells: list[CellType] = []
    known = dependencies(functions)
    for fn in functions if known is None else known.functions:
        table = id(fn.__globals__)
        found[table] = found.get(table, frozenset()) | _stored(fn.__code__, _GLOBAL)
        free = dict(zip(fn.__code__.co_freevars, fn.__closure__ or ()))
        for module, name in _set_in_modules(fn):
            found[id(vars(module))] = found.get(id(vars(module)), frozenset()) | {name}
        cells += [free[n] for n in _stored(fn.__code__, _CELL) if n in free]
    return Rebound(found, cells)


def _set_in_modules(fn: FunctionType) -> Iterator[tuple[ModuleType, str]]:
    """`shop.n = 1` is another way to rebind the global `n` of the module `shop`."""
    for code in codes(fn.__code__):
        stored = _stored(code, ("STORE_ATTR",))
        owners = (value_of(fn, name) for name in code.co_names) if stored else ()
        modules = [owner for owner in owners if isinstance(owner, ModuleType)]
        yield from itertools.product(modules, sorted(stored))


@lru_cache(maxsize=256)
def _stored(code: CodeType, operations: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        step.argval
        for inner in codes(code)
        for step in dis.get_instructions(inner)
        if step.opname in operations
    )
