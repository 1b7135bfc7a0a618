"""This module finds the arrays with several names whose adjoints need no table.

Where it is known at each point of a function which of its names hold the same array,
the adjoint of each name can be a variable that is kept in step: its companion.

    u, v = v, u            u_bar, v_bar = v_bar, u_bar
    v = a[1:]              v_bar = a_bar[1:]
    fill(out, x)           fill_backward(tape, out_bar, x_bar)

A cell of arrays has companions if no list or tuple holds them, if at each mention of a
name it is known which array it holds (`analyse/partition.py`), and if every function
that is given one of them can take its companion as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import gast

from s2s.analyse.flow import calls, target_names
from s2s.analyse.partition import Holding, Object, View, alike, bound, joined
from s2s.kinds import Array
from s2s.tree.names import bound as bindings
from s2s.tree.names import names_in, reads


@dataclass(eq=False)
class Companions:
    """The cells with companions, and what their names hold before and after statements.

    `result` is the parameter that is returned, if one always is; `rebound` are the
    names that are assigned.
    """

    able: set = field(default_factory=set)
    before: dict[gast.stmt, Holding] = field(default_factory=dict)
    after: dict[gast.stmt, Holding] = field(default_factory=dict)
    result: str = ""
    rebound: set[str] = field(default_factory=set)
    names: frozenset[str] = frozenset()

    def knows(self, name: str) -> bool:
        """Is it known at each point which array the name holds?"""
        return name in self.names


def companions(facts) -> Companions:
    """The companions in an analysed function."""
    walk = _Walk(facts)
    start = {p: Object(True, p) for p in facts.analysis.parameters if p in walk.cells}
    walk.block(facts.tree.body, start)
    found = walk.found
    found.able = set(walk.cells.values()) - walk.refused
    found.names = frozenset(n for n, c in walk.cells.items() if c in found.able)
    return found


def view_of(facts, value: gast.expr) -> str:
    """The name that a value is a part of, for certain; '' for other values."""
    if isinstance(value, gast.Name):
        return value.id
    if not _is_grid(facts.kind(value)):
        return ""
    if isinstance(value, gast.Attribute) and value.attr == "T":
        return view_of(facts, value.value)
    if isinstance(value, gast.Subscript) and facts.views(value) == "always":
        return view_of(facts, value.value)
    return ""


def in_place_of(value: gast.expr, root: gast.expr) -> gast.expr:
    """`a[1:].T` of another array: the name at the bottom is replaced."""
    if isinstance(value, gast.Name):
        return root
    if isinstance(value, gast.Subscript):
        return gast.Subscript(in_place_of(value.value, root), value.slice, value.ctx)
    return gast.Attribute(in_place_of(value.value, root), value.attr, value.ctx)


def _is_grid(kind) -> bool:
    return isinstance(kind, Array) and bool(kind.shape)


class _Walk:
    """One way through a function, and the cells that turned out not to be able."""

    def __init__(self, facts) -> None:
        self.facts, self.found = facts, Companions()
        self.refused: set = set()
        self.breaks: list[list] = []
        sharing, kinds = facts.analysis.sharing, facts.names
        cells = {n: sharing.cell(n) for n in sharing.names()}
        alone = {
            c
            for c in cells.values()
            if c.elements is None and not c.parents and not c.tangled
            if all(_is_grid(kinds.get(n)) for n in c.names)
        }
        self.cells = {n: c for n, c in cells.items() if c in alone}

    def block(self, body: list, holding: Holding | None) -> Holding | None:
        """What is held behind a block, None if its end is not reached."""
        for node in body:
            if holding is None:
                return None
            self.found.before[node] = holding
            holding = self.statement(node, holding)
            if holding is not None:
                self.found.after[node] = holding
        return holding

    def statement(self, node: gast.stmt, holding: Holding) -> Holding | None:
        if isinstance(node, gast.If):
            self.mention(node.test, holding)
            return joined(
                self.block(node.body, holding), self.block(node.orelse, holding)
            )
        if isinstance(node, (gast.For, gast.While)):
            return self.loop(node, holding)
        if isinstance(node, gast.Break):
            self.breaks[-1].append(holding)
            return None
        if isinstance(node, gast.FunctionDef):
            return holding
        self.mention(node, holding)
        for call in calls(node):
            self.call(call, node, holding)
        if isinstance(node, gast.Assign):
            return self.assign(node.targets[0], node.value, holding)
        if isinstance(node, gast.AugAssign) and isinstance(node.target, gast.Name):
            return self.update(node.target.id, holding)
        if isinstance(node, gast.Return):
            self.returned(node.value, holding)
        return self.opaque(node, holding)

    def mention(self, node: gast.AST | None, holding: Holding) -> None:
        """Every array that is mentioned must be known."""
        names = set() if node is None else reads(node)
        target = node.targets[0] if isinstance(node, gast.Assign) else None
        if isinstance(target, gast.Subscript):
            names |= names_in(target)
        self.refuse(names - holding.keys())

    def refuse(self, names) -> None:
        self.refused |= {self.cells[n] for n in names if n in self.cells}

    def loop(self, node: gast.stmt, holding: Holding) -> Holding:
        """What is held behind a loop: a name that a trip binds holds another array."""
        targets = target_names(node.target) if isinstance(node, gast.For) else []
        self.refuse(targets)
        self.mention(node.iter if targets else node.test, holding)
        head = holding
        while True:
            for name in targets:
                head = bound(head, name, None)
            self.breaks.append([])
            ends = [self.block(node.body, head), *self.breaks.pop()]
            again = head
            for end in ends:
                again = joined(again, end)
            if alike(head, again):
                break
            head = again
        if not targets:
            self.mention(node.test, head)
        return again

    def assign(self, target, value: gast.expr, holding: Holding) -> Holding:
        if isinstance(target, gast.Name):
            to = self.value(target.id, value, holding)
            if to is not None and holding.get(target.id) is to:
                return holding
            self.found.rebound.add(target.id)
            return bound(holding, target.id, to)
        if isinstance(target, gast.Tuple):
            self.found.rebound.update(target_names(target))
            for name, to in self.parted(target, value).items():
                holding = bound(holding, name, to)
        return holding

    def value(self, name: str, value: gast.expr, holding: Holding) -> Object | None:
        """The array that a value is."""
        if name not in self.cells:
            return None
        root = view_of(self.facts, value)
        if root:
            base = holding.get(root)
            return base if isinstance(value, gast.Name) else self.view(value, base)
        given = self.given_back(value)
        if given is not None:
            return self.value(name, given, holding)
        if self.facts.analysis.sources(value):
            self.refuse([name])
        return Object()

    def view(self, value: gast.expr, base: Object | None) -> View | None:
        if base is None:
            return None
        index = in_place_of(value, gast.Constant(None, None))
        return View(base.given, "", base, value, frozenset(reads(index)))

    def given_back(self, value: gast.expr) -> gast.expr | None:
        """The argument that a call always returns."""
        if not isinstance(value, gast.Call):
            return None
        if self.facts.analysis.effects(value).links is None:
            return None
        analysis = self.facts.analysis
        given = analysis.effects(value).arguments
        return dict(enumerate(given)).get(analysis.summary_of(value).returns)

    def parted(self, target: gast.expr, value: gast.expr) -> dict[str, Object]:
        """What the items of a call's result are bound to: new arrays, or refused."""
        links = None
        if isinstance(value, gast.Call):
            links = self.facts.analysis.effects(value).links
        items = links.items if links is not None else None
        found, taken = {}, set()
        if items is not None and len(items) == len(target.elts):
            taken = {n for numbers in links.arguments for n in numbers}
            for item, numbers in zip(target.elts, items):
                if isinstance(item, gast.Name) and not taken & set(numbers):
                    found[item.id] = Object()
                taken |= set(numbers)
        self.refuse(n for n in target_names(target) if n not in found)
        return {
            n: found.get(n) if n in self.cells else None for n in target_names(target)
        }

    def call(self, call: gast.Call, node: gast.stmt, holding: Holding) -> None:
        """The user's functions must be able to take the companions of arguments.

        What a nested function captures is mentioned where it is called.
        """
        analysis = self.facts.analysis
        effects = analysis.effects(call)
        if effects.links is None:
            return
        summary = analysis.summary_of(call)
        refused, written = summary.refused, set(bindings([node]))
        back = dict(enumerate(effects.arguments)).get(summary.returns)
        if isinstance(back, gast.Name):
            written -= {back.id}  # `a = g(a)`, where `g` returns `a`
        for i, argument in enumerate(effects.arguments):
            self.mention(argument, holding)
            sources = [] if argument is None else analysis.sources(argument)
            name = view_of(self.facts, argument) if sources else ""
            if sources and (not name or i in refused or written & names_in(argument)):
                self.refused.update(sources)

    def update(self, name: str, holding: Holding) -> Holding:
        """`a += e` binds nothing; the same of another thing may bind an index."""
        return holding if name in self.cells else bound(holding, name, None)

    def returned(self, value: gast.expr | None, holding: Holding) -> None:
        held = holding.get(value.id) if isinstance(value, gast.Name) else None
        self.found.result = held.parameter if held is not None else ""

    def opaque(self, node: gast.stmt, holding: Holding) -> Holding | None:
        """A statement that is no part of the core language."""
        names = bindings([node])
        self.refuse(names)
        for name in names:
            holding = bound(holding, name, None)
        return None if isinstance(node, gast.Raise) else holding
