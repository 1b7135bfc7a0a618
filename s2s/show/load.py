"""This module imports the file that a command names, and finds the function in it."""

from __future__ import annotations

import importlib.util
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np


class LoadError(Exception):
    """The file or the function in it cannot be had."""


class Target(NamedTuple):
    """The function that a command is about, and where it was found."""

    function: Callable
    module: ModuleType
    path: Path

    @property
    def names(self) -> dict[str, Any]:
        """What expressions on the command line may use: `np`, and the file's names."""
        return {"np": np, **vars(self.module)}


def load(target: str) -> Target:
    """The function that `FILE.py:FUNCTION` means; the file's main part does not run."""
    file, colon, name = target.rpartition(":")
    if not (file and colon and name):
        raise LoadError(f"{target!r} is not of the form FILE.py:FUNCTION")
    path = Path(file).resolve()
    if not path.is_file():
        raise LoadError(f"there is no file {file}")
    module = _imported(path)
    return Target(_member(module, name, file), module, path)


def _imported(path: Path) -> ModuleType:
    """The file as a module under its own name, its folder first on the path."""
    if str(path.parent) not in sys.path:
        sys.path.insert(0, str(path.parent))
    name = _module_name(path)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise LoadError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except SyntaxError:
        raise
    except (Exception, SystemExit) as error:
        reason = "".join(traceback.format_exception_only(error)).strip()
        raise LoadError(f"importing {path} failed: {reason}") from None
    return module


def _module_name(path: Path) -> str:
    """The file's own name, unless a module of that name is in use (`numbers.py`)."""
    loaded = sys.modules.get(path.stem)
    other = loaded is not None and getattr(loaded, "__file__", None) != str(path)
    return f"{path.stem}_" if other else path.stem


def _member(module: ModuleType, name: str, file: str) -> Callable:
    found: Any = module
    for part in name.split("."):
        try:
            found = getattr(found, part)
        except AttributeError:
            raise LoadError(f"{file} has no function {name}{_others(module)}") from None
    if not callable(found):
        raise LoadError(f"{name} in {file} is not a function")
    return found


def _others(module: ModuleType) -> str:
    """The functions that the file does define."""
    own = [
        name
        for name, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", "") == module.__name__
    ]
    return f"; it has {', '.join(own)}" if own else ""
