"""This module keeps the functions of one derivative, each analysed and derived once."""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import gast

from s2s.analyse.binding import Callee, Library, lift
from s2s.analyse.canonical import canonical
from s2s.analyse.scope import Scope
from s2s.derive.analysis import Analysis
from s2s.derive.assemble import Derived, split_functions, vjp_function
from s2s.derive.facts import carries
from s2s.derive.naming import Globals
from s2s.derive.site import Site, analysed_inputs, interface_of
from s2s.derive.summary import Summary
from s2s.kinds import Callable, Unknown
from s2s.normalise import Normalised, normalise
from s2s.rules import registry
from s2s.tree.function import Function
from s2s.tree.names import Names, names_in, parameters
from s2s.tree.template import name

_ROUNDS = 4


@dataclass(eq=False)
class Derivative:
    """The names of the functions that make up the derivative of a callee.

    `keeps_result`: what the tape holds may be changed through the result. `reads` are
    the arrays given to be added to, of whose primals the backward half reads contents;
    `changed` are those that the callee changes, and some are `restored`. A joint and a
    `tapeless` one take the arguments `used` instead of a tape.
    """

    joint: bool
    shared: bool
    reads: frozenset
    changed: frozenset = frozenset()
    restored: frozenset = frozenset()
    tapeless: bool = False
    used: tuple[int, ...] = ()
    keeps_result: bool = True
    recursive: bool = False
    name: str = ""
    forward: str = ""
    backward: str = ""


