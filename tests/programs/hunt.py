"""This module hunts: it differentiates random programs and asks the oracles.

    python -m tests.programs.hunt 20000 --seed 1 --processes 2 --found FOLDER

It prints what was refused, by message and by construct, writes every program whose
derivative is wrong, as small as it gets, to a folder, and exits with 1 if there is one.
"""

from __future__ import annotations

import argparse
import functools
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from tests.programs.generate import program
from tests.programs.judge import FAILURES, Outcome, judge
from tests.programs.load import unload
from tests.programs.report import report
from tests.programs.shrink import shrink

CHUNK = 25
TASKS_PER_PROCESS = 20


def hunt_one(seed: int, number: int, backend: Any = None) -> Outcome:
    """Write the program of this number and judge its derivative."""
    written, loaded = program(Random(f"{seed}/{number}"))
    outcome = judge(written.text, written.marks, backend, loaded)
    unload(loaded)
    return outcome._replace(number=number)


def hunt(
    count: int, seed: int, processes: int = 1, backend: Any = None
) -> Iterator[Outcome]:
    """Yield the outcomes for so many programs."""
    numbers = range(count)
    if processes == 1:
        yield from (hunt_one(seed, number, backend) for number in numbers)
        return
    work = functools.partial(hunt_one, seed)
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes, maxtasksperchild=TASKS_PER_PROCESS) as pool:
        yield from pool.imap(work, numbers, chunksize=CHUNK)


def smallest(outcome: Outcome, backend: Any = None) -> str:
    """Return the smallest program found that fails as this one does."""

    def fails(text: str) -> bool:
        return judge(text, outcome.marks, backend).status == outcome.status

    return shrink(outcome.text, fails)


def main(arguments: list[str] | None = None) -> int:
    """Hunt as the command line says; return the exit code."""
    options = _options(arguments)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="hunt") as cache:
        os.environ["S2S_CACHE_DIR"] = cache
        outcomes, failures = [], []
        for outcome in hunt(options.count, options.seed, options.processes):
            outcomes.append(outcome)
            if len(outcomes) % 1000 == 0:
                print(f"{len(outcomes)} programs", flush=True)
            if outcome.status in FAILURES:
                failures.append(outcome)
                print(
                    f"{outcome.status} {outcome.number}: {outcome.message}", flush=True
                )
        print(report(outcomes, time.perf_counter() - start))
        for outcome in failures[: options.shrink]:
            _write(outcome, Path(options.found), options.seed)
    return 1 if failures else 0


def _write(outcome: Outcome, folder: Path, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = smallest(outcome)
    path = folder / f"{outcome.status}_{seed}_{outcome.number}.py"
    comment = "".join(f"# {line}\n" for line in outcome.message.splitlines())
    path.write_text(f"{comment}{text}", encoding="utf-8")
    print(f"\n{path}: {outcome.message}\n{text}", flush=True)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hunt", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--count", type=int, dest="count", default=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--shrink", type=int, default=20, help="failures to shrink")
    default = os.path.join(tempfile.gettempdir(), "s2s-found")
    parser.add_argument("--found", default=default, help="folder of failing programs")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
