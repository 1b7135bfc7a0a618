"""This module times functions against each other, in one process, in turns.

The time is that of the processor, not of the clock on the wall: other work on the
machine does not count. Contestants take turns, so that what remains of the noise falls
on all alike, and medians are compared.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable

# Freed memory is kept by the process. Else the pages that a derivative records on are
# handed back and faulted in again at each call, and that is what would be measured.
SETTINGS = {
    "MALLOC_TRIM_THRESHOLD_": "4000000000",
    "MALLOC_MMAP_THRESHOLD_": "4000000000",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
LEAST_SECONDS = 2e-3


def settle() -> None:
    """Start this process anew with the settings above, unless it has them."""
    if any(os.environ.get(key) != value for key, value in SETTINGS.items()):
        command = [sys.executable, *sys.orig_argv[1:]]
        sys.stdout.flush()
        os.execve(sys.executable, command, {**os.environ, **SETTINGS})


def once(call: Callable[[], object]) -> float:
    """Return the seconds of one call."""
    start = time.process_time()
    call()
    return time.process_time() - start


def medians(contestants: Iterable[Callable], repetitions: int = 15) -> list[float]:
    """Return the median seconds of a call of each contestant."""
    contestants = list(contestants)
    counts = [_calls_per_turn(call) for call in contestants]
    turns: list[list[float]] = [[] for _ in contestants]
    for _ in range(repetitions):
        for call, count, seconds in zip(contestants, counts, turns):
            seconds.append(_turn(call, count))
    return [statistics.median(seconds) for seconds in turns]


def _turn(call: Callable, count: int) -> float:
    start = time.process_time()
    for _ in range(count):
        call()
    return (time.process_time() - start) / count


def _calls_per_turn(call: Callable) -> int:
    call()
    count = 1
    while _turn(call, count) * count < LEAST_SECONDS:
        count *= 2
    return count


def milliseconds(seconds: float) -> str:
    """Return a time for a table."""
    return f"{1e3 * seconds:.4g} ms"


def table(title: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print rows under a header, the first column to the left."""
    lines = [[str(cell) for cell in line] for line in (header, *rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*lines)]
    print(f"\n{title}\n")
    for line in lines:
        _, *rest = (cell.rjust(width) for cell, width in zip(line, widths))
        print("  " + "  ".join([line[0].ljust(widths[0]), *rest]))
    sys.stdout.flush()
