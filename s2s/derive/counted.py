"""This module has the run refuse lists that get longer while a loop goes over them.

for i in range(len(xs)):                 # of the program: for x in xs
    runtime.require_other(ys, xs)
    ys.append(xs[i])

The loop has counted its trips; the program's own would go on. Where the two may be one
list only the run knows whether they are; a list that is made between (`ys = []`), or
before while nobody else has it, is another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import gast

from s2s.derive.resized import resized
from s2s.tree.names import assigned, reads
from s2s.tree.template import template
from s2s.tree.walk import nodes


def checks(facts) -> dict[gast.stmt, list[gast.stmt]]:
    """For statements that resize lists, what must run before them."""
    found: dict = {}
    if any(map(_is_item, nodes(facts.tree.body))):
        _block(facts, facts.tree.body, _Known(), found)
    return found


@dataclass
class _Known:
    """What is known at a point of a function.

    `counted` are the lists that the loops around go over, with their cells; `alone` are
    names of new lists that have no other; `others` says of a name which of the lists
    that loops go over it does not hold.
    """

    counted: tuple = ()
    alone: frozenset = frozenset()
    others: dict = field(default_factory=dict)

    def without(self, body: list) -> _Known:
        """What is still known where `body` may have run."""
        bound = frozenset(assigned(body))
        others = {n: found for n, found in self.others.items() if n not in bound}
        return _Known(self.counted, self.alone - bound - _handed_on(body), others)

    def made(self, variable: str) -> _Known:
        """A new list is other than those that loops go over."""
        others = {**self.others, variable: {xs for xs, _ in self.counted}}
        return _Known(self.counted, self.alone | {variable}, others)

    def over(self, counted: tuple) -> _Known:
        """In a loop over these lists."""
        others = dict(self.others)
        for variable in self.alone:
            more = {xs for xs, _ in counted if getattr(xs, "id", "") != variable}
            others[variable] = others.get(variable, set()) | more
        return _Known(self.counted + counted, self.alone, others)


def _block(facts, body: list, known: _Known, found: dict) -> None:
    for node in body:
        if isinstance(node, (gast.If, gast.For, gast.While)):
            inside = known.over(_counted(facts, node))
            if not isinstance(node, gast.If):
                inside = inside.without([node])
            for arm in (node.body, node.orelse):
                _block(facts, arm, inside, found)
        elif known.counted:
            found[node] = list(_made(facts, node, known))
        known = known.without([node])
        if _is_new_list(node):
            known = known.made(node.targets[0].id)


def _counted(facts, node: gast.stmt) -> tuple:
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


def _made(facts, node: gast.stmt, known: _Known) -> Iterator[gast.stmt]:
    for changed, cells in resized(facts, node):
        others = known.others.get(getattr(changed, "id", ""), ())
        for gone_over, own in known.counted:
            if gone_over not in others and not own.isdisjoint(cells):
                text = "r.require_other(ys, xs)"
                yield from template(text, r="@runtime", ys=changed, xs=gone_over)


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
