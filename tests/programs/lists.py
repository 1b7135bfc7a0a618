"""This module writes statements about lists of floats, lists of lists, of arrays."""

from __future__ import annotations

from tests.programs.draft import Draft
from tests.programs.expressions import array, scalar, tame
from tests.programs.held import held
from tests.programs.joined import joined
from tests.programs.places import condition


def display(d: Draft) -> None:
    """`xs = [e, e]`."""
    name = d.fresh("xs")
    d.mark("list")
    values = ", ".join(scalar(d) for _ in range(2 + d.below(2)))
    d.emit(f"{name} = [{values}]")
    d.scope.lists.append(name)


def comprehension(d: Draft) -> None:
    """`xs = [e for u in ys]`, with conditions, nested, over arrays."""
    name, u, i = d.fresh("xs"), d.fresh("u"), d.fresh("i")
    iterables = list(d.scope.lists)
    iterables += [n for n, s in d.scope.arrays.items() if len(s) == 1 and s[0] > 1]
    forms = [f"[{scalar(d, 1)} * {i} for {i} in range({2 + d.below(3)})]"]
    if iterables:
        source = d.pick(iterables)
        forms += [f"[math.sin({u}) * {scalar(d, 1)} for {u} in {source}]"]
        test = f"for {i}, {u} in enumerate({source}) if {i} != 2"
        forms += [f"[0.5 * {u} + {scalar(d, 1)} {test}]"]
    if d.scope.nested:
        rows = d.pick(d.scope.nested)
        row = d.fresh("row")
        forms += [f"[sum({row}) * {scalar(d, 1)} for {row} in {rows}]"]
        forms += [f"[0.6 * {u} for {row} in {rows} for {u} in {row}]"]
    d.mark("list comprehension")
    d.emit(f"{name} = {d.pick(forms)}")
    d.scope.lists.append(name)


def grow(d: Draft) -> None | bool:
    """`xs.append(e)`, `xs += [e]`, `xs.extend(...)`."""
    if not d.scope.lists or d.place.frozen:
        return False
    d.mark("list grows")
    name = d.pick(d.scope.lists)
    forms = ["{0}.append({1})"] * 4 + ["{0} += [{1}]", "{0} = {0} + [{1}]"]
    forms += ["{0}.extend([{1}, {2}])", "{0}.insert(1, {1})", "{0}.extend(({1}, {2}))"]
    other = d.pick(d.scope.lists)
    forms += [
        "{0} += {0}[:1]",
        f"{{0}} = {other}.copy()",
        f"{{0}} += ({other}[0], {{2}})",
    ]
    d.emit(d.pick(forms).format(name, scalar(d), scalar(d, 0)))
    return None


def shrink(d: Draft) -> None | bool:
    """`xs.pop()`, guarded."""
    if not d.scope.lists or d.place.frozen:
        return False
    d.mark("list shrinks")
    name, s = d.pick(d.scope.lists), d.fresh("s")
    if d.chance(0.5):
        d.emit(f"{name}.append({scalar(d)})")
        d.emit(f"{s} = {name}.pop({d.pick(['', '0', '-1', '1'])}) * {tame(d)}")
    else:
        d.emit(f"{s} = {scalar(d, 1)}")
        with d.block(f"if len({name}) > 2:"):
            d.emit(f"{s} += {name}.pop()")
    d.scope.floats.append(s)
    return None


def store(d: Draft) -> None | bool:
    """`xs[i] = e`, `xs[0], xs[1] = xs[1], xs[0]`."""
    if not d.scope.lists:
        return False
    d.mark("list store")
    name, i = d.pick(d.scope.lists), d.pick(["0", "1", "-1"])
    forms = ["{0}[{1}] = {2}", "{0}[{1}] += {2}", "{0}[{1}] *= {3}"]
    forms += ["{0}[0], {0}[1] = {0}[1], {0}[0]", "{0}[{1}] = {0}[0] * {3}"]
    d.emit(d.pick(forms).format(name, i, scalar(d), tame(d)))
    return None


