"""This module tells libraries from the user's own code."""

from __future__ import annotations

import sys
from typing import Any

_LIBRARIES = frozenset(sys.stdlib_module_names) | {"numpy", "scipy", "numba", "s2s"}


# Functions of NumPy that store into an argument.
STORING = frozenset(
    "copyto put putmask place fill_diagonal put_along_axis shuffle".split()
)
# And those that call what they are given, use up an iterator, or whose effects are
# on files and settings.
ACTING = STORING | frozenset(
    """apply_along_axis apply_over_axes piecewise frompyfunc fromfunction vectorize
    fromiter nditer load loadtxt genfromtxt fromfile fromregex save savetxt savez
    savez_compressed seterr seterrcall setbufsize set_printoptions""".split()
)


def is_of_library(fn: Any) -> bool:
    """Is a function or class defined in a library?"""
    return is_library(fn.__module__ or "")


def is_library(module: str) -> bool:
    """Is it the name of a library, or of a module in it?"""
    return module.partition(".")[0] in _LIBRARIES
