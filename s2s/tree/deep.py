"""This module lets the compiler work on trees that are deep, and many objects.

A sum of a thousand terms is a tree of a thousand levels, and a pass takes a few calls
for each. From Python 3.11 on these need no stack of the machine's. Trees are objects
that all live: to look for garbage among them takes long, and finds none.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LEVELS = 12_000 if sys.version_info >= (3, 11) else 4_000

_lock = threading.Lock()
_inside: list[tuple[int, bool]] = []  # what was before, once for each walk under way


@contextmanager
def deep() -> Iterator[None]:
    """Allow deep recursion, collect no garbage; the last of several threads ends it."""
    with _lock:
        before = _inside[0] if _inside else (sys.getrecursionlimit(), gc.isenabled())
        _inside.append(before)
        limit, collecting = before
        sys.setrecursionlimit(max(limit, LEVELS))
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _inside.pop()
            if not _inside:
                sys.setrecursionlimit(limit)
                gc.enable() if collecting else None
