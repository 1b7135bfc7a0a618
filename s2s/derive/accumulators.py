"""This module finds the arrays whose adjoints a callee adds to.

    y = g(x)        d_x = g_vjp(x, y_bar)        a new array, which the caller adds
                    x_bar += d_x

    y = g(x)        g_vjp(x, y_bar, x_bar)       nothing new

Arrays that the callee changes are given in any case; these are those that it reads.
What calls nothing and loops over nothing returns its adjoints: that is shorter.
"""

from __future__ import annotations

from collections import Counter

import gast

from s2s.derive.site import Site
from s2s.kinds import Array
from s2s.tree.names import reads


def with_accumulators(work, site: Site, goals: set[str]) -> Site:
    """The call with all arrays that can be added to; it binds the names `goals`."""
    summary = work.program.summary(site.callee.function, site.given, site.kinds)
    if summary.leaf or site.hidden:
        return site
    given = Counter(n for a in site.arguments for n in reads(a))
    kept = []
    for i, (argument, kept_already) in enumerate(zip(site.arguments, site.kept)):
        free = isinstance(argument, gast.Name) and given[argument.id] == 1
        free = free and argument.id not in goals and not site.shared[i]
        able = i not in summary.refused and i not in summary.aliases
        array = isinstance(site.kinds[i], Array) and bool(site.kinds[i].shape)
        kept.append(kept_already or (free and able and array and site.active[i]))
    return site._replace(kept=tuple(kept))
