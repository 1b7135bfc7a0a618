"""This module writes statements about what holds other things, and parts of those."""

from __future__ import annotations

from tests.programs.arrays import matrices, vectors
from tests.programs.control import body
from tests.programs.draft import Draft, Shape
from tests.programs.expressions import array, scalar, tame
from tests.programs.places import condition


def of_pairs(d: Draft) -> None:
    """A list of tuples, that grows, shrinks and is taken apart."""
    d.mark("list of tuples")
    name, i = d.fresh("pairs"), d.fresh("i")
    p, q, s = d.fresh("p"), d.fresh("q"), d.fresh("s")
    d.emit(
        f"{name} = [({scalar(d)}, {scalar(d, 1)}), ({scalar(d, 1)}, {scalar(d, 0)})]"
    )
    forms = [
        "{0}.append(({2}, {0}[0][1]))",
        "{0}[0] = ({0}[1][1], {2})",
        "{0}[0], {0}[1] = {0}[1], {0}[0]",
        "{0} = {0} + [({2}, {0}[-1][0])]",
        "{0} = [({2} * {4}, {3}) for {3}, {4} in {0}]",
    ]
    for _ in range(d.below(3)):
        d.emit(d.pick(forms).format(name, i, tame(d), p, q))
    if d.chance(0.5):
        d.emit(f"{s} = sum({p} * {q} for {p}, {q} in {name})")
        d.scope.floats.append(s)
    elif d.place.depth < 3 and d.place.loops < 3 and d.chance(0.6):
        heads = [f"for {p}, {q} in {name}:"]
        heads += [f"for {i}, ({p}, {q}) in enumerate({name}):"]
        with d.block(d.pick(heads), loops=d.place.loops + 1, breakable=True):
            d.scope.floats += [p, q]
            body(d)
    else:
        d.emit(f"{p}, {q} = {name}.{d.pick(['pop()', 'pop(0)'])}")
        d.scope.floats += [p, q]


def sliced(d: Draft) -> None | bool:
    """`xs[1:]`, `xs[::-1]`, `xs + ys`, `xs * 2`, `[*xs, e]`, `xs[:2] = [e, e]`."""
    if not d.scope.lists:
        return False
    d.mark("list slice or sum")
    one, other, new = d.pick(d.scope.lists), d.pick(d.scope.lists), d.fresh("xs")
    if d.chance(0.3):
        forms = [
            "{0}[:2] = [{1}, {2}]",
            "{0}[0:2] = {0}[1::-1]",
            "{0}[-2:] = [{1}, {0}[0]]",
        ]
        d.emit(d.pick(forms).format(one, scalar(d), tame(d)))
        return None
    forms = ["{0}[:2]", "{0}[::-1]", "{0} + {1}", "{0} * 2", "[*{0}, {2}]"]
    forms += ["[{2}] + {0}", "list(reversed({0}))", "{0}[-2:] + {1}[:2]"]
    d.emit(f"{new} = {d.pick(forms).format(one, other, scalar(d))}")
    d.scope.lists.append(new)
    return None


def table(d: Draft) -> None | bool:
    """A list of lists by comprehension, or with one list in it twice."""
    name, u, row, i = d.fresh("rows"), d.fresh("u"), d.fresh("row"), d.fresh("i")
    d.mark("nested comprehension")
    inner = f"[{scalar(d, 1)} * {u} for {u} in ({tame(d)}, {i} + 0.3)]"
    forms = [f"[{inner} for {i} in (0, 1)]"]
    if d.scope.nested:
        old = d.pick(d.scope.nested)
        forms += [f"[[{u} * {tame(d)} for {u} in {row}] for {row} in {old}]"]
        forms += [f"[{row} for {row} in {old}]", f"[{row}[:] for {row} in {old}]"]
        forms += [f"{old}[::-1]", f"[{old}[1], {old}[1]]", f"{old} + {old}[:1]"]
    if d.scope.lists:
        xs, ys = d.pick(d.scope.lists), d.pick(d.scope.lists)
        forms += [f"[{xs}, {ys}]", f"[{xs}, list({ys})]", f"[{xs}] * 2"]
    if matrices(d):
        forms += [f"[list({row}) for {row} in {d.pick(matrices(d))}]"]
    if d.place.frozen:
        forms = forms[:1]
    d.emit(f"{name} = {d.pick(forms)}")
    d.scope.nested.append(name)
    return None


def between(d: Draft) -> None | bool:
    """An array of a list, a list of an array."""
    sources = vectors(d, 2)
    if not d.scope.lists and not sources:
        return False
    d.mark("list to array and back")
    if sources and (not d.scope.lists or d.chance(0.5)):
        name, forms = d.fresh("xs"), ["list({})", "{}.tolist()", "[*{}]"]
        d.emit(f"{name} = {d.pick(forms).format(d.pick(sources))}")
        d.scope.lists.append(name)
        return None
    name, forms = d.fresh("v"), ["np.array({}[:2])", "np.asarray({}[-2:])"]
    d.emit(f"{name} = {d.pick(forms).format(d.pick(d.scope.lists))}")
    d.scope.arrays[name] = (2,)
    return None


def _shape(d: Draft) -> Shape:
    shapes = [s for s in d.scope.arrays.values() if len(s) == 1 and s[0] > 1]
    return d.pick(shapes or [(3,)])