@dataclass(eq=False)
class Program:
    """All functions of one derivative."""

    parsed: dict = field(default_factory=dict)
    texts: list = field(default_factory=list)
    reached: list = field(default_factory=list)
    disturbed: int = 0
    pure: set = field(default_factory=set)
    impure: set = field(default_factory=set)
    searched: set = field(default_factory=set)
    logs: list = field(default_factory=list)
    by_layout: bool = False
    _cores: dict = field(default_factory=dict)
    _analyses: dict = field(default_factory=dict)
    _summaries: dict = field(default_factory=dict)
    _assumed: dict = field(default_factory=dict)
    _derivatives: dict = field(default_factory=dict)
    _derived: dict = field(default_factory=dict)
    _special: dict = field(default_factory=dict)
    globals: Globals = field(default_factory=Globals)

    def named(
        self, function: gast.FunctionDef, own: Iterable[str], analysis: Analysis
    ) -> gast.FunctionDef:
        """A generated function with its global names settled; `own` are bound in it."""
        known = {*own, *parameters(function)}
        return self.globals.named(function, known, analysis.function)

    def is_pure(self, found: object) -> bool:
        """Is it a function of the user's without effects in any call?"""
        pure = isinstance(found, types.FunctionType) and found in self.pure
        return pure and found not in self.impure

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

    def core(
        self, function: Function, given: dict, tainted: frozenset, unsteady: tuple
    ) -> Normalised:
        """The core function, which does not depend on kinds; nobody changes it."""
        key = (_key(function, given, ()), tainted, unsteady)
        if key not in self._cores:
            scope = Scope(function, given, self.parsed)
            known = scope.is_user_call, scope.arity, unsteady
            made = self._cores[key] = normalise(function, set(tainted), *known)
            self.globals.mentioned += [names_in(function.tree), names_in(made.tree)]
        return self._cores[key]

    def analysis(
        self,
        function: Function,
        given: dict,
        kinds: tuple,
        inputs: tuple[str, ...],
        untaken: bool = False,
        unsteady: tuple[str, ...] = (),
        active: frozenset | None = None,
    ) -> Analysis:
        """The analysis of a function for some kinds and differentiated inputs.

        The result of one may be `untaken`: it counts only where its cotangent is not 0.
        What `unsteady` parameters hold changes between the call and its adjoint. Of the
        inputs, only `active` ones may carry a derivative in a call.
        """
        kinds = canonical(kinds)
        active = frozenset(inputs) if active is None else active
        how = frozenset(inputs), active, untaken, unsteady
        key = _key(function, given, kinds), how
        if key not in self._analyses:
            self._analyses[key] = Analysis(self, function, given, kinds, *how)
        return self._analyses[key]

    def summary(self, function: Function, given: dict, kinds: tuple) -> Summary:
        """What callers need to know; recursion is solved by assuming and checking."""
        found = self._summary(function, given, canonical(kinds))
        if function.fn is not None:
            (self.pure if found.pure else self.impure).add(function.fn)
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
        for rounds in range(_ROUNDS + 2 * len(kinds)):
            self._assumed[key] = [assumed, False]
            found = self.analysis(function, given, kinds, inputs).summarise()
            found = found.widened(assumed) if rounds > _ROUNDS else found
            used = self._assumed.pop(key)[1]
            if not used or found == assumed:
                return found
            assumed = found
            self._forget(known)
        every = frozenset(range(len(kinds)))
        safe = {"refused": every, "given": (every,) * len(found.changed)}
        return replace(found, result=Unknown(), returns=None, **safe)

    def _forget(self, known: set) -> None:
        """An assumption was wrong: what was found by means of it is not known."""
        for found in (self._summaries, self._analyses):
            for key in found.keys() - known:
                del found[key]

    def forget(self) -> None:
        """Let go of the analyses: they and the program hold each other.

        Else all that is known of every node would wait for the garbage collector.
        """
        for analysis in self._analyses.values():
            vars(analysis).clear()
        self._analyses.clear()

    def specialise(self, callee: Callee, arguments: list, inner: dict) -> tuple:
        """The callee for known functions as arguments: captures become parameters."""
        if not inner:
            return callee, arguments, {}
        key = (callee.key, tuple((p, f.identity) for p, f in inner.items()))
        if key not in self._special:
            names = Names(names_in(callee.function.tree))
            given, extra = {}, []
            for parameter, found in inner.items():
                mine = tuple(names.fresh(f"{parameter}_{c}") for c in found.captured)
                given[parameter] = replace(found, captures=mine)
                extra += mine
            function = lift(callee.function, tuple(extra))
            self._special[key] = (replace(callee, function=function), given)
        special, given = self._special[key]
        captured = [name(c) for found in inner.values() for c in found.captures]
        return special, [*arguments, *captured], given

    def derivative(self, site: Site) -> Derivative:
        """The derivative of a callee: derived when first asked for."""
        function = site.callee.function
        kinds = canonical(site.kinds)
        key = (_key(function, site.given, kinds), *site.carried)
        key += (site.hidden, site.untaken, site.taped, site.unsteady)
        if key not in self._derivatives:
            inputs, active = analysed_inputs(site), frozenset(site.inputs)
            how = inputs, site.untaken, site.unsteady, active
            analysis = self.analysis(function, site.given, site.kinds, *how)
            summary = analysis.summarise()
            joint = summary.leaf and not any(site.shared) and not site.hidden
            joint = joint and not (any(site.kept) and summary.changed)
            joint = joint and not site.unsteady
            companions = frozenset(site.companions)
            changed = companions.intersection(summary.changed)
            made = Derivative(joint, any(site.shared), companions, changed)
            self._derivatives[key] = made
            self._derive(site, analysis, made)
        elif self._derivatives[key] not in self._derived:
            self._derivatives[key].recursive = True
        return self._derivatives[key]

    def _derive(self, site: Site, analysis: Analysis, made: Derivative) -> None:
        base = analysis.function.name
        base = "function" if not base.isidentifier() else base
        if made.joint:
            made.name = self.globals.fresh(f"{base}_vjp")
            made.used = tuple(range(len(site.arguments)))
            text = vjp_function(self, analysis, made.name, interface_of(site, ()))
        else:
            text = self._split(site, analysis, made, base)
        self._derived[made] = site, analysis, text.made.demands, len(self.texts)
        self.texts += text.functions

    def _split(self, site: Site, analysis, made: Derivative, base: str) -> Derived:
        """Both halves, which restore nothing yet; or what needs no tape."""
        made.forward = self.globals.fresh(f"{base}_forward")
        made.backward = self.globals.fresh(f"{base}_backward")
        free = not (site.taped or site.hidden or made.shared or self.disturbed)
        free = free and not site.unsteady
        text = self._halves(site, analysis, made, (), base if free else "")
        made.tapeless, parameters = text.made.tapeless, site.parameters
        made.used = tuple(map(parameters.index, text.made.used))
        made.name = text.functions[0].name if made.tapeless else ""
        aliases = made.changed.intersection(analysis.summarise().aliases)
        made.keeps_result = text.keeps_result or bool(aliases)
        read = {parameters.index(p) for p in text.made.reads}
        made.reads = made.reads.intersection(read)
        return text

    def _halves(
        self, site: Site, analysis, made: Derivative, restored, tapeless: str = ""
    ) -> Derived:
        interface = interface_of(site, restored)
        names = made.forward, made.backward
        return split_functions(self, analysis, *names, interface, tapeless)

    def settle(self, demands: frozenset) -> None:
        """Derive again, callers first, what has to restore what its callers read."""
        made = self._falls_short(demands)
        while made is not None:
            site, analysis, _, place = self._derived[made]
            text = self._halves(site, analysis, made, made.restored)
            self.texts[place : place + 2] = text.functions
            self._derived[made] = site, analysis, text.made.demands, place
            made = self._falls_short(demands)

    def _falls_short(self, demands: frozenset) -> Derivative | None:
        """One that restores less than its callers read; now it is to restore that."""
        demands = demands.union(*(own for _, _, own, _ in self._derived.values()))
        for made in reversed(self._derived):
            wanted = made.changed
            if not made.recursive:
                wanted = wanted.intersection(i for one, i in demands if one is made)
            if wanted - made.restored and not made.joint:
                made.restored |= wanted
                return made
        return None


def _key(function: Function, given: dict, kinds: tuple) -> tuple:
    functions = tuple((p, f.key) for p, f in given.items())
    return (id(function), functions, kinds)
