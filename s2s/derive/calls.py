"""This module writes the adjoints of calls of the user's functions.

    joint   z = g(x, y)                      d_x, d_y = g_vjp(x, y, z_bar)
    split   z, g_tape = g_forward(x, y)      d_x, d_y = g_backward(g_tape, z_bar)

A pure function that calls no others is differentiated jointly, and so is one that needs
no tape (`docs/recording.md`); all others are split, so that each effect happens once.
Arguments in shared storage have their adjoints in the table, which is passed along.
"""

from __future__ import annotations

import gast

from s2s.analyse.flow import root
from s2s.derive import terms
from s2s.derive.accumulators import with_accumulators
from s2s.derive.asked import is_asked
from s2s.derive.companions import in_place_of
from s2s.derive.naming import MADE
from s2s.derive.seeds import named_result, named_seed, seed_of, seeds_of
from s2s.derive.site import site_of
from s2s.errors import refusal
from s2s.kinds import Unknown
from s2s.tree.names import names_in, reads
from s2s.tree.template import clone, constant, expression, name, template


def user_call(work, node: gast.expr) -> gast.Call | None:
    """The node itself if it calls a function of the user's."""
    if isinstance(node, gast.Call) and work.facts.scope.is_user_call(node):
        return node
    return None


def statement(work, step, target: gast.expr | None, call: gast.Call) -> None:
    """`z = g(x)`, `p, q = g(x)` or `g(x)`."""
    if work.facts.scope.is_dynamic(call):
        _dynamic(work, step, target, call)
        return
    site = site_of(work.program, work.facts, call)
    if not any(site.active):
        _forget(work, target)
        return
    outer, work.adjoints.out = work.adjoints.out, step.early
    target = named_result(work, step, target, site)
    _hand_back(work, target, site)
    seeds = seeds_of(work, target, site)
    if seeds is None:
        if site.hidden or is_asked(work.program, site):
            _split(work, step, target, call, site, work.program.derivative(site), [])
        work.adjoints.out = outer
        return
    goals = names_in(target) if target is not None else set()
    site = with_accumulators(work, site, goals)
    untaken = bool(goals) and goals <= work.lineariser.untaken.names
    derivative = _derivative(work, site._replace(untaken=untaken), goals)
    if derivative.joint:
        seeds = [named_seed(work, s) for s in seeds]
        work.adjoints.out = outer
    called = _called(work, step, target, call, site, derivative, seeds)
    if not _comes_back(work, target, site):
        _forget(work, target)
    cotangents = _results(work, site, called)
    work.adjoints.out = outer
    for argument, cotangent in cotangents:
        _to_argument(work, argument, cotangent, held=True)


def _derivative(work, site, goals: set):
    """The derivative of a callee; with a tape, where that has to keep something.

    What the callee restores, or what is bound to its result, is not there without; nor
    is what it has made of a new array: `fill(np.zeros(3))`.
    """
    found = work.program.derivative(site)
    if not found.tapeless:
        return found
    changed = work.program.summary(site.callee.function, site.given, site.kinds).changed
    lost = any(
        goals & reads(site.arguments[i]) or (i in changed and not _is_held(site, i))
        for i in found.used
    )
    taped = found in work.taped or lost
    return work.program.derivative(site._replace(taped=True)) if taped else found


def _is_held(site, i: int) -> bool:
    """Is an argument storage that still is there behind the call?"""
    return site.kept[i] or isinstance(site.arguments[i], gast.Name)


def _dynamic(work, step, target, call: gast.Call) -> None:
    """A function that only the run knows: `z, pullback = runtime.vjp(g, x)`."""
    facts = work.facts
    if not any(map(facts.varied, call.args)):
        _forget(work, target)
        return
    if target is None:
        target = name(work.names.fresh("unused"))
        facts.declare(target.id, Unknown())
    if call.keywords or not isinstance(target, gast.Name) or facts.is_shared(target):
        raise refusal(
            facts.function,
            call,
            "this call of a function that only the run knows",
            "positional arguments, and one variable for the result",
        )
    pullback = work.names.fresh("pullback")
    facts.declare(pullback, Unknown())
    facts.add_program_name(pullback)
    forward = template(
        "z, p = r.vjp(g, a)",
        z=target.id,
        p=pullback,
        r="@runtime",
        g=call.func,
        a=list(call.args),
    )
    step.forward = [gast.copy_location(s, step.node) for s in forward]
    step.late = True
    _keep(work, step, pullback, call.args)
    if not work.adjoints.present(target.id):
        return
    seed = seed_of(work, target)
    results = work.names.fresh("d_arguments")
    facts.declare(results, Unknown())
    work.adjoints.emit("d = p(seed)", d=results, p=pullback, seed=seed)
    work.adjoints.drop(target.id)
    for i, argument in enumerate(call.args):
        if facts.varied(argument):
            _to_argument(work, argument, expression("d[i]", d=results, i=constant(i)))


def _forget(work, target: gast.expr | None) -> None:
    for node in gast.walk(target) if target is not None else ():
        if isinstance(node, gast.Name):
            work.adjoints.drop(node.id)


