"""This module times the compiler: from a function to the callable of its gradient.

Nothing is found in a cache except where it says so: each text is new, in a new folder.
"""

from __future__ import annotations

import itertools
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.generated import load, program
from benchmarks.timing import milliseconds, once, table
from s2s import grad

_new = itertools.count(1)
CURVE = (50, 100, 200, 500, 1000, 2000, 5000)
SECOND_PROCESS = """\
import sys, time
sys.path.insert(0, {folder!r})
from pathlib import Path
from benchmarks.generated import load
from s2s import grad
long = load(Path({path!r}).read_text(), Path({folder!r})).long
start = time.process_time()
grad(long)(0.5, 0.6, 3)
print(time.process_time() - start)
"""


def seconds_to_compile(lines: int, trips: int = 3) -> float:
    """Return what the first call of the gradient takes beyond the second."""
    with tempfile.TemporaryDirectory(prefix="bench") as cache:
        os.environ["S2S_CACHE_DIR"] = cache
        long = load(program(lines, next(_new))).long
        gradient = grad(long)

        def call() -> None:
            gradient(0.5, 0.6, trips)

        first = once(call)
        return first - once(call)


def curve() -> list[tuple]:
    """Return rows: how the time grows with the length of the function."""
    rows = []
    for lines in CURVE:
        repetitions = 7 if lines <= 200 else 3 if lines < 2000 else 1
        times = [seconds_to_compile(lines) for _ in range(repetitions)]
        seconds = statistics.median(times)
        rows.append((lines, milliseconds(seconds), f"{1e6 * seconds / lines:.0f} us"))
    return rows


def trips() -> list[tuple]:
    """Return rows: that the number of loop trips does not matter."""
    return [
        (trips, milliseconds(statistics.median(_compile_times(trips))))
        for trips in (0, 10, 1000)
    ]


def _compile_times(trips: int) -> list[float]:
    return [seconds_to_compile(50, trips) for _ in range(7)]


def second_process() -> list[tuple]:
    """Return a row: what a cached derivative costs a process that starts anew."""
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        path = Path(folder) / "program.py"
        path.write_text(program(50))
        script = SECOND_PROCESS.format(folder=folder, path=str(path))
        environment = {**os.environ, "S2S_CACHE_DIR": str(Path(folder) / "cache")}
        first, *others = (_run(script, environment) for _ in range(8))
    return [(50, milliseconds(first), milliseconds(statistics.median(others)))]


def _run(script: str, environment: dict) -> float:
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Print the figures of the compiler."""
    seconds_to_compile(50)
    table("Compiling, parse to callable", ("lines", "time", "per line"), curve())
    table("Whatever the trips", ("trips", "50 lines"), trips())
    header = ("lines", "first process", "second process")
    table("First gradient after the imports", header, second_process())
