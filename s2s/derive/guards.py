"""This module puts beside a statement the checks of what only the run can know."""

from __future__ import annotations

import gast

from s2s.derive import counted, slicing, trusted, unclear


class Guards:
    """The checks of one function."""

    def __init__(self, facts) -> None:
        self.facts = facts
        self.before = counted.checks(facts)

    def around(self, node: gast.stmt, forward: list[gast.stmt]) -> list[gast.stmt]:
        """The forward text of a statement with what is checked before and after it."""
        after = unclear.checks(self.facts, node)
        before = [*self.before.get(node, ()), *trusted.checks(self.facts, node)]
        before += slicing.checks(self.facts, node)
        return [*before, *forward, *after]
