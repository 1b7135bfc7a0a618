"""This module derives both sweeps of a function, as statements."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field

import gast

from s2s.analyse.escapes import escapes
from s2s.derive.backward import backward_sweep
from s2s.derive.facts import Facts, carries
from s2s.derive.interface import Interface
from s2s.derive.leaks import refuse_leaks
from s2s.derive.opaque import refuse_opaque
from s2s.derive.public import (
    entry_copies,
    held_by_stacks,
    parameter_adjoint,
    public_value,
)
from s2s.derive.reading import reading
from s2s.derive.record import Recorder
from s2s.derive.reverse import Reverse
from s2s.derive.seeds import returned
from s2s.derive.steps import Step
from s2s.derive.tapeless import without_tape
from s2s.derive.uses import Uses
from s2s.errors import refusal
from s2s.kinds import Array, Float, List, Unknown
from s2s.tree.names import Names, names_in, parameters
from s2s.tree.template import (
    template,
)

_RESERVED = {"shared", "np", "math", "runtime"}


@dataclass
class Sweeps:
    """Both sweeps of a derivative, as statements."""

    forward: list[gast.stmt]
    backward: list[gast.stmt]
    results: list[gast.expr]
    value: gast.expr | None
    seed: str
    facts: Facts
    names: Names
    companions: list[str]
    reads: frozenset[str] = frozenset()
    demands: frozenset = frozenset()
    tapeless: bool = False
    used: list[str] = field(default_factory=list)


def sweeps(
    program,
    analysis,
    interface: Interface,
    keeps: bool = False,
    may_be_tapeless: bool = False,
) -> Sweeps:
    """Derive a function: its sweeps for some inputs.

    `keeps`: what the adjoint reads again is kept, since no tape has to hold it. Callees
    that must restore what is read here are called with a tape, in another attempt.
    """
    taped: set = set()
    while True:
        made = _sweeps(program, analysis, interface, keeps, may_be_tapeless, taped)
        restoring = {d for d, i in made.demands if d.tapeless and i in d.changed}
        if not restoring:
            return made
        taped |= restoring


def _sweeps(
    program, analysis, interface: Interface, keeps: bool, may_be_tapeless: bool, taped
) -> Sweeps:
    """Derive a function, where some callees need a tape since they restore arrays."""
    public, shared = interface.public, interface.shared
    facts = _facts(analysis, interface)
    _refuse_lost(facts)
    refuse_leaks(facts)
    refuse_opaque(facts)
    taken = names_in(analysis.tree) | program.globals.taken.taken | set(dir(builtins))
    names = Names(taken | _RESERVED)
    program.globals.mentioned.append(names.taken)
    refuse_escapes(facts)
    work = Reverse(facts, names, program, keeps, taped)
    *body, last = facts.tree.body
    given = [work.adjoints.start(p) for p in interface.kept]
    seed = _seed_name(names, last.value)
    end = Step(last)
    if takes_seed(analysis, interface):
        returned(work, end, last.value, seed, public)
        work.finish(end)
    steps = [*work.block(body), end]
    work.adjoints.out, work.adjoints.holding = [], {}
    results = [parameter_adjoint(work, p, interface) for p in interface.outputs]
    closing = work.adjoints.out
    end_reads = reading(facts, [*closing, *map(gast.Expr, results)]).together
    uses = Uses(facts)
    read = _read_of_given(uses, interface, names, steps, end_reads)
    recorder = Recorder(facts, names.fresh, uses)
    bound = frozenset(parameters(facts.tree))
    needed = recorder.run(steps, _restored(facts, interface) | end_reads, bound)
    tapeless = may_be_tapeless and without_tape(recorder, steps, needed)
    facts.tapes |= held_by_stacks(facts, recorder.stacks)
    forward = _stack_beginnings(recorder) + entry_copies(facts, public)
    forward += _forward(steps, recorder)
    backward = _table(work, shared) + backward_sweep(facts, steps) + closing
    value = public_value(facts, last.value) if public else last.value
    made = Sweeps(forward, backward, results, value, seed, facts, names, given)
    made.reads, made.demands, made.tapeless = read, recorder.demands, tapeless
    return made


def _refuse_lost(facts: Facts) -> None:
    """Items of dicts are only read where these carry no derivative."""
    lost = facts.analysis.lost
    varied = filter(facts.varied_name, facts.analysis.names if lost else ())
    if any(facts.user_name(n) in lost.names for n in varied):
        raise lost.error


def refuse_escapes(facts: Facts) -> None:
    """A closure that carries a derivative is only called, or passed on."""
    nested = facts.scope.nested
    closures = frozenset(
        n
        for n, callee in nested.items()
        if any(map(facts.varied_name, callee.captures))
    )

    def is_followed(call: gast.Call) -> bool:
        return facts.scope.is_known_call(call) or _picks_inert(facts, call)

    for node in escapes(facts.tree, closures, is_followed):
        raise refusal(
            facts.function,
            node,
            "a closure that carries a derivative and is used as a value",
            "a call of it, or an argument with what it reads",
        )


def _picks_inert(facts: Facts, call: gast.Call) -> bool:
    """`max(range(n), key=f)`: what `f` gives is compared, and leaves no derivative.

    Unless `f` keeps it in what it captures.
    """
    picks = facts.scope.object(call.func) in (max, min, sorted)
    if not picks or any(map(facts.varied, call.args)):
        return False
    given = [getattr(k.value, "id", "") for k in call.keywords]
    return not any(_keeps(facts, n) for n in given if n in facts.scope.nested)


def _keeps(facts: Facts, function: str) -> bool:
    """Does a nested function change what it captures?"""
    callee = facts.scope.nested[function]
    kinds = [
        *(Unknown() for _ in callee.own),
        *map(facts.kind_of_name, callee.captures),
    ]
    summary = facts.analysis.program.summary(callee.function, {}, tuple(kinds))
    return any(i >= len(callee.own) for i in summary.changed)


def takes_seed(analysis, interface: Interface) -> bool:
    """Is there a result whose adjoint is not the caller's already?"""
    if interface.public:
        return True
    summary = analysis.summarise()
    callers = {*interface.shared, *interface.kept}
    held = any(analysis.parameters[i] in callers for i in summary.aliases)
    result = summary.result
    held = held and isinstance(result, (Array, List))
    return not held and result is not None and carries(result)