def _called(work, step, target, call, site, derivative, seeds) -> gast.Call:
    """The call of the derivative."""
    if not (derivative.joint or derivative.tapeless):
        return _split(work, step, target, call, site, derivative, seeds)
    if derivative.tapeless:
        step.changes = _changes(work.facts, site, derivative)
    values = [clone(site.arguments[i]) for i in derivative.used]
    given = [*values, *seeds, *_companions(work, site)]
    return gast.Call(name(MADE + derivative.name), given, [])


def _split(work, step, target, call, site, derivative, seeds) -> gast.Call:
    """The forward half in the forward sweep; the call of the backward half."""
    tape = work.names.fresh(f"{site.name}_tape")
    kept = [target] if derivative.keeps_result and target is not None else []
    read = [
        a
        for i, a in enumerate(site.arguments)
        if i not in site.companions or i in derivative.reads
    ]
    _keep(work, step, tape, [*read, *kept])
    work.facts.given_to_tapes |= _cells_in(work.facts, site.arguments)
    step.changes = _changes(work.facts, site, derivative)
    work.facts.declare(tape, Unknown())
    work.facts.add_program_name(tape)
    result = target if target is not None else name(work.facts.idle_name)
    forward = gast.Call(name(MADE + derivative.forward), list(site.arguments), [])
    pair = gast.Tuple([clone(result), name(tape)], gast.Store())
    step.forward = [gast.Assign([_stored(pair)], forward, None)]
    gast.copy_location(step.forward[0], step.node)
    table = [expression("shared", shared="@shared")] if derivative.shared else []
    work.adjoints.uses_table |= derivative.shared
    given = [name(tape), *table, *seeds, *_companions(work, site)]
    return gast.Call(name(MADE + derivative.backward), given, [])


def _changes(facts, site, derivative) -> tuple:
    """The demands that may be made: to restore arrays, and what that would restore.

    What is given twice is restored in any case: the callee may read it by another name.
    """
    cells = [_cells_in(facts, [a]) for a in site.arguments]
    found = []
    for i in site.companions:
        others = frozenset().union(*(c for j, c in enumerate(cells) if j != i))
        twice = not cells[i].isdisjoint(others)
        found.append(((derivative, i), None if twice else cells[i]))
    return tuple(found)


def _companions(work, site) -> list[gast.expr]:
    """The adjoints of arrays that the callee adds to."""
    found = []
    for i in site.companions:
        variable = root(site.arguments[i])
        work.adjoints.make_own(variable)
        bar = name(work.adjoints.bar(variable))
        found.append(in_place_of(clone(site.arguments[i]), bar))
    return found


def _hand_back(work, target, site) -> None:
    """`b = g(a)`, where `g` returns `a`: the adjoint of `b` is that of `a`."""
    returned = site.returns is not None and site.kept[site.returns]
    if returned and isinstance(target, gast.Name) and work.adjoints.present(target.id):
        if work.facts.has_companion(target.id):
            work.adjoints.make_present(root(site.arguments[site.returns]))


def _comes_back(work, target, site) -> bool:
    """Is it `a = g(a)`, where `g` returns `a`?"""
    if site.returns is None or not isinstance(target, gast.Name):
        return False
    argument = getattr(site.arguments[site.returns], "id", "")
    return argument == target.id and work.facts.has_companion(target.id)


def _keep(work, step, tape: str, values: list) -> None:
    """Note the storage whose contents a tape reads through its references."""
    cells = _cells_in(work.facts, values)
    work.facts.tapes[tape] = cells
    work.facts.given_to_tapes |= cells
    step.holds = frozenset(c for c in cells if c.changed)


def _cells_in(facts, values: list) -> frozenset:
    """The storage that the names in some expressions reach."""
    names = {n.id for v in values for n in gast.walk(v) if isinstance(n, gast.Name)}
    return frozenset(c for n in names for c in facts.reached(n))


def _stored(node: gast.expr) -> gast.expr:
    for part in gast.walk(node):
        if isinstance(part, (gast.Name, gast.Tuple)):
            part.ctx = gast.Store()
    return node


def _results(work, site, called: gast.Call) -> list[tuple]:
    """Call the derivative; (argument, its cotangent) for what it returns."""
    outputs = site.outputs
    if not outputs:
        work.adjoints.out.append(gast.Expr(called))
        return []
    if len(outputs) == 1:
        return [_one_result(work, site, outputs[0], called)]
    locals_ = [work.names.fresh(f"d_{site.parameters[i]}") for i in outputs]
    for local, i in zip(locals_, outputs):
        work.facts.declare(local, site.kinds[i])
    targets = gast.Tuple(
        [gast.Name(n, gast.Store(), None, None) for n in locals_], gast.Store()
    )
    work.adjoints.out.append(gast.Assign([targets], called, None))
    return [(site.arguments[i], name(local)) for local, i in zip(locals_, outputs)]


def _one_result(work, site, output: int, called: gast.Call) -> tuple:
    """A single cotangent; tidying puts the call where it is read, if it can."""
    argument, kind = site.arguments[output], site.kinds[output]
    local = work.names.fresh(f"d_{site.parameters[output]}")
    work.facts.declare(local, kind)
    work.adjoints.emit("d = c", d=local, c=called)
    return argument, name(local)


def _to_argument(
    work, argument: gast.expr, cotangent: gast.expr, held: bool = False
) -> None:
    """`held`: the callee has found the objects in a new tuple by their identity."""
    term = terms.of(cotangent, work.lineariser.scalar)
    found = work.lineariser.run(argument, term, None, held=held)
    work.spread(found)
