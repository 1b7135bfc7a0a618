"""This module analyses a function, and what it calls, for the kinds of its arguments.

The result does not depend on which inputs are differentiated; `Program` keeps one for
each function and kinds. Recursion is solved by assuming a summary and analysing again
until it holds.
"""

from __future__ import annotations

import builtins
from collections import ChainMap
from dataclasses import replace

import gast

from s2s.analyse.activity import varied
from s2s.analyse.cells import Cell, Sharing
from s2s.analyse.flow import calls, flows
from s2s.analyse.kinds import Kinds, infer, kind_of_expression
from s2s.analyse.outside import Outside
from s2s.analyse.scope import Scope
from s2s.analyse.sharing import Walk
from s2s.analyse.sources import may_be_storage
from s2s.derive.called import Calls, remembered
from s2s.derive.companions import Companions, companions
from s2s.derive.expose import computed, expose
from s2s.derive.facts import Facts
from s2s.derive.leaves import Leaves
from s2s.derive.resolver import Resolver
from s2s.derive.summarise import summarise
from s2s.derive.summary import Summary
from s2s.kinds import Callable, Kind
from s2s.tree.function import Function
from s2s.tree.names import Names, names_in, parameters
from s2s.tree.walk import nodes


class Analysis(Calls):
    """One function for one set of kinds and of differentiated inputs."""

    def __init__(
        self,
        program,
        function: Function,
        given: dict,
        kinds: tuple,
        inputs: frozenset,
        active: frozenset,
        untaken: bool = False,
        unsteady: tuple[str, ...] = (),
    ) -> None:
        self.program, self.given, self.untaken = program, given, untaken
        self.unsteady = unsteady
        self.function = function
        self.parameters = parameters(function.tree)
        self.parameter_kinds = dict(zip(self.parameters, kinds))
        closures = {p for p, f in given.items() if not inputs.isdisjoint(f.captures)}
        self.inputs = inputs
        self.normalise(function, inputs | closures)
        own = self.names
        names = Names(names_in(function.tree) | own | set(dir(builtins)))
        while (tree := expose(self.facts(active, set()), names)) is not None:
            self.set_tree(tree)
        self.exposed = frozenset(computed(self.tree) - own)
        program.by_layout |= any(map(self.asks_for_layout, calls(self.tree)))

    kinds: Kinds | None = None

    def normalise(self, function: Function, tainted: frozenset) -> None:
        """Analyse the core function.

        What changes and may be one with storage that carries a derivative is normalised
        as if it did.
        """
        while True:
            core = self.program.core(function, self.given, tainted, self.unsteady)
            self.origin, self.statements = core.origin, core.statements
            self.lost = core.lost
            self.set_tree(core.tree)
            facts = self.facts(self.inputs, set())
            missed = filter(facts.is_changed, facts.varied_names - core.tainted)
            more = tainted.union(map(facts.user_name, missed))
            if more == tainted:
                return
            tainted = more

    def set_tree(self, tree: gast.FunctionDef) -> None:
        """Analyse a version of the tree."""
        self.kinds = self._flows = self._outside = self._companions = None
        self._answers: dict = {}
        self.tree = tree
        self.names = frozenset(names_in(tree))
        self.function = replace(self.function, tree=tree)
        self.scope = Scope(self.function, self.given, self.program.parsed)
        self.trips = _trips(tree)
        self.resolver = Resolver(self.function)
        self.kinds = self.inferred(tree)
        self.sharing = Sharing()
        self._walk = Walk(self.sharing, self.kinds, self.effects)
        for _ in range(2):
            self._walk.block(tree.body)
        for parameter, kind in self.parameter_kinds.items():
            self._walk.given(self.sharing.cell(parameter), kind)
        for parameter in self.unsteady:
            for cell in self.sharing.layers(self.sharing.cell(parameter)):
                cell.unsteady = True

    def asks_for_layout(self, call: gast.Call) -> bool:
        """May a call give a view or a copy, as an array lies in memory: `reshape`?"""
        rule = self.scope.rule(call)
        return self.scope.is_dynamic(call) if rule is None else rule.view == "maybe"

    def inferred(self, tree: gast.FunctionDef) -> Kinds:
        """The kinds of the names and expressions of a tree."""
        names = self.names - self.function.locals
        siblings = self.scope.siblings.items()
        named = {n: Callable(callee.key) for n, callee in siblings if n in names}
        given = {**named, **self.parameter_kinds}
        visible = self.scope.nested.keys() - self._handed_out(tree)
        return infer(tree, self.resolver, given, self.call_kind, visible)

    def _handed_out(self, tree: gast.FunctionDef) -> set[str]:
        """The names that are read elsewhere than in calls of known functions."""
        everything, seen = nodes(tree.body), set()
        for call in everything:
            if isinstance(call, gast.Call) and self.scope.is_known_call(call):
                seen |= {call.func, *call.args, *(k.value for k in call.keywords)}
        names = (n for n in everything if isinstance(n, gast.Name) and n not in seen)
        return {n.id for n in names}

    def facts(
        self, inputs: frozenset, shared: set, kept: frozenset = frozenset()
    ) -> Facts:
        """The facts for some differentiated inputs.

        The adjoints of `shared` cells are in the table, `kept` ones have companions.
        """
        if self._flows is None:
            every = Facts(self, self.names, set())
            self._flows = flows(self.tree, Leaves(every))
        names = varied(inputs, self._flows, self.sharing.groups())
        return Facts(self, names, shared, kept)

    @property
    def companions(self) -> Companions:
        """The arrays with several names whose adjoints need no table."""
        if self._companions is None:
            self._companions = companions(Facts(self, self.names, set()))
        return self._companions

    def kind_of(self, node: gast.expr, declared: dict) -> Kind:
        """The kind of any expression over the names of the function and `declared`."""
        names = ChainMap(declared, self.kinds.names)
        return kind_of_expression(node, names, self.resolver, self.call_kind)

    def sources(self, node: gast.expr) -> list:
        """The cells of the objects that an expression may evaluate to."""
        return [self.sharing.find(c) for c in self._walk.sources(node)]

    def reached(self, node: gast.expr | None) -> list[Cell]:
        """The cells of the objects that an expression may be, and of what they hold."""
        found = [] if node is None else self.sources(node)
        return [c for source in found for c in self.sharing.layers(source)]

    def layers_of(self, node: gast.expr, kind: Kind) -> list[Cell]:
        """The cell of a value, that of its elements, ..."""
        if not may_be_storage(kind):
            return []
        if isinstance(node, gast.Name):
            return self.sharing.layers(self.sharing.cell(node.id))
        cell = Cell()
        self._walk.same(cell, node)
        return self.sharing.layers(self.sharing.find(cell))

    def names_given(self, call: gast.Call, i: int) -> set[str]:
        """The names that reach what a user's function is given for a parameter."""
        links, objects = self._walk.linked(call)
        given = {self.sharing.find(objects[n]) for n in links.arguments[i]}
        return self.sharing.reaching(given)

    @remembered
    def summarise(self) -> Summary:
        """What the callers of this function need to know of it."""
        return summarise(self)

    @property
    def outside(self) -> Outside:
        """What the function has to do with storage that outlives its call."""
        if self._outside is None:
            self._outside = Outside(
                self.tree, self.scope, self.kinds, self.summary_of, self.arguments_of
            )
        return self._outside


def _trips(tree: gast.FunctionDef) -> dict[int, str]:
    """The counter of each loop that counts its trips: `trips += 1` comes first."""
    found = {}
    for node in nodes(tree):
        if isinstance(node, (gast.For, gast.While)) and node.body:
            first = node.body[0]
            counts = isinstance(first, gast.AugAssign) and isinstance(
                first.target, gast.Name
            )
            if counts and first.target.id.startswith("trips"):
                found[id(node)] = first.target.id
    return found
