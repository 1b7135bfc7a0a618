"""This module has the run refuse lists that are resized while a loop goes over them.

    for i in range(len(xs)):                 # of the program: for x in xs
        runtime.require_other(ys, xs)
        ys.append(xs[i])

The loop has counted its trips; the program's own would go on. Where the two may be one
list only the run knows whether they are; a list that is made between (`ys = []`), or
before while nobody else has it, is another. Two parameters may be one list as well:
that is asked where the function is called.

    runtime.require_apart(q, p)
    y = walk(p, q)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import gast

from s2s.analyse.cells import Cell
from s2s.analyse.flow import calls
from s2s.derive.resized import resized
from s2s.normalise.taint import own_parts
from s2s.tree.names import assigned, reads
from s2s.tree.template import template
from s2s.tree.walk import nodes


class Pair(NamedTuple):
    """What a statement resizes while a loop goes over a list, with the cells of both.

    For a call that does both, `text` tells them apart, if its derivative `is_derived`.
    """

    node: gast.stmt
    changed: gast.expr
    cells: set[Cell]
    gone_over: gast.expr
    own: set[Cell]
    text: str = "r.require_other(ys, xs)"
    is_derived: bool = True


def checks(facts) -> dict[gast.stmt, list[gast.stmt]]:
    """For statements that resize lists, what must run before them."""
    found: dict = {}
    for pair in pairs(facts):
        if not pair.own.isdisjoint(pair.cells) and pair.is_derived:
            holes = {"ys": pair.changed, "xs": pair.gone_over}
            found.setdefault(pair.node, []).extend(
                template(pair.text, r="@runtime", **holes)
            )
    return found


def apart(facts) -> frozenset[tuple[int, int]]:
    """The parameters of which the first must reach no list that the second does."""
    found: set = set()
    reached = [{*facts.reached(p)} for p in facts.analysis.parameters]
    for pair in pairs(facts):
        changed = [i for i, cells in enumerate(reached) if cells & pair.cells]
        looped = [j for j, cells in enumerate(reached) if cells & pair.own]
        found |= {(i, j) for i in changed for j in looped if i != j}
    return frozenset(found)


def pairs(facts) -> Iterator[Pair]:
    """What may change its length while a loop goes over it, here or in a callee."""
    body = facts.tree.body
    if any(map(_is_item, nodes(body))):
        yield from _block(facts, body, _Known(_captured(body)))
    for node in nodes(body):
        if isinstance(node, gast.stmt):
            for call in (c for part in own_parts(node) for c in calls(part)):
                yield from _by_call(facts, node, call)


def _by_call(facts, node: gast.stmt, call: gast.Call) -> Iterator[Pair]:
    """What a call is given for parameters that must be apart."""
    if facts.scope.callee(call.func) is None:
        return
    asked = facts.analysis.summary_of(call).apart
    given = facts.analysis.arguments_of(call) if asked else []
    derived = any(a is not None and facts.varied(a) for a in given)
    for i, j in sorted(asked):
        places = given[i], given[j]
        if None not in places:
            a, b = [{*facts.analysis.reached(place)} for place in places]
            text = "r.require_apart(ys, xs)"
            yield Pair(node, given[i], a, given[j], b, text, derived)


def _captured(body: list) -> frozenset[str]:
    """The names that nested functions read: their calls may hand these on."""
    inner = (gast.FunctionDef, gast.Lambda)
    return frozenset(reads([n for n in nodes(body) if isinstance(n, inner)]))


@dataclass(frozen=True)
class _Known:
    """What is known at a point of a function.

    `loops` are the lists that the loops around go over, with their cells; `alone` are
    names of new lists that have no other; `others` says of a name which of the lists
    that loops go over it does not hold. Nothing of this is known of `captured` names.
    """

    captured: frozenset[str]
    loops: tuple[tuple[gast.expr, set[Cell]], ...] = ()
    alone: frozenset[str] = frozenset()
    others: dict[str, set[gast.expr]] = field(default_factory=dict)

    def without(self, body: list) -> _Known:
        """What is still known where `body` may have run."""
        bound = frozenset(assigned(body))
        others = {n: found for n, found in self.others.items() if n not in bound}
        alone = self.alone - bound - _handed_on(body)
        return replace(self, alone=alone, others=others)

    def made(self, variable: str) -> _Known:
        """A new list is other than those that loops go over."""
        if variable in self.captured:
            return self
        others = {**self.others, variable: {xs for xs, _ in self.loops}}
        return replace(self, alone=self.alone | {variable}, others=others)

    def over(self, lists: tuple) -> _Known:
        """In a loop over these lists."""
        others = dict(self.others)
        for variable in self.alone:
            more = {xs for xs, _ in lists if getattr(xs, "id", "") != variable}
            others[variable] = others.get(variable, set()) | more
        return replace(self, loops=self.loops + lists, others=others)


def _block(facts, body: list, known: _Known) -> Iterator[Pair]:
    for node in body:
        if isinstance(node, (gast.If, gast.For, gast.While)):
            inside = known.over(_lists(facts, node))
            if not isinstance(node, gast.If):
                inside = inside.without([node])
            for arm in (node.body, node.orelse):
                yield from _block(facts, arm, inside)
        elif known.loops:
            yield from _resized(facts, node, known)
        known = known.without([node])
        if _is_new_list(node):
            known = known.made(node.targets[0].id)


def _resized(facts, node: gast.stmt, known: _Known) -> Iterator[Pair]:
    for changed, cells in resized(facts, node):
        others = known.others.get(getattr(changed, "id", ""), ())
        for gone_over, own in known.loops:
            if gone_over not in others:
                yield Pair(node, changed, cells, gone_over, own)


def _lists(facts, node: gast.stmt) -> tuple:
    """The lists that a loop goes over, with their cells."""
    if not isinstance(node, gast.For):
        return ()
    index = getattr(node.target, "id", None)
    found = filter(_is_item, nodes(node.body))
    own = [i.value for i in found if index in reads(i.slice)]
    return tuple((xs, set(facts.analysis.sources(xs))) for xs in own)


def _is_item(node: gast.AST) -> bool:
    """Is it what a loop goes over, at the loop's index?"""
    return getattr(node, "is_item", False)


def _is_new_list(node: gast.stmt) -> bool:
    if not isinstance(node, gast.Assign) or not isinstance(node.targets[0], gast.Name):
        return False
    return isinstance(node.value, (gast.List, gast.ListComp))


def _handed_on(body: list) -> set[str]:
    """The names that are read by themselves: not `xs[i]`, `xs.append(x)`, `len(xs)`."""
    everything, kept = nodes(body), set()
    for node in everything:
        if isinstance(node, (gast.Subscript, gast.Attribute)):
            kept.add(node.value)
        elif isinstance(node, gast.Call) and getattr(node.func, "id", "") == "len":
            kept.update(node.args)
    names = {n for n in everything if isinstance(n, gast.Name)}
    return {n.id for n in names - kept if isinstance(n.ctx, gast.Load)}