def _facts(analysis, interface: Interface) -> Facts:
    """The facts: which adjoints have companions, and which are found by identity."""
    sharing = analysis.sharing
    shared = {c for p in interface.shared for c in sharing.layers(sharing.cell(p))}
    kept = {sharing.cell(p) for p in interface.kept}
    for cell in shared | kept:
        cell.changed = True
    found = shared | kept | sharing.shared_cells()
    companions = frozenset((found - shared) & analysis.companions.able)
    table = sharing.with_holders(found - companions)
    return analysis.facts(frozenset(interface.inputs), table, companions)


def _read_of_given(uses: Uses, interface: Interface, names, steps, end_reads):
    """The parameters with companions whose contents the backward sweep reads."""
    if not interface.kept:
        return frozenset()
    facts, mark = uses.facts, names.mark()
    bound = frozenset(parameters(facts.tree))
    needed = Recorder(facts, names.fresh, uses).run(steps, end_reads, bound)
    names.back_to(mark)
    sharing = facts.analysis.sharing
    return frozenset(p for p in interface.kept if sharing.cell(p) in needed)


def _restored(facts: Facts, interface: Interface) -> frozenset:
    """What a callee restores of its caller's storage."""
    sharing = facts.analysis.sharing
    callers = [*interface.shared, *interface.restored]
    return frozenset(c for p in callers for c in sharing.layers(sharing.cell(p)))


def _seed_name(names: Names, value: gast.expr | None) -> str:
    if value is None:
        return ""
    base = value.id if isinstance(value, gast.Name) else "y"
    return names.fresh(f"{base}_bar")


def _stack_beginnings(recorder: Recorder) -> list[gast.stmt]:
    found = [
        s
        for stack in sorted(recorder.stacks.values())
        for s in template("s = []", s=stack)
    ]
    for variable in recorder.unbound:
        found += first_value(recorder.facts, variable)
    return found


def first_value(facts: Facts, variable: str) -> list[gast.stmt]:
    """A value for a name that is not bound yet, of which there are zeros, too."""
    kind = facts.kind_of_name(variable)
    text = "[]" if isinstance(kind, List) else "None"
    return template(f"x = {'0.0' if isinstance(kind, Float) else text}", x=variable)


def _table(work, shared: tuple[str, ...]) -> list[gast.stmt]:
    if not work.adjoints.uses_table or shared:
        return []
    return template("shared = r.Shared()", shared="@shared", r="@runtime")


def _forward(steps: list[Step], recorder) -> list[gast.stmt]:
    found = []
    for step in steps:
        for record in step.push:
            found += record.keep
        found += _forward_statement(step, recorder)
        for record in step.save:
            found += record.keep
    return found


def _forward_statement(step: Step, recorder) -> list[gast.stmt]:
    if not step.arms:
        return [s for s in step.forward if not isinstance(s, gast.Return)]
    node = step.node
    copy = type(node)(**vars(node))
    opening = [s for r in step.opening for s in r.keep]
    copy.body = opening + _forward(step.arms[0], recorder) or [gast.Pass()]
    if isinstance(node, gast.If):
        copy.orelse = _forward(step.arms[1], recorder)
    return [copy]
