"""This module holds one Python function as text and meaning."""

from __future__ import annotations

import builtins
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import CellType, ModuleType
from typing import Any, NamedTuple

import gast

from s2s.tree.names import bound, declared, dotted_name, parameters


class Unresolved(LookupError):
    """A name that has no meaning before the function is called."""


class Rebound(NamedTuple):
    """Names that are given other values while a program runs.

    Those of globals by the id of their table, and the cells of enclosing functions.
    """

    tables: Mapping[int, frozenset[str]] = {}
    cells: Sequence[CellType] = ()


@dataclass(frozen=True, eq=False)
class Function:
    """The tree of a function, where it is written, and what its names mean.

    `fn` is the Python function object, None for a nested one; then `outer` is the
    function around it, and `siblings` are the functions defined in that. `rebound` is
    known where it matters (`tree/live.py`).
    """

    tree: gast.FunctionDef
    name: str
    filename: str
    lines: Sequence[str]
    globals: dict[str, Any]
    cells: Mapping[str, CellType]
    fn: Callable | None = None
    outer: Function | None = None
    siblings: Mapping[str, Any] = field(default_factory=dict)
    rebound: Rebound = field(default_factory=lambda: Rebound())

    @cached_property
    def locals(self) -> frozenset[str]:
        """The names that belong to a call of this function: parameters included."""
        own = {*parameters(self.tree), *bound(self.tree.body)}
        return frozenset(own - declared(self.tree.body))

    def resolve(self, node: gast.AST) -> Any:
        """The object that a name or a dotted chain stands for at this moment."""
        return resolved(node, self._lookup)

    def _lookup(self, name: str) -> Any:
        if self._is_local(name):
            raise Unresolved(name)
        if name in self.cells:
            return _contents(self.cells[name], name)
        if name in self.globals:
            return self.globals[name]
        return _builtin(self.globals, name)

    def _is_local(self, name: str) -> bool:
        around = self.outer is not None and self.outer._is_local(name)
        return name in self.locals or around


def resolved(node: gast.AST, lookup: Callable[[str], Any]) -> Any:
    """The object that a name or a dotted chain stands for; `lookup` knows the names."""
    if isinstance(node, gast.Name):
        return lookup(node.id)
    if isinstance(node, gast.Attribute):
        return _member(resolved(node.value, lookup), node.attr)
    raise Unresolved(type(node).__name__)


def _contents(cell: CellType, name: str) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        raise Unresolved(name) from None


class Meanings:
    """What the dotted names of a function stand for: each is looked up once."""

    def __init__(self, function: Function) -> None:
        self._function = function
        self._known: dict[str, Any] = {}

    def hide(self, name: str) -> None:
        """A name of the compiler's own stands for nothing of the user's."""
        self._known[name] = None

    def of(self, node: gast.AST) -> Any:
        """The object, None if it is not known or the node no dotted name."""
        text = dotted_name(node)
        if text is None:
            return None
        if text not in self._known:
            self._known[text] = self._look_up(node)
        return self._known[text]

    def _look_up(self, node: gast.AST) -> Any:
        try:
            return self._function.resolve(node)
        except Unresolved:
            return None


def _builtin(namespace: dict[str, Any], name: str) -> Any:
    known = namespace.get("__builtins__", builtins)
    known = known if isinstance(known, dict) else vars(known)
    if name not in known:
        raise Unresolved(name)
    return known[name]


def _member(owner: Any, name: str) -> Any:
    """An attribute, but never by running code of the user's (a property)."""
    if isinstance(owner, ModuleType):
        return _checked(owner, name)
    try:
        found = inspect.getattr_static(owner, name)
    except AttributeError:
        raise Unresolved(name) from None
    if isinstance(found, property):
        raise Unresolved(name)
    return _checked(owner, name)


def _checked(owner: Any, name: str) -> Any:
    try:
        return getattr(owner, name)
    except AttributeError:
        raise Unresolved(name) from None
