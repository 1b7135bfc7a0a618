"""This module writes storage that carries no derivative, is read, and then changes.

What an adjoint reads of such storage is what it held when it was read.
"""

from __future__ import annotations

from tests.programs.draft import Draft, Scope
from tests.programs.expressions import scalar, tame
from tests.programs.parts import parts

CELL = """
class Cell:
    def __init__(self, value):
        self.value = value

    def grow(self, by):
        self.value = 0.5 * self.value + by
"""

# Made so, read so, changed so. Holes: `k` the storage, `c` a number, `i` an integer
# below two, `r` a fresh name, `s` a number with a derivative.
KINDS = {
    "array": (
        "{k} = np.array([{c}, {c}, {c}])",
        ("{k}[{i}]", "np.sum({k})", "{k}[1:].dot({k}[:-1])", "{k}[:2][{i}]"),
        (
            "{k}[{i}] = {c}",
            "{k} *= {c}",
            "{k}.fill({c})",
            "{k}[1:] += {k}[:-1]",
            "np.multiply({k}, {c}, out={k})",
            "np.copyto({k}, {c})",
            "{k}.sort()",
            "{k}[{k} > {c}] = {c}",
            "{k} = {k} * {c}",
            "{k}, {r} = {k}.copy(), {k}; {r}[0] = {c}",
            "{r} = {k}[1:]; {r} *= {c}",
            "(lambda q: q.fill({c}))({k})",
            "np.add.at({k}, [0, 0, 1], {c})",
            "{r} = [{k}, {k}][{i}]; {r}[0] = {c}",
            "{r} = min([(1, {k})])[1]; {r}[0] = {c}",
            "[{k}][0][{i}] = {c}",
        ),
    ),
    "matrix": (
        "{k} = np.array([[{c}, {c}], [{c}, {c}]])",
        ("{k}[{i}, 1]", "{k}[{i}].sum()", "{k}[:, 0][{i}]", "({k} @ {k})[0, {i}]"),
        (
            "{k}[{i}] = {c}",
            "for {r} in {k}: {r}[0] *= {c}",
            "for {r} in {k}.T: {r} += {c}",
            "{r} = {k}[{i}]; {r}[:] = {r}[::-1] * {c}",
            "{k}[:, {i}] *= {c}",
            "[{r}.fill({c}) for {r} in {k}]",
            "{k}.T[{i}][0] = {c}",
            "for {r} in zip({k}, (0, 1)): {r}[0][{r}[1]] = {c}",
        ),
    ),
    "list": (
        "{k} = [{c}, {c}, {c}]",
        ("{k}[{i}]", "{k}[-1]", "sum({k})", "max({k})", "len({k})"),
        (
            "{k}[{i}] = {c}",
            "{k}.append({c})",
            "{k}.insert(0, {c})",
            "{k}.append({k}.pop(0))",
            "{k}.reverse()",
            "{k}.sort()",
            "{k} += [{c}]",
            "{k}[:2] = [{c}, {c}]",
            "{r} = {k}; {r}[0] = {c}",
            "{k}.extend(({c}, {c}))",
            "{k}[0], {k}[1] = {k}[1], {c}",
            "{k} = [{r} * {c} for {r} in {k}]",
        ),
    ),
    "list of lists": (
        "{k} = [[{c}, {c}], [{c}, {c}]]",
        ("{k}[{i}][0]", "{k}[0][{i}]", "sum({k}[{i}])", "len({k}[{i}])"),
        (
            "{k}[{i}][1] = {c}",
            "for {r} in {k}: {r}[0] *= {c}",
            "{k}[0], {k}[1] = {k}[1], {k}[0]",
            "{k}[{i}].append({c})",
            "{k}[{i}] = [{c}, {c}]",
            "{r}, _ = {k}; {r}[0] = {c}",
            "[{r}.append({c}) for {r} in {k}]",
            "{r} = sorted({k} + {k}, key=len)[{i}]; {r}[0] = {c}",
            "{r} = sum([{k}], []); {r}[{i}][0] = {c}",
            "{r} = (([{k}], {k}), {i})[0][1]; {r}[{i}][0] = {c}",
            "{r} = [(q[0], q) for q in {k}][{i}]; {r}[1][0] = {c}",
            "{r} = ({k} and [{k}[1]])[0]; {r}[0] = {c}",
        ),
    ),
    "dict": (
        "{k} = {{'p': {c}, 'q': [{c}, {c}]}}",
        ("{k}['p']", "{k}['q'][{i}]", "{k}.get('p', 0.0)", "len({k})"),
        (
            "{k}['p'] = {c}",
            "{k}['q'][{i}] *= {c}",
            "{k}.update(p={c})",
            "{k}['p'] += {c}",
            "{k}['{r}'] = {c}",
            "{r} = {k}['q']; {r}[0] = {c}",
        ),
    ),
    "object": (
        "{k} = Cell({c})",
        ("{k}.value", "{k}.value * {k}.value"),
        ("{k}.value = {c}", "{k}.grow({c})", "{r} = {k}; {r}.value *= {c}"),
    ),
    "indices": (
        "{k} = np.array([{i}, 2, 1])",
        ("{k}[{i}]", "{k}[{k}[{i}]]", "np.arange(3.0)[{k}][{i}]"),
        (
            "{k}[{i}] = 2 - {k}[0]",
            "{k}.sort()",
            "{k}[:] = {k}[::-1]",
            "{k}[{i}], {k}[2] = {k}[2], {k}[{i}]",
        ),
    ),
}

