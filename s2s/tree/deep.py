"""This module lets the compiler walk trees that are deeper than programs run.

A sum of a thousand terms is a tree of a thousand levels, and a pass takes a few calls
for each. From Python 3.11 on these need no stack of the machine's.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LEVELS = 12_000 if sys.version_info >= (3, 11) else 4_000

_lock = threading.Lock()
_inside: list[int] = []  # the limit before, once for each walk under way


@contextmanager
def deep() -> Iterator[None]:
    """Raise the limit of recursion; the last of several threads lowers it again."""
    with _lock:
        before = _inside[0] if _inside else sys.getrecursionlimit()
        _inside.append(before)
        sys.setrecursionlimit(max(before, LEVELS))
    try:
        yield
    finally:
        with _lock:
            _inside.pop()
            if not _inside:
                sys.setrecursionlimit(before)
