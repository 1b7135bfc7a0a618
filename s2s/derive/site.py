"""This module is a call of a user's function, as the derivation sees it."""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.analyse.binding import Callee
from s2s.analyse.containers import parts
from s2s.analyse.effects import Links
from s2s.derive.facts import Facts, carries
from s2s.derive.interface import Interface
from s2s.kinds import Array, Kind, List
from s2s.tree.names import parameters


class Site(NamedTuple):
    """One call of a user's function, as the derivation sees it.

    Of the arguments, `active` ones carry a derivative; the adjoints of `shared` ones
    are in the table; those of `kept` ones are arrays that the derivative adds to. What
    `unsteady` parameters hold changes before the adjoint runs. A `taped` call has a
    tape even if it could do without.
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
    unsteady: tuple[str, ...] = ()
    untaken: bool = False
    taped: bool = False

    @property
    def name(self) -> str:
        return self.callee.function.name

    @property
    def inputs(self) -> tuple[str, ...]:
        """The parameters that carry a derivative."""
        return tuple(p for p, a in zip(self.parameters, self.active) if a)

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


def site_of(program, facts: Facts, call: gast.Call) -> Site:
    """What a call passes, and what of it carries a derivative."""
    analysis = facts.analysis
    callee, arguments, given = analysis.specialised(facts.scope.callee(call.func), call)
    arguments = [_or_none(a) for a in arguments]
    kinds = tuple(analysis.argument_kind(a, {}) for a in arguments)
    active = tuple(facts.varied(a) and carries(k) for a, k in zip(arguments, kinds))
    shared = tuple(_gives_shared(facts, a) for a in arguments)
    kept = tuple(facts.gives_companion(a) for a in arguments)
    found = program.summary(callee.function, given, kinds)
    names = parameters(callee.function.tree)
    moving = [not facts.varied(a) and facts.is_unsteady(a) for a in arguments]
    result_shared = any(shared[i] or kept[i] for i in found.aliases)
    return Site(
        call,
        callee,
        given,
        arguments,
        names,
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
        tuple(p for p, m in zip(names, moving) if m),
    )


def interface_of(site: Site, restored) -> Interface:
    """What a call asks of the derivative of its callee."""
    names = site.parameters
    return Interface(
        list(site.inputs),
        [names[i] for i in site.outputs],
        tuple(p for p, s in zip(names, site.shared) if s),
        tuple(names[i] for i in site.companions),
        tuple(names[i] for i in sorted(restored)),
    )


def analysed_inputs(site: Site) -> tuple[str, ...]:
    """The inputs that a callee is analysed for.

    Those that its summary was made for, where the caller relies on companions.
    """
    if not any(site.kept):
        return site.inputs
    return tuple(p for p, k in zip(site.parameters, site.kinds) if carries(k))


def _gives_shared(facts: Facts, argument: gast.expr) -> bool:
    """Is there shared storage in an argument, a new tuple or list included?"""
    if isinstance(argument, gast.Starred):
        return _gives_shared(facts, argument.value)
    held = parts(argument, facts)
    return any(_gives_shared(facts, h) for h in held) or facts.holds_shared(argument)


def _is_mixed(kind: Kind | None) -> bool:
    """May the value be a number, or hold some beside its objects?"""
    return kind is not None and not isinstance(kind, (Array, List))


def _is_hidden(facts: Facts, call: gast.Call) -> bool:
    """A nested function that the generated text cannot name where the call is."""
    called = getattr(call.func, "id", "")
    return called in facts.scope.siblings and called not in facts.scope.nested


def _or_none(node: gast.expr | None) -> gast.expr:
    return gast.Constant(None, None) if node is None else node
