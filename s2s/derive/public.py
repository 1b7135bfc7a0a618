"""This module makes what the user's caller gives and gets independent of the sweeps.

x = x.copy()               storage of the caller's that is changed and restored
return runtime.copy(y)     a value that the backward sweep would change
runtime.like(x_bar, x)     an adjoint with the structure and the dtype of `x`
"""

from __future__ import annotations

import gast

from s2s.analyse.containers import displayed
from s2s.derive.facts import Facts
from s2s.derive.interface import Interface
from s2s.derive.shapes import is_scalar
from s2s.kinds import Array, Float, List, Number, Unknown
from s2s.tree.names import parameters
from s2s.tree.template import (
    expression,
    name,
    template,
)


def parameter_adjoint(work, parameter: str, interface: Interface) -> gast.expr:
    """The adjoint of a parameter as the caller gets it."""
    facts, adjoints = work.facts, work.adjoints
    public = interface.public or parameter not in interface.shared
    kind = facts.kind_of_name(parameter)
    if facts.is_mixed(name(parameter)):
        if not public:
            return adjoints.gathered(parameter, "number")
        return expression(
            "r.like(b, x)", r="@runtime", x=parameter, b=adjoints.gathered(parameter)
        )
    if facts.is_shared(name(parameter)):
        bars = adjoints.table(name(parameter))
        if isinstance(kind, Array):
            return bars
        text = "r.like(shared.gather(x), x)" if interface.public else "shared.gather(x)"
        return expression(text, r="@runtime", shared="@shared", x=parameter)
    if not adjoints.present(parameter):
        zero = adjoints.zero(parameter)
        return _in_structure(facts, zero, parameter, kind) if interface.public else zero
    adjoints.make_full(parameter)
    bar = name(adjoints.bar(parameter))
    given = facts.analysis.parameter_kinds[parameter]
    if isinstance(kind, Array) and isinstance(given, Array) and given.dtype:
        if given.dtype != kind.dtype:  # the name held arrays of several dtypes
            dtype = gast.Attribute(name("@np"), given.dtype, gast.Load())
            return expression("np.array(b, t)", b=bar, np="@np", t=dtype)
    if isinstance(kind, Array) and adjoints.state[parameter] == "borrowed":
        text = "np.array(b)" if adjoints.may_be_number(parameter) else "b.copy()"
        return expression(text, b=bar, np="@np")
    return _in_structure(facts, bar, parameter, kind) if interface.public else bar


def _in_structure(facts: Facts, bar: gast.expr, parameter: str, kind) -> gast.expr:
    """The adjoint with the structure and the dtype of the parameter."""
    plain = is_scalar(kind) or (isinstance(kind, List) and isinstance(kind.item, Float))
    doubles = not any(map(_has_other_dtype, facts.names.values()))
    if isinstance(kind, Array) or (
        plain and (doubles or isinstance(bar, gast.Constant))
    ):
        return bar
    return expression("r.like(b, x)", r="@runtime", b=bar, x=parameter)


def _has_other_dtype(kind) -> bool:
    """May a number taken from such a value be no `float64`?"""
    if isinstance(kind, Array):
        return kind.dtype not in ("float64", "int64", "bool")
    return isinstance(kind, Number)


def public_value(facts: Facts, value: gast.expr | None) -> gast.expr | None:
    """What the user gets must not share storage with what is restored."""
    if any(c.changed for c in _reached(facts, value)):
        return expression("r.copy(x)", r="@runtime", x=value)
    return value


def held_by_stacks(facts: Facts, stacks: dict) -> dict[str, frozenset]:
    """What is reached through each stack: bindings by reference, contents copied.

    What is overwritten in a list is an item: that is held itself.
    """
    found = {}
    for (variable, what), stack in stacks.items():
        reached = facts.reached(variable)
        reached = reached if what == "binding" else reached[1:]
        found[stack] = facts.tapes.get(variable, frozenset()).union(reached)
    return found


def is_on_tape(facts: Facts, value: gast.expr | None, tape: list[str]) -> bool:
    """Could who holds the value change what the backward sweep will read?"""
    sharing = facts.analysis.sharing
    held = {c for n in tape for c in sharing.layers(sharing.cell(n))}
    held = held.union(*(facts.tapes.get(n, ()) for n in tape))
    return not held.isdisjoint(_reached(facts, value))


def _reached(facts: Facts, value: gast.expr | None) -> list:
    found = [] if value is None else displayed(value)
    return [c for part in found for c in facts.analysis.reached(part)]


def entry_copies(facts: Facts, public: bool) -> list[gast.stmt]:
    """A caller's storage that carries derivatives is left as it was.

    The copy lies in memory as it does, if the program asks for that.
    """
    if not public:
        return []
    found = []
    for parameter in parameters(facts.tree):
        if facts.varied_name(parameter) and facts.cells_of(parameter):
            kind = facts.kind_of_name(parameter)
            text = "x = x.copy()" if isinstance(kind, Array) else "x = r.copy(x)"
            if kind == Unknown() or facts.analysis.program.by_layout:
                text = "x = r.copy_given(x)"
            found += template(text, x=parameter, r="@runtime")
    return found
