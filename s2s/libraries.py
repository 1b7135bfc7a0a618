"""This module tells libraries from the user's own code."""

from __future__ import annotations

import sys
from typing import Any

_LIBRARIES = frozenset(sys.stdlib_module_names) | {"numpy", "scipy", "numba", "s2s"}


def is_of_library(fn: Any) -> bool:
    """Is a function or class defined in a library?"""
    return is_library(fn.__module__ or "")


def is_library(module: str) -> bool:
    """Is it the name of a library, or of a module in it?"""
    return module.partition(".")[0] in _LIBRARIES
