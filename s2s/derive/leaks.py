"""This module refuses derivatives that are stored where a call leaves them behind.

buf[0] = x              refused: whoever reads the global sees no derivative
model.w[0] = x          refused: an attribute of an object
LOG.append(x)           a log, if nothing that the program reads may hold it
"""

from __future__ import annotations

import gast

from s2s.analyse.outside import Store
from s2s.derive.opaque import stores_nothing
from s2s.derive.site import site_of
from s2s.errors import refusal

_LOGGING = frozenset({"append", "appendleft", "extend", "insert", "add"})


def refuse_leaks(facts) -> None:
    """Refuse the stores of derivatives, by a function or for it, that are not logs."""
    analysis = facts.analysis
    if not analysis.outside.leaks:
        return
    for store in analysis.outside.stores():
        if any(map(facts.varied, store.values)) and not _is_harmless(facts, store):
            _refuse(facts, store)
    for call in analysis.outside.leaking():
        if any(map(facts.varied, analysis.outside.arguments(call))):
            _refuse_inside(facts, call)


def _refuse_inside(facts, call: gast.Call) -> None:
    """Look into a function that is called with a derivative: it may not be derived."""
    site = site_of(facts.analysis.program, facts, call)
    program, inputs = facts.analysis.program, site.inputs
    inner = program.analysis(site.callee.function, site.given, site.kinds, inputs)
    if inner not in program.searched:
        program.searched.add(inner)
        refuse_leaks(inner.facts(frozenset(inputs), set()))


def _is_harmless(facts, store: Store) -> bool:
    """`logger.info(x)`."""
    found = facts.scope.object(getattr(store.node, "func", None))
    return found is not None and stores_nothing(found)


def _refuse(facts, store: Store) -> None:
    shown = gast.unparse(store.place).strip()
    found = refusal(
        facts.function,
        store.place,
        f"keeping a derivative in `{shown}`, which outlives the call",
        "an argument, or a value that is returned",
    )
    if not _is_log(facts, store):
        raise found
    facts.analysis.program.logs.append(found)


def _is_log(facts, store: Store) -> bool:
    """`LOG.append(x)` of a list of a global name."""
    call = store.node
    if not isinstance(call, gast.Call) or not isinstance(call.func, gast.Attribute):
        return False
    known = type(facts.scope.object(store.place)).__module__
    return known in ("builtins", "collections") and call.func.attr in _LOGGING