def history(d: Draft) -> None | bool:
    """Arrays, or copies of them, kept in a list while they change."""
    if d.place.loops >= 2:
        return False
    shape = _shape(d)
    hist, u, s = d.fresh("hist"), d.fresh("v"), d.fresh("s")
    d.mark("list of arrays", "history of arrays")
    d.emit(f"{hist} = {d.pick(['[]', f'[{array(d, shape, 1)}]'])}")
    d.emit(f"{u} = {array(d, shape, 1)}")
    with d.block(f"for _ in range({1 + d.below(3)}):", loops=d.place.loops + 1):
        steps = ["{0} = {0} * {1}", "{0}[1:] += {0}[:-1] * {1}", "{0} *= {1}"]
        steps += ["{0} = {0}.copy()", "{0}[0] = {1}", "{0} = {0}[::-1]"]
        kept = ["{0}", "{0}", "{0}.copy()", "{0} * {1}"]
        steps = [d.pick(steps) for _ in range(1 + d.below(2))]
        steps.insert(d.below(2), f"{hist}.append({d.pick(kept)})")
        for form in steps:
            d.emit(form.format(u, tame(d)))
    d.scope.arrays[u] = shape
    total = ["sum(np.sum(h) for h in {})", "np.sum({0}[0] * {0}[-1])"]
    total += ["np.sum(np.array({}))", "np.stack({}).mean()", "{}[-1][1]"]
    d.emit(f"{s} = 0.2 * {d.pick(total).format(hist)}")
    d.scope.floats.append(s)
    return None


def ring(d: Draft) -> None | bool:
    """Arrays in a list that change places."""
    if d.place.loops >= 2:
        return False
    shape, ring, i = _shape(d), d.fresh("ring"), d.fresh("i")
    d.mark("list of arrays", "ring of arrays")
    d.emit(f"{ring} = [{array(d, shape, 0)}, {array(d, shape, 1)}]")
    forms = [
        "{0}[1][1:] = {0}[0][:-1] * {1}",
        "{0}[0], {0}[1] = {0}[1], {0}[0]",
        "{0}.append({0}.pop(0))",
        "{0}[1 - {2} % 2][:] = np.sin({0}[{2} % 2]) + {1}",
        "{0}[0] = {0}[1] * {1}",
        "{0}[{2} % 2][0] *= {1}",
        "{0}.reverse()",
    ]
    with d.block(f"for {i} in range({1 + d.below(3)}):", loops=d.place.loops + 1):
        for _ in range(1 + d.below(3)):
            d.emit(d.pick(forms).format(ring, tame(d), i))
    name = d.fresh("v")
    d.emit(f"{name} = {ring}[{d.below(2)}]")
    d.scope.arrays[name] = shape
    return None


def held(d: Draft) -> None | bool:
    """Arrays in a tuple, which names share with it."""
    names = vectors(d, 2)
    if not names:
        return False
    one, other, pair = d.pick(names), d.pick(names), d.fresh("held")
    p, q = d.fresh("w"), d.fresh("s")
    d.mark("tuple of arrays")
    d.emit(f"{pair} = ({one}, {scalar(d)}, {other})")
    forms = ["{0}[0][0] = {1}", "{0}[2][1] *= {1}", "{0}[0][:] = {0}[0] * {1}"]
    forms += [f"{one}[-1] += {{1}}", f"{one} = {one} * {{1}}"]
    d.emit(d.pick(forms).format(pair, tame(d)))
    d.emit(f"{p}, {q}, _ = {pair}")
    d.scope.arrays[p] = d.scope.arrays[one]
    d.scope.floats.append(q)
    if d.chance(0.5):
        d.emit(f"{p}[{d.pick(['0', '1', '-1', ':', '1:'])}] *= {tame(d)}")
    return None


def whole_number(d: Draft) -> None:
    """A float that starts as an integer, in a name or in a list."""
    d.mark("integer as a float")
    value = d.pick(["0", "1", "2", "-1", "int(True)"])
    if d.scope.lists and d.chance(0.4):
        xs = d.pick(d.scope.lists)
        forms = ["{}[0] = {}"] + ["{}.append({})", "{}.insert(0, {})"] * (
            not d.place.frozen
        )
        d.emit(d.pick(forms).format(xs, value))
        return
    if d.chance(0.3):
        name = d.fresh("xs")
        d.emit(f"{name} = [{value}, {scalar(d)}, {d.below(3)}]")
        d.scope.lists.append(name)
        return
    name = d.fresh("s")
    d.emit(f"{name} = {value}")
    d.scope.floats.append(name)
    if d.chance(0.4):
        with d.block(f"if {condition(d)}:"):
            d.emit(f"{name} = {scalar(d)}")


def drained(d: Draft) -> None | bool:
    """`while xs:` and `while True:` with a `break`."""
    if not d.scope.lists or d.place.frozen or d.place.depth >= 3 or d.place.loops >= 3:
        return False
    d.mark("while a list has items", "while", "list shrinks")
    xs, s = d.pick(d.scope.lists), d.fresh("s")
    d.emit(f"{s} = {d.pick(['0.0', '0', scalar(d, 1)])}")
    queue = d.fresh("xs")
    d.emit(f"{queue} = {d.pick([f'{xs}[:]', f'list({xs})', f'{xs} + [{tame(d)}]'])}")
    head = d.pick([f"while {queue}:", f"while len({queue}) > 0:", "while True:"])
    with d.block(head, loops=d.place.loops + 1, breakable=True):
        d.emit(f"{s} = {s} * 0.7 + {queue}.{d.pick(['pop()', 'pop(0)'])} * {tame(d)}")
        if head == "while True:":
            with d.block(f"if not {queue}:"):
                d.emit("break")
        if d.chance(0.5):
            d.emit(f"{xs}[0] *= {tame(d)}")
    d.scope.floats.append(s)
    return None


STATEMENTS = (
    *(of_pairs, sliced, sliced, table, between, history, ring, held),
    *(whole_number, whole_number, drained, drained),
)
