"""This module gives the names in finished text their meaning: imports, injections.

Generated functions keep the user's names. Two modules that use one name for two things
get a digit: `G`, `G2`.
"""

from __future__ import annotations

import builtins
import sys
import types
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import gast

from s2s.derive.paste import OBJECTS
from s2s.errors import refusal
from s2s.optimise.nodes import changed, renewed
from s2s.tree.function import Function, Unresolved
from s2s.tree.live import MODULE
from s2s.tree.names import Names, free_name
from s2s.tree.template import name
from s2s.tree.walk import nodes

_WRITTEN = ("len", "range", "reversed", "slice")


class Origin(NamedTuple):
    """Where a global name of the text comes from: the scope of a user's function."""

    function: Function
    name: str


@dataclass
class Globals:
    """The global names of a generated text."""

    taken: Names
    modules: dict[str, str] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    _known: dict = field(default_factory=dict)

    def named(
        self, made: gast.FunctionDef, own: set[str], function: Function
    ) -> gast.FunctionDef:
        """A generated function with all names but its `own` made names of the text."""
        texts: dict[str, str] = {}
        for node in nodes(made):
            if node.__class__ is gast.Call:
                _refuse_hidden(node.func, own, function)
            elif node.__class__ is gast.Name and node.id not in texts:
                texts[node.id] = self.text(node.id, own, function)

        def leaf(node: gast.Name) -> gast.Name:
            text = texts[node.id]
            if text == node.id and not node.annotation:
                return node
            kind = node.annotation and renewed(node.annotation, leaf)
            return changed(node, id=text, annotation=kind)

        return renewed(made, leaf)

    def text(self, variable: str, own: set[str], function: Function) -> str:
        """What a name in a generated function is called in the text."""
        if variable.startswith(MODULE):
            return self.home(variable)
        if variable.startswith("@"):
            return self.module(variable, own, function)
        return variable if variable in own else self.user_name(variable, function)

    def module(self, placeholder: str, own: set[str], function: Function) -> str:
        """The name of `numpy`, `math` or `runtime` in the text, or of the table."""
        if placeholder == "@shared":
            return table_name(function.tree)
        tried = [placeholder[1:], *self.modules]
        while not self.is_free(tried[0], placeholder, own, function):
            tried = tried[1:] or [self.taken.fresh(placeholder[1:])]
        self.modules[tried[0]] = placeholder
        self.taken.taken.add(tried[0])
        return tried[0]

    def is_free(
        self, word: str, placeholder: str, own: set, function: Function
    ) -> bool:
        """May a word stand for a module here, and does it for none or this one?"""
        users = [_lookup(function, word)]
        if word in self.origins:
            users.append(_lookup(*self.origins[word]))
        others = any(u is not None and u is not OBJECTS[placeholder] for u in users)
        known = self.modules.get(word, placeholder)
        return word not in own and known == placeholder and not others

    def home(self, placeholder: str) -> str:
        """The name of a module of the user's in the text."""
        known = [w for w, p in self.modules.items() if p == placeholder]
        if not known:
            word = placeholder[len(MODULE) :].rpartition(".")[2].strip("_")
            known = [self.taken.fresh(f"{word}_module")]
            self.modules[known[0]] = placeholder
        return known[0]

    def user_name(self, variable: str, function: Function) -> str:
        """The name in the text for a global, cell or builtin of the user's function."""
        found = _lookup(function, variable)
        if found is None and variable not in function.globals:
            return variable
        if getattr(builtins, variable, self) is found:
            return variable
        key = (id(function.globals), variable, id(function.cells.get(variable)))
        if isinstance(found, types.ModuleType):
            key = (variable, id(found))
        if key not in self._known:
            free = variable not in self.origins and self.is_module(variable, found)
            text = variable if free else self.taken.fresh(variable)
            self._known[key] = text
            self.origins[text] = Origin(function, variable)
        return self._known[key]

    def is_module(self, word: str, found: Any) -> bool:
        """Does a word stand for no module, or for the one that was found?"""
        return OBJECTS.get(self.modules.get(word, ""), found) is found

    def lookup(self, word: str) -> Any:
        """The object that a global name of the text stands for."""
        if self.modules.get(word, "") in OBJECTS:
            return OBJECTS[self.modules[word]]
        if word in self.origins:
            origin = self.origins[word]
            return origin.function.resolve(name(origin.name))
        if word in self.modules or word not in vars(builtins):
            raise Unresolved(word)  # attributes of a user's module are read when run
        return getattr(builtins, word)

    def imports(self) -> list[str]:
        """The import lines of the text, in order."""
        lines = []
        for text, placeholder in self.modules.items():
            if placeholder.startswith(MODULE):
                lines.append(_import_module(placeholder[len(MODULE) :], text))
            elif text not in self.origins:
                lines.append(_import_module(OBJECTS[placeholder].__name__, text))
        for text, (function, variable) in self.origins.items():
            line = _import_line(text, function, variable)
            if line:
                lines.append(line)
        return sorted(lines, key=lambda line: (line.startswith("from"), line))


def table_name(tree: gast.AST) -> str:
    """The name of the table of adjoints in the derivative of a function."""
    return free_name("shared", tree)


def _refuse_hidden(func: gast.expr, own: set[str], function: Function) -> None:
    """The user's names may hide a builtin that the compiler writes."""
    word = getattr(func, "id", "")
    if word in _WRITTEN:
        if word in own or _lookup(function, word) is not getattr(builtins, word):
            what = f"the derivative needs the builtin `{word}`, which is hidden here"
            instead = f"another name for your `{word}`"
            raise refusal(function, function.tree, what, instead)


def _lookup(function: Function, variable: str) -> Any:
    try:
        return function.resolve(name(variable))
    except Unresolved:
        return None


def _import_module(module: str, text: str) -> str:
    if module == "s2s.runtime":
        return "from s2s import runtime" + ("" if text == "runtime" else f" as {text}")
    return f"import {module}" + ("" if text == module else f" as {text}")


def _import_line(text: str, function: Function, variable: str) -> str:
    """How a reader would import the name; empty where it cannot be imported."""
    found = _lookup(function, variable)
    if isinstance(found, types.ModuleType):
        return _import_module(found.__name__, text)
    module = function.globals.get("__name__", "")
    if (
        variable in function.cells
        or getattr(sys.modules.get(module), "__dict__", None) is not function.globals
    ):
        return ""
    renamed = "" if text == variable else f" as {text}"
    return f"from {module} import {variable}{renamed}"
