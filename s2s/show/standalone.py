"""This module makes a derivative's text independent of the file that it comes from.

    from shot import drag, GRAVITY        GRAVITY = 9.81
                                          def drag(v): ...

The user's functions and constants are copied in place of their imports; what else they
use comes with them. What cannot be copied is refused, with the reason.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import sys
import textwrap
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from s2s.api import Differentiable
from s2s.show.load import Target

_IMPORTS = (ast.Import, ast.ImportFrom)
_CONSTANTS = (bool, int, float, complex, str, bytes, type(None))


class NotStandalone(Exception):
    """The text needs something that cannot be copied into it."""


def standalone(text: str, target: Target) -> str:
    """The text with copies of what it imports from the folder of the user's file."""
    tree = ast.parse(text)
    _refuse_unknown(tree)
    copies = _Copies(target.path.parent)
    imports = [node for node in tree.body if isinstance(node, _IMPORTS)]
    kept = [ast.unparse(node) for node in imports if not copies.takes(node)]
    head = "\n".join(dict.fromkeys([*copies.imports, *kept]))
    body = _without(imports, text)
    return "\n\n\n".join(part for part in (head, *copies.parts, body) if part) + "\n"


def _without(statements: list[ast.stmt], text: str) -> str:
    """The text without some of its statements."""
    lines: list[str | None] = list(text.splitlines())
    for node in statements:
        for number in range(node.lineno - 1, node.end_lineno or node.lineno):
            lines[number] = None
    return "\n".join(line for line in lines if line is not None).strip("\n")


class _Copies:
    """The functions and constants that have been copied, in the order of their use."""

    def __init__(self, folder: Path) -> None:
        self.imports: list[str] = []
        self.parts: list[str] = []
        self._folder = folder
        self._known: dict[str, Any] = {}

    def takes(self, node: ast.Import | ast.ImportFrom) -> bool:
        """Copy what an import brings, if it is the user's."""
        if isinstance(node, ast.Import):
            for item in node.names:
                if self._is_users(importlib.import_module(item.name)):
                    raise NotStandalone(
                        f"--standalone: the derivative uses the module `{item.name}` "
                        "as a whole; import the names that it uses one by one"
                    )
            return False
        module = sys.modules.get(node.module or "")
        if module is None or not self._is_users(module):
            return False
        for item in node.names:
            self._copy(item.name, getattr(module, item.name), item.asname or item.name)
        return True

    def _is_users(self, module: ModuleType) -> bool:
        file = getattr(module, "__file__", None)
        return (
            bool(file)
            and self._folder in Path(file).resolve().parents
            and "site-packages" not in Path(file).parts
        )

    def _copy(self, name: str, value: Any, called: str) -> None:
        if isinstance(value, Differentiable):
            value = value.__wrapped__
        if called in self._known:
            self._check_same(called, value)
            return
        self._known[called] = value
        if isinstance(value, ModuleType):
            self._module(value, called)
        elif isinstance(value, FunctionType):
            self._function(value, called)
        elif _is_constant(value):
            self.parts.append(f"{called} = {value!r}")
        elif inspect.isclass(value) or callable(value):
            self._imported(name, value, called)
        else:
            raise NotStandalone(
                f"--standalone: `{name}` is of type {type(value).__name__}: only "
                "functions and constants can be copied; pass it as an argument"
            )

    def _check_same(self, called: str, value: Any) -> None:
        if self._known[called] is not value:
            raise NotStandalone(
                f"--standalone: two different things are called `{called}`; rename one"
            )

    def _module(self, module: ModuleType, called: str) -> None:
        if self._is_users(module):
            raise NotStandalone(
                f"--standalone: `{called}` is a module of yours; import its names"
            )
        alias = "" if called == module.__name__ else f" as {called}"
        self.imports.append(f"import {module.__name__}{alias}")

    def _imported(self, name: str, value: Any, called: str) -> None:
        """A class or built-in function: imported, unless it is the user's."""
        module = sys.modules.get(getattr(value, "__module__", None) or "")
        if module is None or self._is_users(module):
            raise NotStandalone(f"--standalone: `{name}` is not a plain function")
        alias = "" if called == value.__name__ else f" as {called}"
        self.imports.append(f"from {module.__name__} import {value.__name__}{alias}")

    def _function(self, function: FunctionType, called: str) -> None:
        home = sys.modules.get(function.__module__)
        if home is None or not self._is_users(home):
            self._imported(function.__name__, function, called)
            return
        if called != function.__name__:
            self._copy(function.__name__, function, function.__name__)
            self.parts.append(f"{called} = {function.__name__}")
            return
        source = _source(function)
        for name in _free_names(ast.parse(source)):
            if name in function.__globals__ and name != function.__name__:
                self._copy(name, function.__globals__[name], name)
        self.parts.append(source)


def _source(function: FunctionType) -> str:
    """The function's text, without decorators."""
    if function.__closure__ or function.__name__ == "<lambda>":
        raise NotStandalone(
            f"--standalone: `{function.__qualname__}` is a lambda, or depends on "
            "variables of a function around it; make it a function of the module"
        )
    text = textwrap.dedent(inspect.getsource(function))
    node = ast.parse(text).body[0]
    return "\n".join(text.splitlines()[node.lineno - 1 :])


def _is_constant(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_constant, value))
    return type(value) in _CONSTANTS


def _free_names(tree: ast.Module) -> list[str]:
    """The names that a text reads and does not bind, in order."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return list(dict.fromkeys(n.id for n in names if isinstance(n.ctx, ast.Load)))


def _refuse_unknown(tree: ast.Module) -> None:
    """Names that the text neither binds nor imports: cells of the user's function."""
    bound = {n.id for n in ast.walk(tree) if _binds(n)} | set(dir(builtins))
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.alias):
            bound.add(node.asname or node.name.partition(".")[0])
    unknown = [name for name in _free_names(tree) if name not in bound]
    if unknown:
        raise NotStandalone(
            f"--standalone: the derivative needs {', '.join(unknown)}, known only "
            "inside the function where the code was defined; move it to the module"
        )


def _binds(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
