"""This module analyses a function, and what it calls, for the kinds of its arguments.

The result does not depend on which inputs are differentiated; `Program` keeps one for
each function and kinds. Recursion is solved by assuming a summary and analysing again
until it holds.
"""

from __future__ import annotations

import builtins
from collections import ChainMap
from dataclasses import replace
from functools import wraps

import gast

from s2s.analyse.activity import varied
from s2s.analyse.binding import Callee, bind
from s2s.analyse.cells import Cell, Sharing
from s2s.analyse.effects import Effects, effects
from s2s.analyse.flow import calls, flows
from s2s.analyse.kinds import Called, Kinds, infer, kind_of_expression
from s2s.analyse.outside import Outside
from s2s.analyse.scope import Scope
from s2s.analyse.sharing import Walk
from s2s.analyse.sources import may_be_storage
from s2s.derive.companions import Companions, companions
from s2s.derive.expose import computed, expose
from s2s.derive.facts import Facts
from s2s.derive.leaves import Leaves
from s2s.derive.resolver import Resolver
from s2s.derive.summarise import summarise
from s2s.derive.summary import Summary
from s2s.kinds import Callable, Kind, Tuple, Unknown
from s2s.tree.function import Function
from s2s.tree.names import Names, names_in, parameters
from s2s.tree.walk import nodes


def _remembered(method):
    """A method that answers each question once for each version of the tree."""

    @wraps(method)
    def answer(self, *asked):
        key = method, *asked
        if key not in self._answers:
            self._answers[key] = method(self, *asked)
        return self._answers[key]

    return answer


class Analysis:
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
        """The kinds, inferred again until those of captured names are settled."""
        captured = {c for callee in self.scope.nested.values() for c in callee.captures}
        self.captured_kinds = dict(self.parameter_kinds)
        names = self.names - self.function.locals
        siblings = self.function.siblings.items()
        named = {n: Callable(callee.key) for n, callee in siblings if n in names}
        given = {**named, **self.parameter_kinds}
        for _ in range(4):
            found = infer(tree, self.function, given, self.call_kind)
            settled = {c: found.names[c] for c in captured if c in found.names}
            if all(self.captured_kinds.get(c) == k for c, k in settled.items()):
                break
            self.captured_kinds = settled
        return found

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

    @_remembered
    def effects(self, call: gast.Call) -> Effects:
        """What a call does to storage."""
        return effects(self.scope, self.summary_of, self.arguments_of, call)

    def call_kind(self, call: gast.Call, kinds: tuple) -> Kind | Called:
        """The kind of the result of a user's function, as the inference asks for it."""
        callee = self.scope.callee(call.func)
        if callee is None:
            return Unknown()
        values = [*call.args, *(k.value for k in call.keywords)]
        known = {id(n): k for n, k in zip(values, kinds)}
        summary = self.summary_for(callee, call, known)
        arguments = self.specialised(callee, call)[1]
        rest = len(callee.own) - 1  # where `*rest` is, if there are more values
        at = {id(a): i for i, a in enumerate(arguments)}
        places = [at.get(id(n), rest) for n in values]
        aliases = tuple(i for i, p in enumerate(places) if p in summary.aliases)
        if not summary.changed:
            return Called(summary.result, kinds, aliases)
        if summary.left is None or any(id(n) not in at for n in values):
            return summary.result
        return Called(summary.result, tuple(summary.left[p] for p in places), aliases)

    @_remembered
    def summary_of(self, call: gast.Call) -> Summary:
        """The summary of the function that a call runs."""
        return self.summary_for(self.scope.callee(call.func), call, {})

    def arguments_of(self, call: gast.Call) -> list:
        """What a call gives to the parameters of the function that it runs."""
        return self.specialised(self.scope.callee(call.func), call)[1]

    def summary_for(self, callee: Callee, call: gast.Call, known: dict) -> Summary:
        found, arguments, given = self.specialised(callee, call)
        kinds = tuple(self.argument_kind(a, known) for a in arguments)
        return self.program.summary(found.function, given, kinds)

    def argument_kind(self, node: gast.expr | None, known: dict) -> Kind:
        """The kind of an argument; a function is known by its identity."""
        if node is None:
            return Unknown()
        if isinstance(node, (gast.Name, gast.Attribute, gast.Subscript)):
            found = self.scope.known(node)
            if found is not None:
                return Callable(found.key)
        if id(node) in known:
            return known[id(node)]
        if isinstance(node, gast.Tuple) and not _starred(node):
            return Tuple(tuple([self.argument_kind(e, known) for e in node.elts]))
        names = self.captured_kinds if self.kinds is None else self.kinds.names
        return kind_of_expression(node, names, self.resolver, self.call_kind)

    @_remembered
    def specialised(self, callee: Callee, call: gast.Call) -> tuple:
        """(callee, arguments, functions given), with known functions as arguments.

        What such a function captures becomes a further parameter of the callee.
        """
        arguments = bind(callee, call, self.function)
        inner = {}
        for parameter, node in zip(parameters(callee.function.tree), arguments):
            if isinstance(node, (gast.Name, gast.Attribute, gast.Subscript)):
                found = self.scope.known(node)
                if found is not None:
                    inner[parameter] = found
        return self.program.specialise(callee, arguments, inner)

    @_remembered
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


def _starred(node: gast.Tuple) -> bool:
    return any(isinstance(item, gast.Starred) for item in node.elts)


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
