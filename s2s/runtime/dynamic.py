"""This module differentiates functions that only the run knows.

The compiler installs itself here, for generated text may call nothing but this package.
"""

import sys
from collections.abc import Callable
from typing import Any

_installed: list[Callable] = []


def install(vjp: Callable) -> None:
    """Say who differentiates functions met at run time: `vjp(space, fn, *args)`."""
    _installed[:] = [vjp]


def vjp(fn: Callable, *args: Any) -> tuple:
    """Return `fn(*args)` and its pullback: one gradient for each argument.

    The derivative is compiled when the function is first met, and kept; the module that
    calls knows then whom it has met.
    """
    return _installed[0](sys._getframe(1).f_globals, fn, *args)
