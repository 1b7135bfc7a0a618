"""This module writes nested functions that change the lists and arrays around them."""

from __future__ import annotations

from tests.programs.draft import Draft
from tests.programs.expressions import filled, scalar, tame

# Holes: `q` a list of numbers, `r` rows of such, `a` an array, `g` and `h` functions,
# `u` their argument, `s` a number with a derivative, `t` one below one, `w` a new name.
_CHANGES = (
    "{q}.append({u} * {t})",
    "{q}[0] = {q}[0] * {t} + {u}",
    "{q}[-1] += {u}",
    "{q}.extend([{u}, {t}])",
    "{q}[0], {q}[-1] = {q}[-1] * {t}, {q}[0]",
    "{r}[0].append({u})",
    "{r}[-1][0] *= {t}",
    "{r}.append([{u}, {t}])",
    "{r}[0] = {q}",
    "{a}[0] = {a}[1] * {t} + {u}",
    "{a}[1:] *= {t}",
    "{u} = {u} + {q}[-1] * {t}",
    "{u} = {u} * {a}[0]",
)
_RESULTS = ("{q}[-1]", "{q}[0] * {u}", "len({q}) * {u}", "sum({q})", "{r}[0][-1] + {u}")
_STEPS = (
    "{w} = {g}({s})",
    "{w} = {h}({s}) * {q}[0]",
    "{w} = {g}({t}) - {g}({s})",
    "{q}[0] *= {t}",
    "{q} = [{w} * {t} for {w} in {q}]",
    "{q} = {q}[:]",
    "{q}.append({s})",
    "{r} = [{q}, [{t}]]",
    "{a} = {a} * {t}",
    "{a}[0] = {s}",
    "for {w} in range(3): {g}({t} * {w})",
    "if {q}[0] > 0.3: {h}({s})",
    "{w} = {q}[-1] * {g}({t}) + {q}[-1]",
    "{q}[0], {w} = {s}, {g}({t})",
)


def around(d: Draft) -> None:
    """`def g(u): q.append(u)`, called before and after `q` changes or is another."""
    d.mark("nested def", "nested def changes lists")
    names = {n: d.fresh(n) for n in "qra"} | {"g": d.fresh("g"), "h": d.fresh("h")}
    s = scalar(d, 1)
    d.emit(f"{names['q']} = [{s}, {tame(d)}]")
    d.emit(f"{names['r']} = [[{tame(d)}], {d.pick([names['q'], '[0.5, 0.3]'])}]")
    d.emit(f"{names['a']} = np.array([{scalar(d, 1)}, {tame(d)}])")
    _function(d, names, "g")
    _function(d, names, "h")
    for _ in range(2 + d.below(4)):
        d.emit(filled(d, d.pick(_STEPS), names))
    total, w, u = d.fresh("s"), d.fresh("w"), d.fresh("u")
    rows = f"sum([{w} for {u} in {names['r']} for {w} in {u}])"
    d.emit(f"{total} = {rows} + 0.3 * sum({names['q']}) + np.sum({names['a']})")
    d.scope.floats.append(total)


def _function(d: Draft, names: dict, which: str) -> None:
    u = d.fresh("u")
    with d.block(f"def {names[which]}({u}):", loops=0, breakable=False):
        for _ in range(1 + d.below(2)):
            d.emit(filled(d, d.pick(_CHANGES), {**names, "u": u}))
        if which == "h" and d.chance(0.5):
            d.emit(filled(d, "{u} = {u} + {g}({u} * 0.3)", {**names, "u": u}))
        d.emit(filled(d, f"return {d.pick(_RESULTS)}", {**names, "u": u}))
