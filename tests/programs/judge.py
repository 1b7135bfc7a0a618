"""This module judges the derivative of one program."""

from __future__ import annotations

import contextlib
import signal
import traceback
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

from s2s.errors import S2SError
from tests.check import check
from tests.compare import Disagreement, is_single
from tests.programs.load import Loaded, evaluate, load, unload

SECONDS = 20.0
SECONDS_OF_A_CANDIDATE = 20.0
REPEAT = 0.5
# Rounding of the numbers around one that programs compute with, in differences.
NOISE = 2e-11
SINGLE_NOISE = 1e-6
FAILURES = ("wrong", "crashed")


class Outcome(NamedTuple):
    """What became of a program.

    Its status is "right", "refused", "wrong", "crashed", "kinks" (nothing could be
    compared: kinks, or noise) or "unfit" (the program itself fails).
    """

    status: str
    message: str
    text: str
    marks: frozenset[str]
    number: int = 0


class TooLong(BaseException):
    """A program, or its derivative, does not end."""


def judge(
    text: str, marks: frozenset[str], backend: Any, loaded: Loaded | None = None
) -> Outcome:
    """Ask the oracles; a program that is not loaded yet is a candidate to load."""
    seconds = SECONDS_OF_A_CANDIDATE if loaded is None else SECONDS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with _limit(seconds):
                status, message = _judged(text, backend, loaded)
        except TooLong:
            status, message = "crashed", "does not end"
    return Outcome(status, message, text, marks)


def _judged(text: str, backend: Any, loaded: Loaded | None) -> tuple[str, str]:
    if loaded is not None:
        return _asked(loaded, backend)
    candidate = _candidate(text)
    if candidate is None:
        return "unfit", ""
    try:
        return _asked(candidate, backend)
    finally:
        unload(candidate)


def _candidate(text: str) -> Loaded | None:
    """Load a program that may be broken; None if it is."""
    try:
        candidate = load(text)
        fit = evaluate(candidate) is not None
    except (Exception, TooLong):  # noqa: BLE001 - whatever is left of a program
        return None
    return candidate if fit else None


def _asked(program: Loaded, backend: Any) -> tuple[str, str]:
    try:
        noise = SINGLE_NOISE if is_single(program.args) else NOISE
        check(program.f, *program.args, seeds=(0,), noise=noise, backend=backend)
    except Disagreement as wrong:
        nothing = wrong.oracle == "nothing compared"
        return ("kinks" if nothing else "wrong"), str(wrong)
    except S2SError as refused:
        return "refused", _first_line(refused)
    except Exception as crash:  # noqa: BLE001 - every other exception is a finding
        return "crashed", _last_lines(crash)
    return "right", ""


def _first_line(error: Exception) -> str:
    return (getattr(error, "msg", None) or str(error)).split("\n", 1)[0]


def _last_lines(crash: Exception) -> str:
    frames = traceback.extract_tb(crash.__traceback__)[-1:]
    places = [f"{frame.name}: {frame.line}" for frame in frames]
    return f"{type(crash).__name__}: {crash} at {'; '.join(places)}"


@contextlib.contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise `TooLong` when the time is over (where the platform has alarms).

    It is the time of the processor: a machine may have other things to do.
    """

    def ring(_signal: int, _frame: Any) -> None:
        raise TooLong

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, ring)
    # It rings again: Python drops what is raised inside a callback of `weakref`.
    signal.setitimer(signal.ITIMER_PROF, seconds, REPEAT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)
