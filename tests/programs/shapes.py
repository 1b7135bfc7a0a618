"""This module writes statements about shapes: views by functions, three dimensions."""

from __future__ import annotations

from tests.programs.arrays import matrices
from tests.programs.draft import Draft, Shape
from tests.programs.expressions import array, tame

OF_FOUR = (
    ("{}.reshape(2, 2)", (2, 2)),
    ("np.reshape({}, (2, -1))", (2, 2)),
    ("np.split({}, 2)[1]", (2,)),
    ("{}[None]", (1, 4)),
    ("{}[:, None]", (4, 1)),
    ("np.expand_dims({}, 0)", (1, 4)),
    ("np.squeeze({}[None])", (4,)),
    ("np.flip({})", (4,)),
    ("np.asarray({})", (4,)),
    ("np.ravel({})", (4,)),
    ("{}[...]", (4,)),
    ("{}.reshape(4, 1).T[0]", (4,)),
    ("np.roll({}, 1)", (4,)),
    ("np.hstack([{0}[:1], {0}[1:]])", (4,)),
    ("np.diff({})", (3,)),
)


def _of_matrix(name: str, rows: int, columns: int) -> list[tuple[str, Shape]]:
    """Views of a matrix, and what is like one."""
    return [
        (f"{name}[:, :2]", (rows, min(columns, 2))),
        (f"{name}[..., 0]", (rows,)),
        (f"{name}[::-1]", (rows, columns)),
        (f"np.swapaxes({name}, 0, 1)", (columns, rows)),
        (f"{name}.T[0]", (rows,)),
        (f"np.vstack([{name}[0], {name}[-1]])", (2, columns)),
    ]


def parts(d: Draft) -> None | bool:
    """Views that functions give, with a name; they may be stored into."""
    fours = [a for a, shape in d.scope.arrays.items() if shape == (4,)]
    options = [(form.format(a), shape) for a in fours for form, shape in OF_FOUR]
    for m in matrices(d):
        options += _of_matrix(m, *d.scope.arrays[m])
    if not options:
        return False
    name = d.fresh("w")
    view, shape = d.pick(options)
    d.mark("view by a function")
    d.emit(f"{name} = {view}")
    d.scope.arrays[name] = shape
    if d.chance(0.6):
        where = d.pick(["0", "-1", "...", ":1"])
        d.emit(f"{name}[{where}] {d.pick(['=', '*=', '+='])} {tame(d)}")
    return None


def cube(d: Draft) -> None:
    """An array of three dimensions."""
    t, k, s = d.fresh("t"), d.fresh("k"), d.fresh("v")
    d.mark("three dimensions")
    d.emit(f"{t} = np.zeros((2, 3, 2)) + {array(d, (2,), 1)}")
    forms = ["{0}[:, :, {1}] += {3}", "{0}[0, 1:] *= {2}", "{0}[{1}][1] = {2}"]
    forms += [
        "{0}[..., {1}] = {0}[..., 0] * {2}",
        "{0}[:, 0, :] = {4}",
        "{0}[1] -= {2}",
    ]
    if d.place.loops < 3 and d.chance(0.6):
        with d.block(f"for {k} in range(2):", loops=d.place.loops + 1):
            for _ in range(1 + d.below(2)):
                values = tame(d), array(d, (2, 3), 1), array(d, (2, 2), 1)
                d.emit(d.pick(forms).format(t, k, *values))
    ends = ["{}[:, :, 1][0]", "{}.sum(axis=(0, 2))", "{}[1].sum(axis=1)"]
    ends += ["np.mean({}, axis=0)[:, 0]", "np.max({}, axis=(0, 2))", "{}.T[0, :, 1]"]
    d.emit(f"{s} = 0.3 * {d.pick(ends).format(t)}")
    d.scope.arrays[s] = (3,)


STATEMENTS = (parts, parts, cube)
