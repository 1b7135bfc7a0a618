"""This module writes statements about arrays with something special about them."""

from __future__ import annotations

from tests.programs.arrays import vectors
from tests.programs.draft import Draft
from tests.programs.expressions import creation, scalar, tame
from tests.programs.places import condition


def buffers(d: Draft) -> None | bool:
    """`u, v = v, u` in a loop."""
    groups = [[n for n, s in d.scope.arrays.items() if s == (k,)] for k in (3, 4)]
    groups = [names for names in groups if names]
    if not groups:
        return False
    u, v, names = d.fresh("v"), d.fresh("v"), d.pick(groups)
    shape = d.scope.arrays[names[0]]
    d.mark("double buffer")
    d.emit(f"{u} = {d.pick(names)}{d.pick(['', '.copy()'])}")
    d.emit(f"{v} = {d.pick(['np.zeros_like({0})', '{0}.copy()']).format(u)}")
    d.scope.arrays |= {u: shape, v: shape}
    with d.block(f"for _ in range({d.below(3) + 1}):"):
        d.emit(f"{v}[1:] = np.sin({u}[:-1]) * {tame(d)}")
        if d.chance(0.5):
            d.emit(f"{v}[0] = {scalar(d)}")
        d.emit(f"{u}, {v} = {v}, {u}")
    return None


def either(d: Draft) -> None | bool:
    """A name for one of two arrays, or for an array or its copy: known when run."""
    if not vectors(d):
        return False
    name, one = d.fresh("w"), d.pick(vectors(d))
    shape = d.scope.arrays[one]
    same = [v for v in vectors(d) if d.scope.arrays[v] == shape]
    other = d.pick([*same, f"{one}.copy()", f"{one}[::-1]", f"np.sin({one})"])
    d.mark("alias by a branch")
    if d.chance(0.5):
        d.emit(f"{name} = {one} if {condition(d)} else {other}")
    else:
        d.emit(f"{name} = {one}")
        with d.block(f"if {condition(d)}:"):
            d.emit(f"{name} = {other}")
    d.scope.arrays[name] = shape
    if d.chance(0.7):
        d.emit(f"{name}[{d.below(shape[0])}] {d.pick(['=', '*=', '+='])} {tame(d)}")
    return None


def zero_d(d: Draft) -> None:
    """An array without dimensions, and its update."""
    old = [name for name, shape in d.scope.arrays.items() if not shape]
    d.mark("0-d array")
    if not old or d.chance(0.3):
        name = d.fresh("z")
        d.emit(f"{name} = {creation(d, ())}")
        d.scope.arrays[name] = ()
        return
    form = d.pick(["{0} += {1}", "{0} *= {1}", "{0}[()] = {1}", "{0}[...] = {1}"])
    d.emit(form.format(d.pick(old), tame(d)))


def empty(d: Draft) -> None:
    """An array without elements."""
    d.mark("size-0 array")
    name = d.fresh("e")
    forms = ["np.zeros(0)", "np.array([])"]
    forms += [f"{v}[{d.scope.arrays[v][0]}:]" for v in vectors(d)]
    d.emit(f"{name} = {d.pick(forms)}")
    d.scope.arrays[name] = (0,)
    if d.chance(0.7):
        d.emit(f"{name} {d.pick(['+=', '*='])} {tame(d)}")


def permuted(d: Draft) -> None | bool:
    """Indices in an integer array that is changed later."""
    if not vectors(d, 3):
        return False
    d.mark("integer storage")
    name, perm, s = d.pick(vectors(d, 3)), d.fresh("perm"), d.fresh("s")
    d.emit(f"{perm} = np.array([{d.below(3)}, {d.below(3)}])")
    d.emit(f"{s} = 0.0")
    d.scope.floats.append(s)
    with d.block(f"for _ in range({1 + d.below(3)}):"):
        d.emit(f"{s} += {name}[{perm}[0]] * {tame(d)}")
        d.emit(f"{perm}[{d.below(2)}] = ({perm}[0] + 1) % 3")
        if d.chance(0.5):
            d.emit(f"{name}[{perm}[1]] *= {tame(d)}")
    return None


STATEMENTS = (buffers, either, either, zero_d, empty, permuted)
