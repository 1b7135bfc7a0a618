"""This module tells whether a call runs what only the run can check.

def use(m, v):          the run refuses `m` if it is an object of the user's, which
    m.dot(v)            may keep the derivative of `v`: so `use` is derived even where
                        nothing comes back from it
"""

from __future__ import annotations

import gast

from s2s.derive.site import Site, site_of
from s2s.tree.walk import nodes


def is_asked(program, site: Site, seen: frozenset = frozenset()) -> bool:
    """Is a derivative given to what only the run knows, in the callee or by it?"""
    function, key = site.callee.function, (id(site.callee.function), site.inputs)
    if key in seen or not any(site.active):
        return False
    analysis = program.analysis(function, site.given, site.kinds, site.inputs)
    facts = analysis.facts(frozenset(site.inputs), set())
    for call in (n for n in nodes(analysis.tree.body) if isinstance(n, gast.Call)):
        if facts.trusted(call) or (facts.scope.is_dynamic(call) and facts.varied(call)):
            return True
        if facts.scope.is_known_call(call):
            if is_asked(program, site_of(program, facts, call), seen | {key}):
                return True
    return False
