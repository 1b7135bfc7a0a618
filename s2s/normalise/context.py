"""This module holds what every pass of the normaliser may ask of the function."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from functools import cached_property
from typing import Any

import gast

from s2s.errors import refusal
from s2s.tree.function import Meanings
from s2s.tree.names import Names, names_in, parameters, reads
from s2s.tree.walk import nodes

_UNKNOWN = object()


class Context:
    """The function, its differentiated parameters, and a source of fresh names."""

    def __init__(
        self,
        function: Any,
        tainted: set[str],
        is_user_call: Callable[[Any], bool],
        arity: Callable[[Any], tuple[int, bool]] | None = None,
        unsteady: tuple[str, ...] = (),
    ) -> None:
        self.function = function
        self.tainted, self.unsteady = frozenset(tainted), frozenset(unsteady)
        self.is_user_call = is_user_call
        self.arity = arity or _nobody_knows
        self.names = Names(names_in(function.tree) | set(dir(builtins)))
        self.pure_functions: dict[Any, bool] = {}
        self._meanings = Meanings(function)

    @cached_property
    def declared(self) -> set[str]:
        """The names that are `global` or `nonlocal` somewhere in the function."""
        scopes = (gast.Global, gast.Nonlocal)
        found = (n for n in nodes(self.function.tree) if isinstance(n, scopes))
        return {name for scope in found for name in scope.names}

    @cached_property
    def captured(self) -> set[str]:
        """The names that nested functions and lambdas read, when they are called."""
        scopes = (gast.FunctionDef, gast.Lambda)
        found = (n for n in nodes(self.function.tree.body) if isinstance(n, scopes))
        return set().union(*(reads(scope) for scope in found))

    def read(self, expressions: Any) -> set[str]:
        """The names that expressions may read, by what they call included."""
        called = any(isinstance(n, gast.Call) for n in nodes(expressions))
        return reads(expressions) | (self.captured if called else set())

    def fresh(self, base: str) -> str:
        """A name that nothing else in the function has."""
        name = self.names.fresh(base)
        self._meanings.hide(name)
        return name

    def resolve(self, node: gast.AST) -> Any:
        """What a dotted name stands for, None if that is not known."""
        return self._meanings.of(node)

    def is_builtin(self, node: gast.AST, name: str) -> bool:
        """Whether `node` is a call of the builtin called `name`."""
        if not isinstance(node, gast.Call) or not isinstance(node.func, gast.Name):
            return False
        return node.func.id == name and self.resolve(node.func) is _builtin(name)

    def builtin(self, name: str, place: gast.AST) -> str:
        """The name of a builtin for generated code, if the user has not hidden it."""
        node = gast.Name(id=name, ctx=gast.Load(), annotation=None, type_comment=None)
        if self.resolve(node) is not _builtin(name):
            what = f"a loop over this needs the builtin `{name}`, which is hidden here"
            raise self.refusal(place, what, f"another name for your `{name}`")
        return name

    def refusal(self, node: gast.AST, what: str, instead: str = "") -> Exception:
        """The error to raise for a construct that is not supported."""
        return refusal(self.function, node, what, instead)


def _nobody_knows(func: gast.AST) -> tuple[int, bool]:
    """How many arguments a function takes (-1: not known), and if it may take more."""
    return -1, False


def _builtin(name: str) -> Any:
    return getattr(builtins, name, _UNKNOWN)


def functions_bound_once(
    tree: gast.FunctionDef, everything: list[gast.AST]
) -> dict[str, gast.AST]:
    """The nested functions and lambdas that a name stands for wherever it is read.

    `everything` are the nodes of the body of `tree`.
    """
    found: dict[str, list[gast.AST]] = {}
    for node in everything:
        kind = node.__class__
        if kind is gast.FunctionDef:
            found.setdefault(node.name, []).append(node)
        elif kind is gast.Assign and isinstance(node.value, gast.Lambda):
            for target in node.targets:
                found.setdefault(getattr(target, "id", ""), []).append(node.value)
    bindings = _binding_counts(tree, everything) if found else {}
    return {n: f[0] for n, f in found.items() if n and bindings.get(n) == 1}


def _binding_counts(
    tree: gast.FunctionDef, everything: list[gast.AST]
) -> dict[str, int]:
    counts = dict.fromkeys(parameters(tree), 1)
    for node in everything:
        stored = is_name(node) and not isinstance(node.ctx, (gast.Load, gast.Param))
        name = node.id if stored else None
        if isinstance(node, (gast.FunctionDef, gast.ClassDef)):
            name = node.name
        if name is not None:
            counts[name] = counts.get(name, 0) + 1
    return counts


def is_name(node: Any) -> bool:
    """Whether `node` is a plain name."""
    return isinstance(node, gast.Name)
