"""This module keeps the functions of one derivative, each analysed and derived once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import gast

from s2s.analyse.binding import Callee, Library, lift
from s2s.analyse.canonical import canonical
from s2s.analyse.effects import Links
from s2s.analyse.scope import Scope
from s2s.derive.analysis import Analysis
from s2s.derive.assemble import split_functions, vjp_function
from s2s.derive.facts import Facts, carries
from s2s.derive.naming import Globals
from s2s.derive.summary import Summary
from s2s.derive.sweeps import Interface
from s2s.kinds import Array, Callable, Kind, List, Unknown
from s2s.rules import registry
from s2s.tree.function import Function
from s2s.tree.names import Names, names_in, parameters
from s2s.tree.template import name

_ROUNDS = 4


class Site(NamedTuple):
    """One call of a user's function, as the derivation sees it.

    Of the arguments, `active` ones carry a derivative; the adjoints of `shared` ones
    are in the table; those of `kept` ones are arrays that the derivative adds to.
    """

    call: gast.Call
    callee: Callee
    given: dict
    arguments: list
    parameters: list
    kinds: tuple
    active: tuple
    shared: tuple
    kept: tuple
    result_shared: bool
    mixed: bool
    carries: bool
    result: Kind | None
    hidden: bool
    links: Links
    returns: int | None
    untaken: bool = False

    @property
    def name(self) -> str:
        return self.callee.function.name

    @property
    def outputs(self) -> list[int]:
        """The parameters whose adjoints the derivative returns."""
        return [
            i
            for i, (a, s) in enumerate(zip(self.active, self.shared))
            if a and (not s or not isinstance(self.kinds[i], (Array, List)))
            if not self.kept[i]
        ]

    @property
    def carried(self) -> tuple:
        """How each argument carries its derivative."""
        return self.active, self.shared, self.kept

    @property
    def companions(self) -> list[int]:
        """The parameters whose adjoints the derivative is given."""
        return [i for i, (a, k) in enumerate(zip(self.active, self.kept)) if a and k]


@dataclass
class Derivative:
    """The names of the functions that make up the derivative of a callee.

    `keeps_result`: what the tape holds may be changed through the result.
    """

    joint: bool
    shared: bool
    keeps_result: bool = True
    name: str = ""
    forward: str = ""
    backward: str = ""


@dataclass(eq=False)
class Program:
    """All functions of one derivative."""

    names: Names
    parsed: dict = field(default_factory=dict)
    texts: list = field(default_factory=list)
    reached: list = field(default_factory=list)
    disturbed: int = 0
    searched: set = field(default_factory=set)
    logs: list = field(default_factory=list)
    _analyses: dict = field(default_factory=dict)
    _summaries: dict = field(default_factory=dict)
    _assumed: dict = field(default_factory=dict)
    _derivatives: dict = field(default_factory=dict)
    _special: dict = field(default_factory=dict)
    globals: Globals = field(default_factory=lambda: Globals(Names()))

    def named(
        self, function: gast.FunctionDef, own: Iterable[str], analysis: Analysis
    ) -> gast.FunctionDef:
        """A generated function with its global names settled; `own` are bound in it."""
        known = {*own, *parameters(function), *self.names.taken}
        return self.globals.named(function, known, analysis.function)

    def given(self, function: Function, kinds: tuple) -> dict:
        """The functions among the arguments of the outermost call."""
        scope = Scope(function, {}, self.parsed)
        found = {}
        for parameter, kind in zip(parameters(function.tree), kinds):
            if isinstance(kind, Callable):
                callee = scope.user_function(kind.key)
                if callee is not None:
                    found[parameter] = callee
                elif registry.lookup(kind.key) is not None:
                    found[parameter] = Library(kind.key)
        return found

    def analysis(
        self,
        function: Function,
        given: dict,
        kinds: tuple,
        inputs: tuple[str, ...],
        untaken: bool = False,
    ) -> Analysis:
        """The analysis of a function for some kinds and differentiated inputs.

        The result of one may be `untaken`: it counts only where its cotangent is not 0.
        """
        kinds = canonical(kinds)
        key = (_key(function, given, kinds), inputs, untaken)
        if key not in self._analyses:
            self._analyses[key] = Analysis(
                self, function, given, kinds, frozenset(inputs), untaken
            )
        return self._analyses[key]

    def summary(self, function: Function, given: dict, kinds: tuple) -> Summary:
        """What callers need to know; recursion is solved by assuming and checking."""
        found = self._summary(function, given, canonical(kinds))
        return found.for_caller(kinds)

    def _summary(self, function: Function, given: dict, kinds: tuple) -> Summary:
        key = _key(function, given, kinds)
        if key in self._summaries:
            return self._summaries[key]
        if key in self._assumed:
            self._assumed[key][1] = True
            return self._assumed[key][0]
        found = self._summaries[key] = self._solved(function, given, kinds, key)
        self.reached.append(function)
        return found

    def _solved(
        self, function: Function, given: dict, kinds: tuple, key: tuple
    ) -> Summary:
        inputs = tuple(
            p for p, k in zip(parameters(function.tree), kinds) if carries(k)
        )
        assumed = Summary(result=None)
        known = {*self._summaries, *self._analyses}
        for _ in range(_ROUNDS):
            self._assumed[key] = [assumed, False]
            found = self.analysis(function, given, kinds, inputs).summarise()
            used = self._assumed.pop(key)[1]
            if not used or found == assumed:
                return found
            assumed = found
            self._forget(known)
        every = frozenset(range(len(kinds)))
        return replace(found, result=Unknown(), refused=every, returns=None)

    def _forget(self, known: set) -> None:
        """An assumption was wrong: what was found by means of it is not known."""
        for found in (self._summaries, self._analyses):
            for key in found.keys() - known:
                del found[key]

    def specialise(self, callee: Callee, arguments: list, inner: dict) -> tuple:
        """The callee for known functions as arguments: captures become parameters."""
        if not inner:
            return callee, arguments, {}
        key = (callee.key, tuple((p, f.key) for p, f in inner.items()))
        if key not in self._special:
            names = Names(names_in(callee.function.tree))
            given, extra = {}, []
            for parameter, found in inner.items():
                mine = tuple(names.fresh(f"{parameter}_{c}") for c in found.captures)
                given[parameter] = replace(found, captures=mine)
                extra += mine
            function = lift(callee.function, tuple(extra))
            self._special[key] = (replace(callee, function=function), given)
        special, given = self._special[key]
        captured = [name(c) for found in inner.values() for c in found.captures]
        return special, [*arguments, *captured], given

    def site(self, facts: Facts, call: gast.Call) -> Site:
        """What a call passes, and what of it carries a derivative."""
        analysis = facts.analysis
        callee, arguments, given = analysis.specialised(
            facts.scope.callee(call.func), call
        )
        arguments = [_or_none(a) for a in arguments]
        kinds = tuple(analysis.argument_kind(a, {}) for a in arguments)
        active = tuple(facts.varied(a) and carries(k) for a, k in zip(arguments, kinds))
        shared = tuple(_gives_shared(facts, a) for a in arguments)
        kept = tuple(facts.gives_companion(a) for a in arguments)
        found = self.summary(callee.function, given, kinds)
        result_shared = any(shared[i] or kept[i] for i in found.aliases)
        return Site(
            call,
            callee,
            given,
            arguments,
            parameters(callee.function.tree),
            kinds,
            active,
            shared,
            kept,
            result_shared,
            _is_mixed(found.result),
            carries(found.result),
            found.result,
            _is_hidden(facts, call),
            found.links,
            found.returns,
        )

    def derivative(self, site: Site) -> Derivative:
        """The derivative of a callee: derived when first asked for."""
        function = site.callee.function
        kinds = canonical(site.kinds)
        key = (_key(function, site.given, kinds), *site.carried)
        key += (site.hidden, site.untaken)
        if key not in self._derivatives:
            inputs = _analysed_inputs(site)
            analysis = self.analysis(
                function, site.given, site.kinds, inputs, site.untaken
            )
            summary = analysis.summarise()
            joint = summary.leaf and not any(site.shared) and not site.hidden
            joint = joint and not (any(site.kept) and summary.changed)
            made = Derivative(joint, any(site.shared))
            self._derivatives[key] = made
            self._derive(site, analysis, made)
        return self._derivatives[key]

    def _derive(self, site: Site, analysis: Analysis, made: Derivative) -> None:
        interface = Interface(
            [site.parameters[i] for i, a in enumerate(site.active) if a],
            [site.parameters[i] for i in site.outputs],
            tuple(p for p, s in zip(site.parameters, site.shared) if s),
            tuple(site.parameters[i] for i in site.companions),
        )
        base = analysis.function.name
        base = "function" if not base.isidentifier() else base
        if made.joint:
            made.name = self.names.fresh(f"{base}_vjp")
            self.texts.append(vjp_function(self, analysis, made.name, interface))
            return
        made.forward = self.names.fresh(f"{base}_forward")
        made.backward = self.names.fresh(f"{base}_backward")
        halves = split_functions(self, analysis, made.forward, made.backward, interface)
        made.keeps_result = halves.keeps_result
        self.texts += [halves.forward, halves.backward]


def _analysed_inputs(site: Site) -> tuple[str, ...]:
    """The inputs that a callee is analysed for.

    Those that its summary was made for, where the caller relies on companions.
    """
    active = map(carries, site.kinds) if any(site.kept) else site.active
    return tuple(p for p, a in zip(site.parameters, active) if a)


def _key(function: Function, given: dict, kinds: tuple) -> tuple:
    functions = tuple((p, f.key) for p, f in given.items())
    return (id(function), functions, kinds)


def _gives_shared(facts: Facts, argument: gast.expr) -> bool:
    """Is there shared storage in an argument, a new tuple or list included?"""
    if isinstance(argument, (gast.Tuple, gast.List)):
        return any(_gives_shared(facts, item) for item in argument.elts)
    return facts.holds_shared(argument)


def _is_mixed(kind: Kind | None) -> bool:
    """May the value be a number, or hold some beside its objects?"""
    return kind is not None and not isinstance(kind, (Array, List))


def _is_hidden(facts: Facts, call: gast.Call) -> bool:
    """A nested function that the generated text cannot name where the call is."""
    called = getattr(call.func, "id", "")
    return called in facts.function.siblings and called not in facts.scope.nested


def _or_none(node: gast.expr | None) -> gast.expr:
    return gast.Constant(None, None) if node is None else node