PLAIN = ("{}",) * 5 + ("if {s} > {c}: {}", "for _ in range({i}): {}")
# Blocks run as they are, but not around what was passed beside a derivative.
GUARDS = (*PLAIN, "with np.errstate(all='ignore'): {}", "try: {}")


def _filled(d: Draft, form: str, **holes: str) -> str:
    """Fill the holes of a form; every number is another one."""
    while "{c}" in form:
        form = form.replace("{c}", d.constant(), 1)
    return form.format(i=str(d.below(2)), r=d.fresh("r"), **holes)


def _changed(d: Draft, kind: str, k: str, s: str, guards: tuple = GUARDS) -> None:
    """Write one change of the storage, perhaps in a branch, a loop, a block."""
    change = _filled(d, d.pick(KINDS[kind][2]), k=k)
    parts = [change] if change.startswith("for ") else change.split("; ")
    guard = d.pick(guards) if len(parts) == 1 and ": " not in change else "{}"
    guard = guard.replace("{c}", d.constant()).replace("{i}", str(d.below(3)))
    for part in parts:
        d.emit(guard.format(part, s=s))
    if guard == "try: {}":
        d.emit("except ValueError: pass")


def _read(d: Draft, kind: str, k: str, s: str) -> None:
    """Write a read of the storage which the adjoint needs again."""
    read = _filled(d, d.pick(KINDS[kind][1]), k=k)
    u, h = d.fresh("u"), d.fresh("h")
    forms = [
        "{s} = {s} * 0.5 + math.sin({s} * {e})",
        "{s} += 0.3 * math.tanh({s} * {e})",
    ]
    forms += ["{s} = math.sin({s}) * {e} * {t}", "{s} = 0.4 * ({s} * {e}) ** 2 + {t}"]
    forms += ["{h} = lambda {u}: {u} * {e}; {s} = math.sin({h}({s}))"]
    forms += [
        "{h} = {e}; {s} = {s} * {h}",
        "{s} = {s} * {e} if {s} * {e} < 0.8 else {t}",
    ]
    form = d.pick(forms)
    for part in form.split("; "):
        d.emit(part.format(s=s, e=read, t=tame(d), u=u, h=h))


def _written(d: Draft, kind: str, k: str, s: str, guards: tuple = GUARDS) -> None:
    for _ in range(2 + d.below(3)):
        if d.chance(0.5):
            _read(d, kind, k, s)
        else:
            _changed(d, kind, k, s, guards)


def settings(d: Draft) -> None | bool:
    """Storage without a derivative: made, read and changed in turns."""
    if d.place.depth >= 3:
        return False
    kind = d.pick(list(KINDS))
    d.mark("inert storage changes")
    if kind == "object" and CELL.strip().split("\n")[0] not in d.helpers:
        d.helpers += [*CELL.strip().split("\n"), "", ""]
    k, s = d.fresh("k"), d.fresh("s")
    d.emit(_filled(d, KINDS[kind][0], k=k))
    d.emit(f"{s} = {scalar(d)}")
    _read(d, kind, k, s)
    if d.chance(0.5) and d.place.loops < 2:
        header = f"for _ in range({1 + d.below(3)}):"
        with d.block(header, loops=d.place.loops + 1, breakable=True):
            _written(d, kind, k, s)
    else:
        _written(d, kind, k, s)
    if d.chance(0.5):
        _changed(d, kind, k, s)
    d.scope.floats.append(s)
    return None


def callee(d: Draft) -> None | bool:
    """A function, or a nested one, that reads and changes what carries nothing."""
    if d.place.depth > 1:
        return False
    if d.chance(0.5):
        return parts(d)
    kind = d.pick([kind for kind in KINDS if kind != "object"])
    k, s, name, u = d.fresh("k"), d.fresh("s"), d.fresh("step"), d.fresh("u")
    d.mark("callee changes inert storage")
    d.emit(_filled(d, KINDS[kind][0], k=k))
    d.emit(f"{s} = {scalar(d)}")

    def write() -> None:
        _written(d, kind, k, u, PLAIN)
        d.emit(f"return {u} * 0.7")

    call = f"{name}({s})"
    if d.chance(0.5):
        with d.block(f"def {name}({u}):", loops=0, breakable=False, returns=None):
            d.scope = Scope(floats=[u])
            write()
    else:
        call = f"{name}({k}, {s})"
        d.helper(f"def {name}({k}, {u}):", write, Scope(floats=[u]))
    for _ in range(1 + d.below(2)):
        d.emit(d.pick([f"{s} = {call}", f"{s} += math.sin({call})"]))
        _written(d, kind, k, s, PLAIN)
    d.scope.floats.append(s)
    return None


STATEMENTS = (settings, callee)
