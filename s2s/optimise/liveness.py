"""This module finds which names are read later, by walking backwards.

The control flow is structured, so a recursive function over statements does it; loops
are walked until nothing changes. With `strong`, what a removable statement reads counts
only if the statement itself matters: `x_bar += y_bar` in a loop that nobody reads does
not keep itself alive.
"""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.optimise.effects import OPAQUE, Effects
from s2s.tree.walk import nodes


class _Loop(NamedTuple):
    statement: gast.stmt
    after: int
    head: int


class Liveness:
    """What is live where, as masks keyed by the `id` of the statement.

    `after[s]`: the names read after s; `start[loop]`: those read as its body begins;
    `stays`: the statements that matter.
    """

    def __init__(self, effects: Effects, strong: bool) -> None:
        self.after: dict[int, int] = {}
        self.start: dict[int, int] = {}
        self.stays: set[int] = set()
        self._effects = effects
        self._strong = strong
        self._heads: dict[int, int] = {}
        self._loops: list[_Loop] = []
        self.entry = self._block(effects.tree.body, effects.lasting)

    def _block(self, block: list, live: int) -> int:
        for statement in reversed(block):
            self.after[id(statement)] = live
            live = self._statement(statement, live)
        return live

    def _statement(self, statement: gast.stmt, live: int) -> int:
        visit = _VISITS.get(statement.__class__, Liveness._simple)
        return visit(self, statement, live)

    def _leave(self, statement: gast.Return | gast.Raise, _live: int) -> int:
        self.stays.add(id(statement))
        return self._effects.of(statement).reads | self._effects.lasting

    def _simple(self, statement: gast.stmt, live: int) -> int:
        effect = self._effects.of(statement)
        if self._strong and effect.removable:
            if not live & (effect.binds | effect.updates):
                return live
        self.stays.add(id(statement))
        return live & ~effect.binds | effect.reads | self._effects.lasting

    def _if(self, statement: gast.If, live: int) -> int:
        body = self._block(statement.body, live)
        orelse = self._block(statement.orelse, live)
        if not self._matters(statement, statement.test):
            return live
        return body | orelse | self._effects.reads(statement.test)

    def _loop(self, loop: gast.For | gast.While, live: int) -> int:
        after = self._block(loop.orelse, live)
        head = self._heads.get(id(loop), 0) | after
        while True:
            mattered = id(loop) in self.stays
            self._loops.append(_Loop(loop, live, head))
            grown = head | self._turn(loop, head, after)
            self._loops.pop()
            if grown == head and mattered == (id(loop) in self.stays):
                break
            head = grown
        self._heads[id(loop)] = head
        if isinstance(loop, gast.For) and id(loop) in self.stays:
            return head | self._effects.reads(loop.iter)
        return head

    def _turn(self, loop: gast.For | gast.While, head: int, after: int) -> int:
        """What is live before a turn of the loop, if `head` is after it."""
        start = self.start[id(loop)] = self._block(loop.body, head)
        if isinstance(loop, gast.While):
            matters = self._matters(loop, loop.test)
            return start | (self._effects.reads(loop.test) if matters else 0)
        bound = self._effects.bound(loop.target)
        if after & bound or not isinstance(loop.target, (gast.Name, gast.Tuple)):
            self.stays.add(id(loop))
        if self._matters(loop, loop.iter) or not repeats_freely(loop.iter):
            self.stays.add(id(loop))
        reads = self._effects.reads(loop.target)
        return start & ~bound | (reads if id(loop) in self.stays else 0)

    def _matters(self, statement: gast.stmt, header: gast.expr) -> bool:
        """Whether a compound statement must stay: noted, for it stays so."""
        inner = [*statement.body, *statement.orelse]
        stays = any(id(item) in self.stays for item in inner)
        if stays or not self._strong or not self._effects.is_pure(header):
            self.stays.add(id(statement))
        return id(statement) in self.stays

    def _jump(self, statement: gast.Break | gast.Continue, _live: int) -> int:
        """A jump matters if its loop does."""
        loop = self._loops[-1]
        if not self._strong or id(loop.statement) in self.stays:
            self.stays.add(id(statement))
        return loop.after if isinstance(statement, gast.Break) else loop.head

    def _opaque(self, statement: gast.stmt, live: int) -> int:
        """Of `try`, `with`, `match`: anything in them may run, or not."""
        self.stays.add(id(statement))
        live |= self._effects.of(statement).reads
        for loop in self._loops:
            live |= loop.after | loop.head
        return live


_VISITS = {
    gast.If: Liveness._if,
    **dict.fromkeys((gast.For, gast.While), Liveness._loop),
    **dict.fromkeys((gast.Break, gast.Continue), Liveness._jump),
    **dict.fromkeys((gast.Return, gast.Raise), Liveness._leave),
    **dict.fromkeys(OPAQUE, Liveness._opaque),
}


def repeats_freely(iterable: gast.expr) -> bool:
    """Whether iterating has no effect: a generator would be used up."""
    names = {node.func.id for node in nodes(iterable) if _calls_name(node)}
    return names <= {"range", "len"} and isinstance(iterable, gast.Call)


def _calls_name(node: gast.AST) -> bool:
    return isinstance(node, gast.Call) and isinstance(node.func, gast.Name)