def update_all(d: Draft) -> None | bool:
    """`for i in range(len(xs)): xs[i] *= e`."""
    if not d.scope.lists or d.place.depth > 2:
        return False
    name, i = d.pick(d.scope.lists), d.fresh("i")
    d.mark("list updated in a loop")
    with d.block(f"for {i} in range({d.pick(['', '1, '])}len({name})):"):
        d.scope.ints[i] = 99
        forms = ["{0}[{1}] *= {2}", "{0}[{1}] = {0}[{1} - 1] * {2} + {3}"]
        d.emit(d.pick(forms).format(name, i, tame(d), scalar(d)))
    return None


def alias(d: Draft) -> None | bool:
    """`ys = xs`, `row = rows[0]`, or copies of them."""
    sources = list(d.scope.lists) + [f"{name}[{d.below(2)}]" for name in d.scope.nested]
    if not sources or d.place.frozen:
        return False
    name, source = d.fresh("ys"), d.pick(sources)
    d.mark("list alias")
    d.emit(f"{name} = {d.pick(['{}', '{}', '{}[:]', 'list({})']).format(source)}")
    d.scope.lists.append(name)
    return None


def nested(d: Draft) -> None:
    """`rows = [[e, e], [e, e]]`, `rows[0][1] = e`, `rows.append([e, e])`."""
    d.mark("nested list")
    if d.scope.nested and d.chance(0.7):
        name = d.pick(d.scope.nested)
        forms = ["{0}[{1}][0] = {2}", "{0}[{1}][1] += {3}", "{0}[{1}][-1] *= {3}"]
        if not d.place.frozen:
            forms += ["{0}.append([{2}, {3}])", "{0}[{1}].append({2})"]
            forms += ["{0}[{1}] = [{2}, {3}]"]
        d.emit(d.pick(forms).format(name, d.below(2), scalar(d), tame(d)))
        return
    name = d.fresh("rows")
    parts = [f"[{scalar(d, 1)}, {scalar(d, 0)}]" for _ in range(2)]
    if d.scope.lists and not d.place.frozen and d.chance(0.4):
        parts[d.below(2)] = d.pick(d.scope.lists)
    d.emit(f"{name} = [{', '.join(parts)}]")
    d.scope.nested.append(name)


def of_arrays(d: Draft) -> None:
    """A list of arrays that share storage with names."""
    d.mark("list of arrays")
    if d.chance(0.4):
        joined(d)
        return
    name, a, s = d.fresh("parts"), d.fresh("v"), d.fresh("s")
    shapes = [s for s in d.scope.arrays.values() if s and 0 not in s] or [(3,)]
    shape = d.pick(shapes)
    d.emit(f"{name} = [{array(d, shape, 1)}, {array(d, shape, 0)}]")
    forms = [
        "{0}.append({0}[0] * {2})",
        "{0}[1] = {0}[0]",
        "{0}[0][0] += {2}",
        "{0}[1][...] = {0}[0] * {2}",
        "for {1} in {0}: {1} *= {2}",
    ]
    for _ in range(1 + d.below(2)):
        d.emit(d.pick(forms).format(name, a, tame(d)))
    if d.chance(0.5):
        d.emit(f"{s} = sum([0.3 * np.sum({a}) for {a} in {name}])")
        d.scope.floats.append(s)
        return
    d.emit(f"{a} = {name}[{d.below(2)}]")
    d.scope.arrays[a] = shape


def built(d: Draft) -> None:
    """A list that starts empty and is filled by a loop."""
    d.mark("list from empty")
    name, i, n = d.fresh("xs"), d.fresh("i"), 2 + d.below(2)
    d.emit(f"{name} = []")
    with d.block(f"for {i} in range({n}):"):
        d.scope.ints[i] = n
        d.emit(f"{name}.append({scalar(d)})")
        if d.chance(0.4):
            with d.block(f"if {condition(d)}:"):
                d.emit(f"{name}.append({scalar(d)})")
    d.scope.lists.append(name)


STATEMENTS = (
    display,
    comprehension,
    comprehension,
    grow,
    grow,
    shrink,
    shrink,
    store,
    store,
    update_all,
    update_all,
    alias,
    nested,
    nested,
    of_arrays,
    held,
    built,
)
