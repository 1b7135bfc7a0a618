"""This module writes lists that take over what others hold, which then changes."""

from __future__ import annotations

from tests.programs.draft import Draft
from tests.programs.expressions import filled, scalar, tame

# Holes: `r` rows, `v` a name for one of them, `a` an array, `i` and `j` places of rows,
# `s` a number with a derivative, `t` one below one in size, `w` a fresh name.
_NUMBERS = (
    "{r}[{i}] += [{s}]",
    "{r}[{i}] += {r}[{j}]",
    "{r}[{i}].extend({v})",
    "{r}[{i}] = {r}[{i}] + {r}[{j}]",
    "{r}[{i}] = {v}[:]",
    "{r}[{i}] = [*{v}, {s}]",
    "{r}[{i}][0] *= {t}",
    "{v}[-1] += {s}",
    "{v} = {r}[{i}]",
    "{v} += ({s}, {t})",
    "{v} = {r}[{i}] + {v}",
    "{r}[{i}], {r}[{j}] = {r}[{j}], {r}[{i}]",
    "for {w} in {r}: {w}[0] += {t}",
    "{r}.append(list({v}))",
    "{v} = [{w} * {t} for {w} in {v}]",
)
_ARRAYS = (
    "{r}[{i}].extend({r}[{j}])",
    "{r}[{i}] += [{r}[{j}][0]]",
    "{r}[{i}] = {r}[{i}] + {r}[{j}]",
    "{r}[{i}] = [{r}[{j}][0]]",
    "{r}[{i}] = list({v})",
    "{r}[{i}] = [{a} * {t}] + [{a}]",
    "{r}[{i}].append({a})",
    "{r}[{i}][0] *= {t}",
    "{r}[{i}][-1][0] = {s}",
    "{v}[0][1:] += {t}",
    "{v} = {r}[{i}]",
    "{v} = {v} + {r}[{i}]",
    "{v} = [*{v}, {a}]",
    "{a} *= {t}",
    "{a} = {r}[{i}][0]",
    "for {w} in {v}: {w} *= {t}",
    "{a} = {a} + {r}[{i}][-1] * {t}",
)


def joined(d: Draft) -> None:
    """Rows of numbers or of arrays, extended by one another."""
    d.mark("joined lists", "list alias")
    r, v, a, s = d.fresh("rows"), d.fresh("row"), d.fresh("a"), d.fresh("s")
    flat = d.chance(0.5)
    if flat:
        d.emit(f"{r} = [[{scalar(d, 1)}, {tame(d)}], [{scalar(d, 0)}, 0.5]]")
    else:
        d.emit(f"{a} = np.array([{scalar(d, 1)}, {tame(d)}])")
        rest = d.pick([a, f"{a} * {tame(d)}", f"{a} + {d.constant()}"])
        d.emit(f"{r} = [[{a}, 0.5 * {a}], [{rest}]]")
    d.emit(f"{v} = {r}[{d.below(2)}]")
    for _ in range(2 + d.below(4)):
        i = d.below(2)
        names = {"r": r, "v": v, "a": a, "i": i, "j": d.pick([i, 1 - i, 1 - i])}
        form = d.pick(_NUMBERS if flat else _ARRAYS)
        d.emit(filled(d, form, names))
    item = "{}" if flat else "np.sum({})"
    u, w = d.fresh("u"), d.fresh("w")
    total = f"sum([0.3 * {item.format(w)} for {u} in {r} for {w} in {u}])"
    d.emit(f"{s} = {total} + {item.format(f'{v}[-1]')}")
    d.scope.floats.append(s)
