"""This module gives the names in finished text their meaning: imports, injections.

Generated functions keep the user's names. Two modules that use one name for two things
get a digit: `G`, `G2`; so does a global that has the name of a generated function.
"""

from __future__ import annotations

import builtins
import sys
import types
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import gast

from s2s.analyse.binding import Callee
from s2s.analyse.closures import refuse_bound
from s2s.derive.paste import OBJECTS
from s2s.errors import refusal
from s2s.optimise.nodes import changed, renewed
from s2s.tree.function import Function, Unresolved
from s2s.tree.live import MODULE
from s2s.tree.names import Names, bound, free_name, names_in, parameters
from s2s.tree.template import name
from s2s.tree.walk import nodes

MADE = "@made "
_WRITTEN = ("len", "range", "reversed", "slice")


class Origin(NamedTuple):
    """Where a global name of the text comes from: the scope of a user's function."""

    function: Function
    name: str


class Place(NamedTuple):
    """A generated function: what it binds and mentions, and what the user's is."""

    own: set[str]
    mentioned: set[str]
    function: Function


@dataclass
class Globals:
    """The global names of a generated text.

    `mentioned` are the names in each function that was read, and in each that is made.
    `helpers` are nested functions of the user's that other nested ones call.
    """

    taken: Names = field(default_factory=lambda: Names(dir(builtins)))
    mentioned: list[set[str]] = field(default_factory=list)
    helpers: list[gast.FunctionDef] = field(default_factory=list)
    modules: dict[str, str] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    _known: dict = field(default_factory=dict)
    _helpers: dict = field(default_factory=dict)

    def named(
        self, made: gast.FunctionDef, own: set[str], function: Function
    ) -> gast.FunctionDef:
        """A generated function with all names but its `own` made names of the text."""
        texts: dict[str, str] = {}
        place = Place(own, names_in(made), function)
        for node in nodes(made):
            if node.__class__ is gast.Call:
                _refuse_hidden(node.func, own, function)
            elif node.__class__ is gast.Name and node.id not in texts:
                texts[node.id] = self.text(node.id, place)

        def leaf(node: gast.Name) -> gast.Name:
            text = texts[node.id]
            if text == node.id and not node.annotation:
                return node
            kind = node.annotation and renewed(node.annotation, leaf)
            return changed(node, id=text, annotation=kind)

        return renewed(made, leaf)

    def fresh(self, called: str) -> str:
        """A name for a generated function, which no function mentions otherwise."""
        text = self.taken.fresh(called)
        while any(text in names for names in self.mentioned):
            text = self.taken.fresh(called)
        return text

    def text(self, variable: str, place: Place) -> str:
        """What a name in a generated function is called in the text."""
        if variable.startswith(MODULE):
            return self.home(variable, place)
        if variable.startswith(MADE):
            return variable[len(MADE) :]
        if variable.startswith("@"):
            return self.module(variable, place)
        if variable in place.own:
            return variable
        if variable in place.function.siblings:
            return self.helper(place.function.siblings[variable])
        return self.user_name(variable, place)

    def helper(self, callee: Callee) -> str:
        """The name of a nested function, which is then a function of the text."""
        function = callee.function
        if function not in self._helpers:
            refuse_bound(callee)
            text = self.fresh(f"{function.outer.name}_{function.name}")
            self._helpers[function] = text
            made = changed(callee.plain, name=text)
            own = {*parameters(made), *bound(made.body)}
            self.helpers.append(self.named(made, own, function))
        return self._helpers[function]

    def module(self, placeholder: str, place: Place) -> str:
        """The name of `numpy`, `math` or `runtime` in the text, or of the table."""
        if placeholder == "@shared":
            return table_name(place.function.tree)
        tried = [placeholder[1:], *self.modules]
        while not self.is_free(tried[0], placeholder, place):
            tried = tried[1:] or [self.taken.fresh(placeholder[1:])]
        self.modules[tried[0]] = placeholder
        self.taken.taken.add(tried[0])
        return tried[0]

    def is_free(self, word: str, placeholder: str, place: Place) -> bool:
        """May a word stand for a module here, and does it for none or this one?"""
        users = [_lookup(place.function, word)]
        if word in self.origins:
            users.append(_lookup(*self.origins[word]))
        others = any(u is not None and u is not OBJECTS[placeholder] for u in users)
        known = self.modules.get(word, placeholder)
        return word not in place.own and known == placeholder and not others

    def home(self, placeholder: str, place: Place) -> str:
        """The name of a module of the user's in the text."""
        known = [w for w, p in self.modules.items() if p == placeholder]
        word = placeholder[len(MODULE) :].rpartition(".")[2].strip("_")
        text = self.free_text(f"{word}_module", known, place)
        self.modules[text] = placeholder
        return text

    def free_text(self, wanted: str, known: list[str], place: Place) -> str:
        """One of the names in the text that something has here, or a new one."""
        free = [text for text in known if text not in place.mentioned]
        while not free:
            text = self.taken.fresh(wanted)
            free = [] if text in place.mentioned else [text]
        return free[0]

    def user_name(self, variable: str, place: Place) -> str:
        """The name in the text for a global, cell or builtin of the user's function.

        Its own, if that stands for nothing else; no other that the function mentions.
        """
        function = place.function
        found = _lookup(function, variable)
        if found is None and variable not in function.globals:
            return variable
        if getattr(builtins, variable, self) is found:
            return variable
        key = (id(function.globals), variable, id(function.cells.get(variable)))
        if isinstance(found, types.ModuleType):
            key = (variable, id(found))
        known, text = self._known.setdefault(key, []), variable
        mine = text in known or self.is_module(text, found)
        if text in self.taken.taken and not mine:
            text = self.free_text(variable, known, place)
        self.taken.taken.add(text)
        if text not in known:
            known.append(text)
            self.origins[text] = Origin(function, variable)
        return text

    def is_module(self, word: str, found: Any) -> bool:
        """Does a word stand for the module that was found?"""
        return OBJECTS.get(self.modules.get(word, ""), self) is found

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
