"""This module hands a derivative to the optimiser, with all that is known of it."""

from __future__ import annotations

from typing import Any

import gast

from s2s.derive.paste import CHANGES_ADJOINTS
from s2s.derive.sweeps import Sweeps
from s2s.kinds import Float, is_numeric, is_plain
from s2s.optimise import Facts, optimise
from s2s.optimise.purity import has_no_effect, is_of_runtime
from s2s.tree.function import Unresolved
from s2s.tree.names import bound
from s2s.tree.walk import nodes


def tidied(
    function: gast.FunctionDef,
    made: Sweeps,
    analysis,
    program,
    is_program: bool = False,
) -> gast.FunctionDef:
    """The function with the names of the finished text, made shorter."""
    declared, names = made.facts.declared, made.facts.program_names
    kinds = {**analysis.kinds.names, **declared}
    numeric = frozenset(n for n, k in kinds.items() if is_numeric(k))
    numbers = [n for n in numeric if isinstance(kinds[n], Float)]
    own = frozenset(bound(function.body))
    local = own.union(_stored(function))

    def lookup(word: str) -> Any:
        if word in local:
            raise Unresolved(word)
        return program.globals.lookup(word)

    def pure(found: object) -> bool:
        if is_of_runtime(found):
            return found.__name__ not in CHANGES_ADJOINTS
        return has_no_effect(found) or program.is_pure(found)

    facts = Facts(
        origin=_origin(analysis, made),
        temporaries=own.difference(names).union(declared, analysis.exposed),
        lookup=lookup,
        pure=pure,
        numbers=frozenset(numbers) - made.facts.not_numbers,
        numeric=numeric,
        plain=frozenset(n for n, k in kinds.items() if is_plain(k)),
        program=frozenset(names),
        is_program=is_program,
    )
    return optimise(program.named(function, own, analysis), facts)


def _stored(function: gast.FunctionDef) -> set[str]:
    """The names that a function, or one in it, binds: parameters included."""
    names = (n for n in nodes(function) if isinstance(n, gast.Name))
    return {n.id for n in names if not isinstance(n.ctx, gast.Load)}


def _origin(analysis, made: Sweeps) -> dict:
    found = dict(analysis.origin)
    for fresh, user in analysis.origin.items():
        for suffix in ("_bar", "_stack"):
            found[f"{fresh}{suffix}"] = f"{user}{suffix}"
    return found
