"""This module sums up an analysed function for its callers.

def fill(out, x): ...       `out` is changed
def first(xs): ...          the result is an item of `xs`
"""

from __future__ import annotations

import itertools

import gast

from s2s.analyse.disturb import disturbs
from s2s.analyse.effects import Links
from s2s.analyse.sources import may_be_storage
from s2s.derive.counted import apart
from s2s.derive.facts import Facts, is_range
from s2s.derive.resized import resized
from s2s.derive.summary import Summary
from s2s.derive.unsteady import given_away
from s2s.kinds import Inert, Unknown
from s2s.optimise.purity import takes_no_items
from s2s.tree.walk import nodes

# What may have an effect: it is a call, or takes items of something.
_ACTING = frozenset(
    (gast.Assign, gast.Call, gast.Compare, gast.For, gast.Starred, gast.comprehension)
)


def summarise(analysis) -> Summary:
    """The summary of an analysed function."""
    facts = Facts(analysis, frozenset(), set())
    result, links = analysis.tree.body[-1].value, _links(analysis, facts)
    returned = {*links.result}.union(*(links.items or ()))
    given = list(enumerate(links.arguments))
    changed = [i for i, numbers in given if not links.changed.isdisjoint(numbers)]
    aliases = [i for i, numbers in given if not returned.isdisjoint(numbers)]
    disturbed = disturbs(analysis.outside)
    return Summary(
        result=analysis.kinds.result,
        changed=tuple(changed),
        aliases=tuple(aliases),
        leaf=_is_leaf(analysis, facts),
        left=analysis.kinds.arguments,
        links=links,
        outside=0 if result is None else analysis.outside.level(result),
        leaks=analysis.outside.leaks,
        disturbs=disturbed,
        refused=_without_companion(analysis),
        returns=_returned_parameter(analysis),
        pure=not changed and not disturbed and _is_pure(analysis, facts),
        given=_given(analysis, changed),
        resized=_resized(analysis, facts, changed),
        apart=apart(facts) if changed else frozenset(),
    )


def _resized(analysis, facts: Facts, changed: list[int]) -> tuple[int, ...]:
    """The parameters that reach lists whose length changes."""
    if not changed:
        return ()
    cells = {c for _, found in resized(facts, analysis.tree) for c in found}
    names, sharing = analysis.parameters, analysis.sharing
    reached = [sharing.layers(sharing.cell(names[i])) for i in changed]
    return tuple(i for i, c in zip(changed, reached) if not cells.isdisjoint(c))


def _given(analysis, changed: list[int]) -> tuple[frozenset[int], ...]:
    """For each parameter that is changed, those whose values may flow into it."""
    names = analysis.parameters
    reached = [analysis.facts(frozenset({p}), set()) for p in names if changed]
    return tuple(
        frozenset(j for j, from_j in enumerate(reached) if from_j.varied_name(names[i]))
        for i in changed
    )


def _without_companion(analysis) -> frozenset[int]:
    """The parameters whose adjoint cannot be given as an array to add to."""
    found, cell = analysis.companions, analysis.sharing.cell
    return frozenset(
        i
        for i, p in enumerate(analysis.parameters)
        if may_be_storage(analysis.parameter_kinds[p])
        if p in found.rebound or cell(p) not in found.able
    )


def _returned_parameter(analysis) -> int | None:
    """The parameter that the function returns, if it always is the same."""
    result = analysis.companions.result
    return analysis.parameters.index(result) if result else None


def _links(analysis, facts: Facts) -> Links:
    """How the storage of the arguments and of the result hangs together."""
    result, items, returned = analysis.tree.body[-1].value, None, []
    given = [gast.Name(p, gast.Load(), None, None) for p in analysis.parameters]
    arguments = [analysis.layers_of(n, analysis.parameter_kinds[n.id]) for n in given]
    if _is_written_out(result):
        items = [analysis.layers_of(e, analysis.kinds.of(e)) for e in result.elts]
    elif result is not None:
        returned = analysis.layers_of(result, analysis.kinds.of(result))
    numbers: dict = {}

    def number(cells: list) -> tuple[int, ...]:
        found = map(analysis.sharing.find, cells)
        return tuple([numbers.setdefault(c, len(numbers)) for c in found])

    made = Links(
        tuple(map(number, arguments)),
        number(returned),
        None if items is None else tuple(map(number, items)),
    )
    away = given_away(facts)
    return made._replace(
        changed=frozenset(n for c, n in numbers.items() if c.changed),
        unsteady=frozenset(n for c, n in numbers.items() if c.unsteady or c in away),
        tangled=frozenset(n for c, n in numbers.items() if c.tangled) | _twice(made),
    )


def _is_written_out(result: gast.expr | None) -> bool:
    """Is it a tuple or list, each of its items written out?"""
    if not isinstance(result, (gast.Tuple, gast.List)):
        return False
    return not any(isinstance(item, gast.Starred) for item in result.elts)


def _twice(links: Links) -> frozenset[int]:
    """What several items of a new tuple or list hold, or are."""
    pairs = itertools.combinations(links.items or (), 2)
    return frozenset(n for a, b in pairs for n in {*a} & {*b})


def _is_pure(analysis, facts: Facts) -> bool:
    """Does it only compute what it returns? An exception is no effect."""
    acting = [n for n in nodes(analysis.tree) if n.__class__ in _ACTING]
    return all(_does_nothing_else(analysis, facts, n) for n in acting)


def _does_nothing_else(analysis, facts: Facts, node: gast.AST) -> bool:
    if not all(_lasts(facts, n) for n in _walked(facts, node)):
        return False
    if not isinstance(node, gast.Call):
        return True
    if facts.scope.callee(node.func) is not None:
        return analysis.outside.summary(node).pure
    return facts.list_method(node) is not None or not facts.is_impure(node)


def _walked(facts: Facts, node: gast.AST) -> list[gast.expr]:
    """What a node takes items of: `for a in xs`, `a in xs`, `a, b = xs`, `sum(xs)`."""
    if isinstance(node, (gast.For, gast.comprehension)):
        return [node.iter]
    if isinstance(node, gast.Starred):
        return [node.value]
    if isinstance(node, gast.Compare):
        tests = zip(node.ops, node.comparators)
        return [n for op, n in tests if isinstance(op, (gast.In, gast.NotIn))]
    if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Tuple):
        return [node.value]
    named = isinstance(node, gast.Call) and isinstance(node.func, gast.Name)
    found = facts.scope.object(node.func) if named else None
    builtin = getattr(found, "__module__", "") == "builtins"
    return node.args if builtin and not takes_no_items(found, node) else []


def _lasts(facts: Facts, node: gast.expr) -> bool:
    """Is it no iterator, which others would find used up?"""
    kind = facts.kind(node)
    if isinstance(kind, Unknown) or kind == Inert():
        return is_range(node)
    return True


def _is_leaf(analysis, facts: Facts) -> bool:
    """Calls nothing of the user's, loops over nothing, and has no effects?"""
    if analysis.program.disturbed:
        return False
    for node in nodes(analysis.tree):
        if isinstance(node, (gast.For, gast.While, gast.Expr, gast.FunctionDef)):
            if node is not analysis.tree:
                return False
        if isinstance(node, gast.Call) and (
            facts.scope.is_user_call(node) or facts.is_impure(node)
        ):
            return False
    return True
