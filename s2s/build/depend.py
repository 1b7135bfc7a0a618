"""This module finds what the names of a function, and of all it calls, mean.

    def f(x): return K * g(x) + np.sin(x)

    0 K        value float
    0 g        shop.g 12ab...        (function 1 of what follows)
    0 np       module numpy
    0 np.sin   numpy.sin
    1 ...

The names are read off the code: nothing has to be parsed, so that a derivative that is
known already can be checked without the compiler. More than the compiler asks for is
never wrong. While a program runs, `Guard`s tell at the cost of a look-up each that all
names mean the very same objects as before.
"""

from __future__ import annotations

import builtins
import dis
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any, NamedTuple

import numpy as np

from s2s.build.key import codes, function_inside, identity, is_users

MISSING: Any = type("Missing", (), {"__repr__": lambda self: "MISSING"})()
UNKNOWN = "unknown"

_ROOTS = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF", "LOAD_CLASSDEREF"}
_ROOTS |= {"LOAD_FROM_DICT_OR_GLOBALS", "LOAD_FROM_DICT_OR_DEREF"}
_MEMBERS = {"LOAD_ATTR", "LOAD_METHOD"}
_LIMIT = 500


class Guard(NamedTuple):
    """`space.get(name, MISSING) is known`: a name means what it meant."""

    space: Any
    name: str
    known: Any


class Cell(NamedTuple):
    """A closure cell, read as if it were a table of one name."""

    cell: CellType

    def get(self, name: str, default: Any) -> Any:
        """The contents, `default` before there are any."""
        try:
            return self.cell.cell_contents
        except ValueError:
            return default


@dataclass
class Dependencies:
    """What names mean: (owner and name, identity) in a fixed order.

    `functions` are the owners: the outermost function, those among its arguments, then
    each as it is met. `volatile` holds what guards cannot vouch for: values whose kind
    may change while they stay the same objects.
    """

    functions: list[FunctionType]
    lines: list[tuple[str, str]] = field(default_factory=list)
    guards: dict[tuple, Guard] = field(default_factory=dict)
    volatile: list[tuple[Any, str]] = field(default_factory=list)

    def add_guard(self, space: Any, name: str, known: Any) -> None:
        """Remember what a name means now."""
        owner = space.cell if isinstance(space, Cell) else space
        self.guards.setdefault((id(owner), name), Guard(space, name, known))


def dependencies(functions: Iterable[FunctionType]) -> Dependencies | None:
    """What the names of `functions`, and of all they call, mean; None if too much."""
    found = Dependencies(list(functions))
    for number, fn in enumerate(found.functions):  # grows while functions are met
        for position, default in enumerate(_defaults(fn)):
            _meet(found, f"{number} ={position}", default)
        for chain in chains(fn.__code__):
            _follow(found, number, fn, chain)
        if len(found.functions) > _LIMIT:
            return None
    return found


def _defaults(fn: FunctionType) -> list[Any]:
    named = fn.__kwdefaults__ or {}
    return [*(fn.__defaults__ or ()), *(named[name] for name in sorted(named))]


def _follow(found: Dependencies, number: int, fn: FunctionType, chain: tuple) -> None:
    """Add each step of `np.linalg.norm`: `np`, `np.linalg`, `np.linalg.norm`."""
    value = _root(found, fn, chain[0])
    _meet(found, f"{number} {chain[0]}", value)
    for length, name in enumerate(chain[1:], 2):
        if value is MISSING or isinstance(value, np.ndarray):
            return  # the methods of an array are its kind's
        value = _member(found, value, name)
        _meet(found, f"{number} {'.'.join(chain[:length])}", value)


def _meet(found: Dependencies, name: str, value: Any) -> None:
    said = UNKNOWN if value is MISSING else " ".join(identity(value).split())
    found.lines.append((name, said))
    if isinstance(value, list | tuple):  # the elements have kinds too
        found.volatile.append((value, said))
    inside = function_inside(value) if callable(value) else None
    if inside is not None and is_users(inside):
        if all(inside is not known for known in found.functions):
            found.functions.append(inside)


def value_of(fn: FunctionType, name: str) -> Any:
    """What a name that is not local means in a function; MISSING if nothing."""
    return _root(Dependencies([]), fn, name)


def _root(found: Dependencies, fn: FunctionType, name: str) -> Any:
    cells = dict(zip(fn.__code__.co_freevars, fn.__closure__ or ()))
    if name in cells:
        return _look(found, Cell(cells[name]), name)
    value = _look(found, fn.__globals__, name)
    return _builtins(fn).get(name, MISSING) if value is MISSING else value


def _builtins(fn: FunctionType) -> Mapping[str, Any]:
    known = fn.__globals__.get("__builtins__", builtins)
    return known if isinstance(known, dict) else vars(known)


def _look(found: Dependencies, space: Any, name: str) -> Any:
    value = space.get(name, MISSING)
    found.add_guard(space, name, value)
    return value


def _member(found: Dependencies, owner: Any, name: str) -> Any:
    """An attribute, but never by running code of the user's (a property)."""
    if isinstance(owner, ModuleType):
        return _of_module(found, owner, name)
    for space in _spaces(owner):
        raw = _look(found, space, name)
        if raw is not MISSING:
            break
    else:
        return MISSING
    return getattr(owner, name, MISSING) if _is_plain(raw) else MISSING


def _of_module(found: Dependencies, module: ModuleType, name: str) -> Any:
    """Nobody is expected to change the names of a library while a program runs."""
    if not _is_library(module):
        return _look(found, vars(module), name)
    return getattr(module, name, MISSING)


def _is_library(module: ModuleType) -> bool:
    stand_in = FunctionType((lambda: None).__code__, {"__name__": module.__name__})
    return not is_users(stand_in)


def _spaces(owner: Any) -> Iterator[Mapping[str, Any]]:
    """Where Python looks for the attributes of an object, or of a class."""
    if isinstance(getattr(owner, "__dict__", None), dict):
        yield vars(owner)
    classes = owner.__mro__ if isinstance(owner, type) else type(owner).__mro__
    yield from map(vars, classes)


def _is_plain(raw: Any) -> bool:
    """What a class holds is the attribute itself, or a method made of it."""
    methods = (FunctionType, MethodType, staticmethod, classmethod)
    return isinstance(raw, methods) or not hasattr(type(raw), "__get__")


@lru_cache(maxsize=256)
def chains(code: CodeType) -> list[tuple[str, ...]]:
    """The names that a function takes from around it, with the attributes read of them.

    >>> chains((lambda x: np.linalg.norm(x) + MISSING).__code__)
    [('np', 'linalg', 'norm'), ('MISSING',)]
    """
    found = [chain for inner in codes(code) for chain in _chains(inner)]
    return list(dict.fromkeys(found))


def _chains(code: CodeType) -> Iterator[tuple[str, ...]]:
    chain: tuple[str, ...] = ()
    for step in dis.get_instructions(code):
        if step.opname == "EXTENDED_ARG":
            continue
        if chain and step.opname in _MEMBERS:
            chain += (step.argval,)
            continue
        if chain:
            yield chain
        chain = (step.argval,) if step.opname in _ROOTS else ()
    if chain:
        yield chain
