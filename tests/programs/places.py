"""This module writes what is at hand: names, elements, indices, tests, views."""

from __future__ import annotations

from tests.programs.draft import Draft, Shape


def atom(d: Draft) -> str:
    """Return a name, an element or a constant."""
    options = [*d.scope.floats, *d.scope.floats]
    options += [f"{name}[{d.below(2)}]" for name in d.scope.tuples]
    options += [f"{name}[{_list_index(d)}]" for name in d.scope.lists]
    options += [f"{name}[{d.below(2)}][{_list_index(d)}]" for name in d.scope.nested]
    options += [element(d, a) for a, shape in d.scope.arrays.items() if 0 not in shape]
    if not options or d.chance(0.1):
        return d.constant()
    return d.pick(options)


def _list_index(d: Draft) -> str:
    return d.pick(["0", "1", "-1", "-2"])


def element(d: Draft, name: str) -> str:
    """Return one element of an array."""
    shape = d.scope.arrays[name]
    if not shape:
        d.mark("0-d array")
        return f"{name}[()]"
    indices = [index(d, length) for length in shape]
    if len(shape) == 2 and d.chance(0.3):
        return f"{name}[{indices[0]}][{indices[1]}]"
    return f"{name}[{', '.join(indices)}]"


def index(d: Draft, length: int) -> str:
    """Return a valid index into `length` elements."""
    loops = [name for name, bound in d.scope.ints.items() if bound <= length]
    if loops and d.chance(0.6):
        return d.pick(loops)
    if d.scope.ints and d.chance(0.3):
        return f"({d.pick(list(d.scope.ints))} + 1) % {length}"
    if d.chance(0.3):
        d.mark("negative index")
        return str(-1 - d.below(length))
    return str(d.below(length))


def indices(d: Draft, length: int, count: int) -> str:
    """Return a list of indices, with repeats as they come."""
    return str([d.below(length) - length * d.chance(0.2) for _ in range(count)])


def condition(d: Draft) -> str:
    """Return a test."""
    options = [f"{name} % 2 == 0" for name in d.scope.ints]
    options += [f"{name} > 1" for name in d.scope.ints]
    if d.chance(0.5) and options:
        return d.pick(options)
    d.mark("branch on values")
    test = f"{atom(d)} {d.pick(['<', '>', '<=', '>='])} {d.constant()}"
    if options and d.chance(0.3):
        return f"{test} {d.pick(['and', 'or'])} {d.pick(options)}"
    return f"not {test}" if d.chance(0.1) else test


def views(d: Draft, name: str, shape: Shape) -> list[str]:
    """Return views of this shape of an array (slices, rows, columns, transposes)."""
    have = d.scope.arrays[name]
    if len(have) == 1 and len(shape) == 1 and have != shape:
        return _slices(name, have[0], shape[0])
    if len(have) == 1 and have == shape and have[0]:
        return [f"{name}[::-1]"]
    if len(have) == 2 and len(shape) == 1:
        rows = [f"{name}[{index(d, have[0])}]"] * (have[1] == shape[0])
        return rows + [f"{name}[:, {index(d, have[1])}]"] * (have[0] == shape[0])
    if len(have) == 2 and have[::-1] == shape:
        return [f"{name}.T", f"np.transpose({name})"]
    return []


def _slices(name: str, have: int, want: int) -> list[str]:
    if have < want:
        return []
    found = [f"{name}[:{want}]", f"{name}[{have - want}:]"]
    found += [f"{name}[-{want}:]"] if want else []
    if (have + 1) // 2 == want:
        found += [f"{name}[::2]"]
    if have // 2 == want:
        found += [f"{name}[1::2]"]
    return found
