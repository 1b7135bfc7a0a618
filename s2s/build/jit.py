"""This module gives the text of a derivative to Numba: the same text, or an error.

Every function of the text, and of the user's that it calls, is compiled. Numba takes
globals for constants, so a derivative is compiled again when one is rebound; global
arrays, whose contents may change unseen, are refused. So is what means something else
under Numba. Indices are checked as Python checks them.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Callable
from types import CellType, FunctionType, ModuleType
from typing import Any

from s2s.build.depend import Dependencies, chains
from s2s.build.key import function_inside, is_users
from s2s.build.overlap import overlapping
from s2s.build.place import Place
from s2s.errors import MissingExtra, NotCompilable


def jitted(
    text: str, namespace: dict[str, Any], entries: list[str], now: Dependencies
) -> tuple[Callable, ...]:
    """The functions of a text that has been executed, compiled at their first call."""
    numba = _numba()
    place = Place(now.functions, text)
    _check(text, now, place)
    made: dict[FunctionType, Any] = {}
    ours = [f for f in namespace.values() if _is_of(f, namespace)]
    for fn in ours:
        namespace[fn.__name__] = made[fn] = _njit(numba, fn)
    for name, value in namespace.items():
        inside = function_inside(value) if value not in made.values() else None
        if inside is not None and is_users(inside):
            namespace[name] = _copy(numba, inside, made, place)
    errors = numba.core.errors
    error = (errors.NumbaError, errors.UnsupportedBytecodeError)
    return tuple(_with_errors(namespace[name], error, place) for name in entries)


def _numba() -> ModuleType:
    try:
        return importlib.import_module("numba")
    except ImportError as error:
        raise MissingExtra(
            f"jit=True needs Numba, which cannot be imported ({error}); "
            "install it: pip install 's2s[jit]'"
        ) from None


def _njit(numba: ModuleType, fn: FunctionType) -> Any:
    return numba.njit(boundscheck=True)(fn)


def _is_of(value: Any, namespace: dict[str, Any]) -> bool:
    return isinstance(value, FunctionType) and value.__globals__ is namespace


def _copy(numba: ModuleType, fn: FunctionType, made: dict, place: Place) -> Any:
    """A user's function compiled, and all that it calls; itself it stays as it is."""
    if fn in made:
        return made[fn]
    _check_primal(fn, place)
    space = dict(fn.__globals__)
    cells = tuple(CellType() for _ in fn.__closure__ or ())
    copy = FunctionType(fn.__code__, space, fn.__name__, fn.__defaults__, cells)
    made[fn] = _njit(numba, copy)
    for name in {chain[0] for chain in chains(fn.__code__)} & space.keys():
        space[name] = _compiled(numba, space[name], made, place)
    for cell, mine in zip(fn.__closure__ or (), cells):
        mine.cell_contents = _compiled(numba, cell.cell_contents, made, place)
    return made[fn]


def _compiled(numba: ModuleType, value: Any, made: dict, place: Place) -> Any:
    inside = function_inside(value) if callable(value) else None
    users = inside is not None and is_users(inside)
    return _copy(numba, inside, made, place) if users else value


def _check(text: str, now: Dependencies, place: Place) -> None:
    """Refuse what Numba would compile to something else, or what is known to fail."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_runtime(node.value):
            raise place.of_line(
                node.lineno,
                f"the derivative calls `runtime.{node.attr}`, which Numba cannot take; "
                "state the kinds of the parameters more closely, or leave out jit=True",
            )
    for node in overlapping(tree):
        raise place.of_line(node.lineno, _OVERLAP)
    _check_globals(now, place)


_OVERLAP = (
    "an update in place that reads other parts of the same array means something else "
    "under Numba; write a copy of what is read, as in `a[1:] += a[:-1].copy()`"
)


def _is_runtime(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id.rstrip("0123456789") == "runtime"


def _check_primal(fn: FunctionType, place: Place) -> None:
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(fn)))
    except (OSError, SyntaxError):  # a lambda inside of something: no statements
        return
    for node in overlapping(tree):
        line = fn.__code__.co_firstlineno + node.lineno - 1
        raise place.error(fn, line, _OVERLAP)


def _check_globals(now: Dependencies, place: Place) -> None:
    for name, said in now.lines:
        number, _, path = name.partition(" ")
        if said.startswith("value ") and ("[" in said or "unknown" in said):
            if path[0] != "=":
                raise place.error(
                    now.functions[int(number)],
                    None,
                    f"`{path}` is read from outside of the function, and Numba would "
                    "keep the contents it has now; pass it as an argument",
                )


def _with_errors(compiled: Callable, error: tuple, place: Place) -> Callable:
    def call(*args: Any) -> Any:
        try:
            return compiled(*args)
        except error as found:
            raise place.of_numba(found) from None

    return call


__all__ = ["NotCompilable", "jitted"]
