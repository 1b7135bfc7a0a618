"""This module writes rows that are reached by several ways, some made by callees."""

from __future__ import annotations

from tests.programs.draft import Draft
from tests.programs.expressions import filled

# Holes: `r` and `p` lists of rows, `c` another way to some, `q` a row, `f` a function,
# `s` a number with a derivative, `t` one below one in size, `v` and `w` fresh names.
_ROWS = (
    "[[1], [2, 3]]",
    "[[0.5], [0.2, 0.3]]",
    "[[{s}], [{t}, 1]]",
    "[np.ones(2), np.array([{s}, {t}])]",
)
_WAYS = (
    "{r}",
    "{r}[:]",
    "[{r}[1], {r}[0]]",
    "({r}[0], {r}[-1])",
    "tuple({r})",
    "list({r})",
    "[*{r}]",
    "{r} + [{q}]",
    "[{w} for {w} in {r}]",
    "{r} if {s} > 0.4 else [{q}, [0.5]]",
    "{r} or [{q}, {q}]",
    "{f}({r}, {q})",
    "[{q}, {q}]",
    "[{q}] * 2",
    "[[{q}], {r}][1]",
    "[({w}, {q}) for {w} in {r}][0]",
    "[*[{r}, [{q}]]][0]",
    "{r} and [{q}, {q}]",
)
_CALLEES = (
    "{v}.append({w})",
    "{v}[0] = {w}",
    "{v}.insert(0, {w})",
    "{v}.append({v}[0])",
    "{v}.extend([{w}, {w}])",
    "{v} += [{w}]",
    "{v}.append([1])",
    "{v}[1][0] = {v}[0][0]",
    "{w}[0] *= 0.5",
    "{v}[-1] = {v}[0]",
)
_GIVES = (
    "{v}",
    "{v}",
    "{v}[:]",
    "[{v}[0], {w}]",
    "[{w}, {w}]",
    "[{w} for _ in range(2)]",
    "[*[{w}], *{v}]",
    "tuple({w} for _ in range(2))",
    "[[{w}], {v}][1]",
)
_STEPS = (
    "{c}[0][0] = {s}",
    "{c}[-1][0] *= {t}",
    "{r}[0][0] += {s}",
    "{r}[-1][-1] = {c}[0][0] * {t}",
    "{q}[0] = {s}",
    "{q}[-1] *= {t}",
    "{q} = {c}[0]",
    "{q} = {r}[1]",
    "{f}({r}, {q})",
    "{f}({p}, {q})",
    "{f}({p}, {r}[0])",
    "{f}({r}, {p}[-1])",
    "{c} = {f}({p}, {q})",
    "{r}[0], {p}[0] = {p}[0], {r}[0]",
    "{r}[1] = {q}",
    "{r}.append({q})",
    "{r}, {p} = {p}, {r}",
    "{p} = {r}",
    "{c} = [[{q}], {p}][1]",
    "for {w} in {c}: {w}[0] *= {t}",
    "for {w} in range(2): {c}[{w}][0] += {t}",
)
_GROWTH = ("{c}[0].append({s})", "{r}[1].append({t})", "{q}.append({s})")


def held(d: Draft) -> None:
    """Rows with several names and holders, which change by one and are read by all."""
    d.mark("rows held twice", "nested list", "list alias")
    names = {key: d.fresh(key) for key in "rpcqf"}
    rows = d.pick(_ROWS)
    grows = "np." not in rows
    _function(d, names["f"], grows)
    for key in "rp":
        d.emit(_filled(d, f"{{{key}}} = {rows}", names))
    d.emit(_filled(d, "{q} = [1, {t}]" if grows else "{q} = np.ones(2)", names))
    way = d.pick(_WAYS)
    if way.startswith(("(", "tuple", "[(")):
        d.mark("tuple")
    d.emit(_filled(d, f"{{c}} = {way}", names))
    for _ in range(3 + d.below(4)):
        steps = _STEPS + _GROWTH if grows else _STEPS
        d.emit(_filled(d, d.pick(steps), names))
    total, w, v = d.fresh("s"), d.fresh("w"), d.fresh("v")
    d.emit(f"{total} = 0.0")
    for k, key in enumerate("rpc"):
        inner = f"for {w} in {names[key]} for {v} in {w}"
        d.emit(f"{total} += 0.{k + 2} * sum({v} {inner})")
    d.emit(f"{total} = {total} + 0.7 * sum({names['q']})")
    d.scope.floats.append(total)


def _function(d: Draft, name: str, grows: bool) -> None:
    v, w = d.fresh("rows"), d.fresh("row")
    forms = [f for f in _CALLEES if grows or "[1]" not in f]
    with d.block(f"def {name}({v}, {w}):", loops=0, breakable=False):
        for _ in range(1 + d.below(2)):
            d.emit(d.pick(forms).format(v=v, w=w))
        d.emit(f"return {d.pick(_GIVES)}".format(v=v, w=w))


def _filled(d: Draft, form: str, names: dict) -> str:
    return filled(d, form, {**names, "v": d.fresh("v")})
