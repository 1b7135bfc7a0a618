"""This module tells libraries from the user's own code."""

from __future__ import annotations

import sys
from typing import Any

_LIBRARIES = frozenset(sys.stdlib_module_names) | {"numpy", "scipy", "numba", "s2s"}


def is_of_library(fn: Any) -> bool:
    """Is a function or class defined in a library?"""
    return (fn.__module__ or "").partition(".")[0] in _LIBRARIES
