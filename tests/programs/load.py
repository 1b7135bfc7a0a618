"""This module runs the text of a program: from a real file, as a user's would be."""

from __future__ import annotations

import contextlib
import io
import itertools
import linecache
import os
import tempfile
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from tests import trees

_FOLDER = tempfile.TemporaryDirectory(prefix="programs")
_COUNT = itertools.count()


class Loaded(NamedTuple):
    """A program's function, the arguments to call it with, and its file."""

    f: Callable
    args: tuple
    filename: str


def load(text: str) -> Loaded:
    """Write the text to a file of its own and execute it."""
    folder = os.path.join(_FOLDER.name, str(os.getpid()))
    os.makedirs(folder, exist_ok=True)
    filename = os.path.join(folder, f"program{next(_COUNT)}.py")
    with open(filename, "w", encoding="utf-8") as file:
        file.write(text)
    names: dict[str, Any] = {"__name__": "program", "__file__": filename}
    exec(compile(text, filename, "exec"), names)
    return Loaded(names["f"], names["ARGS"], filename)


def unload(loaded: Loaded) -> None:
    """Remove the program's file."""
    linecache.cache.pop(loaded.filename, None)
    with contextlib.suppress(FileNotFoundError):
        os.remove(loaded.filename)


def evaluate(loaded: Loaded) -> float | None:
    """Return the largest number in the result; None where it has none."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            result = loaded.f(*trees.duplicate(loaded.args))
        except Exception:  # noqa: BLE001 - whatever a random program may do
            return None
    parts = result if isinstance(result, tuple) else (result,)
    if not all(map(trees.carries, parts)):
        return None
    sizes = [np.max(np.abs(leaf), initial=0.0) for leaf in parts]
    largest = float(np.max(sizes, initial=0.0))
    return largest if np.isfinite(largest) else None
