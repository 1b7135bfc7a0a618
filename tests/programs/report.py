"""This module prints what a hunt found, refusals by message and by construct."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tests.programs.judge import Outcome

STATUSES = ("right", "refused", "kinks", "wrong", "crashed")
LINES = 40


def report(outcomes: Sequence[Outcome], seconds: float) -> str:
    """Return the tables of a hunt as text."""
    statuses = Counter(outcome.status for outcome in outcomes)
    counts = ", ".join(f"{statuses[status]} {status}" for status in STATUSES)
    rate = len(outcomes) / max(seconds, 1e-9)
    head = f"{len(outcomes)} programs: {counts} ({rate:.0f} a second)"
    tables = [_by_message(outcomes, status) for status in STATUSES[1:]]
    return "\n".join([head, *tables, _by_construct(outcomes)])


def general(message: str) -> str:
    """Return a message without the names and numbers of one program."""
    return re.sub(r"\d+", "0", re.sub(r"`[^`]*`|'[^']*'", "`...`", message))[:100]


def _by_message(outcomes: Iterable[Outcome], status: str) -> str:
    chosen = [general(o.message) for o in outcomes if o.status == status]
    rows = Counter(chosen).most_common(LINES)
    return "\n".join(
        [f"\n{status}, by message:"] * bool(rows)
        + [f"{number:7d}  {message}" for message, number in rows]
    )


def _by_construct(outcomes: Sequence[Outcome]) -> str:
    programs = Counter(mark for o in outcomes for mark in o.marks)
    lost = Counter(m for o in outcomes if o.status == "refused" for m in o.marks)
    order = sorted(programs, key=lambda mark: (-lost[mark] / programs[mark], mark))
    rows = [f"{lost[m]:7d} of {programs[m]:6d}  {m}" for m in order if lost[m]]
    return "\n".join(["\nrefused, by construct:", *rows]) if rows else ""
