"""This module executes the text of a derivative as a module.

Tracebacks, `pdb`, profilers and `inspect.getsource` show its lines, as of any other.
"""

from __future__ import annotations

import hashlib
import linecache
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any


def build(
    text: str, name: str, namespace: Mapping[str, Any], path: Path | None = None
) -> dict[str, Any]:
    """The names that executing `text` defines, those of `namespace` given before.

    `path` is the file that holds `text`, if there is one. Numba's own cache finds the
    functions of a file again by the name of their module, so that is known to `sys`.
    """
    filename = str(path) if path else f"<s2s {name} {_digest(text)}>"
    module = ModuleType(f"s2s_{path.stem}" if path else name)
    vars(module).update(namespace)
    code = compile(text, filename, "exec", dont_inherit=True)
    _remember_lines(filename, text)
    if path is not None:
        module.__file__ = filename
        sys.modules[module.__name__] = module
    exec(code, vars(module))
    return vars(module)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]


def _remember_lines(filename: str, text: str) -> None:
    """Without a time of change, `linecache` keeps the entry whatever is on disk."""
    lines = text.splitlines(keepends=True)
    linecache.cache[filename] = (len(text), None, lines, filename)
