"""This module finds the adjoints of what functions return.

y = g(x)            y_bar is the seed of the derivative of `g`
return v            the seed of this derivative is v_bar
"""

from __future__ import annotations

import itertools

import gast

from s2s.derive import terms
from s2s.derive.facts import carries
from s2s.derive.steps import Step
from s2s.errors import refusal
from s2s.kinds import Array, Unknown
from s2s.tree.names import reads
from s2s.tree.template import clone, constant, name, template


def returned(
    work, step: Step, value: gast.expr | None, seed: str, public: bool
) -> None:
    """The seed becomes the adjoint of the returned value.

    A user's seed is for objects too; that of a caller has these in the table.
    """
    work.adjoints.out = step.adjoint
    work.adjoints.holding = work.facts.held_before(step.node)
    if value is not None:
        work.facts.declare(seed, work.facts.kind(value))
    if isinstance(value, gast.Name) and work.adjoints.may_be_seed(value.id):
        if work.facts.varied(value):
            work.adjoints.names[value.id] = seed
            owned = not isinstance(work.facts.kind(value), Array)
            scalar = work.lineariser.scalar(value)
            work.adjoints.state[value.id] = "own" if owned and scalar else "borrowed"
            if work.facts.has_companion(value.id):
                work.adjoints.make_own(value.id)
        return
    if value is not None and work.facts.varied(value):
        cotangent = terms.of(name(seed), work.lineariser.scalar)
        found = work.lineariser.run(
            value,
            cotangent,
            None,
            held=not public,
            untaken=work.facts.analysis.untaken,
        )
        work.spread(found)


def seeds_of(work, target, site) -> list[gast.expr] | None:
    """The adjoints of what the call returns; None if nothing depends on the call."""
    touched = any(a and (s or k) for a, s, k in zip(*site.carried))
    held = site.result_shared and not site.mixed
    if held and site.links.items is not None:
        raise refusal(
            work.facts.function,
            site.call,
            "a function that returns a new list of what is changed in place",
            "a variable for the list in the function",
        )
    if held or not site.carries:
        return [] if touched else None
    names = target.elts if isinstance(target, gast.Tuple) else [target]
    if not any(_has_adjoint(work, n) for n in names):
        if not touched:
            return None
    _keep_apart(work, names, site)
    seeds = [seed_of(work, n) for n in names]
    if isinstance(target, gast.Tuple):
        return [gast.Tuple(seeds, gast.Load())]
    return seeds


def named_seed(work, seed: gast.expr) -> gast.expr:
    """A seed from the table is asked for while the result is still bound."""
    if "@shared" not in reads(seed):
        return seed
    local = work.names.fresh("seed")
    work.facts.declare(local, Unknown())
    work.adjoints.emit("s = e", s=local, e=seed)
    return name(local)


def _keep_apart(work, names: list, site) -> None:
    """Each name of storage that the callee has made would return its whole adjoint."""
    objects = [n for n in names if work.facts.holds_shared(n)]
    given = {n for numbers in site.links.arguments for n in numbers}
    items = [set(numbers) - given for numbers in site.links.items or ()]
    if objects and any(a & b for a, b in itertools.combinations(items, 2)):
        raise refusal(
            work.facts.function,
            site.call,
            "changing what a function has returned under several names",
            "a copy of each",
        )
    if site.links.items is None and len(objects) > 1:
        work.adjoints.emit(
            "shared.keep_apart(x)",
            shared="@shared",
            x=gast.Tuple(list(map(clone, objects)), gast.Load()),
        )


def named_result(work, step, target, site):
    """A result that nobody reads has an adjoint of zeros: that needs its shape."""
    held = site.result_shared and not site.mixed
    if target is not None or held or not site.carries:
        return target
    local = work.names.fresh(f"{site.name}_value")
    work.facts.declare(local, site.result)
    work.facts.add_program_name(local)
    bound = template("z = f", z=local, f=clone(site.call))
    step.forward = [gast.copy_location(s, step.node) for s in bound]
    return name(local)


def _has_adjoint(work, node: gast.expr) -> bool:
    if isinstance(node, gast.Subscript) or work.facts.holds_shared(node):
        return True
    return work.adjoints.present(node.id)


def seed_of(work, node: gast.expr) -> gast.expr:
    if work.facts.holds_shared(node) and work.facts.varied(node):
        return work.whole_adjoint(node.id, "gather")
    if not carries(work.facts.kind(node)):
        return constant(None)
    work.adjoints.make_present(node.id)
    work.adjoints.make_full(node.id)
    return name(work.adjoints.bar(node.id))
