"""This module knows, at one point of a program, which names hold the same array.

A `Holding` gives each name the object that it is bound to. Where control flow meets,
only those names stay of which the same is known on both ways: names of one object, or
of different ones, or a view of what another name holds.

    b = a                   a: A  b: A
    c = np.zeros(3)         a: A  b: A  c: B
    a, c = c, a             a: B  b: A  c: A
    v = b[1:]               a: B  b: A  c: A  v: a view of A
"""

from __future__ import annotations

from dataclasses import dataclass

import gast


@dataclass(eq=False)
class Object:
    """An array; `given`: it may overlap with others that the caller has given."""

    given: bool = False
    parameter: str = ""


@dataclass(eq=False)
class View(Object):
    """A part of another array: what `text` gives, with `root` bound to the array."""

    base: Object | None = None
    text: gast.expr | None = None
    reads: frozenset = frozenset()


Holding = dict[str, Object]


def bound(holding: Holding, name: str, to: Object | None) -> Holding:
    """What is held after `name` has been bound to an object (None: to another thing).

    A view is known as long as some name holds its base, and its index means the same.
    """
    found = {n: o for n, o in holding.items() if n != name and not _reads(o, name)}
    if to is not None and not _reads(to, name):
        found[name] = to
    return _rooted(found)


def _reads(held: Object, name: str) -> bool:
    return isinstance(held, View) and name in held.reads


def _rooted(holding: Holding) -> Holding:
    """Without the views of what no name holds."""
    while True:
        held = set(map(id, holding.values()))
        kept = {n: o for n, o in holding.items() if _base(o) in held}
        if len(kept) == len(holding):
            return kept
        holding = kept


def _base(held: Object) -> int:
    return id(held.base) if isinstance(held, View) else id(held)


def joined(a: Holding | None, b: Holding | None) -> Holding | None:
    """What is known where two ways meet; None is a way that nobody takes."""
    if a is None or b is None:
        return b if a is None else a
    pairs: dict = {}
    partners: dict = {}
    found = {}
    for name in a:
        if name in b:
            one = _joined(a[name], b[name], pairs, partners)
            if one is not None:
                found[name] = one
    return _rooted(found)


def _joined(a: Object, b: Object, pairs: dict, partners: dict) -> Object | None:
    """The object that is `a` on one way and `b` on the other."""
    if a in pairs or b in partners:
        same = a in pairs and partners.get(b) is a
        return pairs[a] if same else None
    if isinstance(a, View) and isinstance(b, View):
        if gast.dump(a.text) != gast.dump(b.text):
            return None
        base = _joined(a.base, b.base, pairs, partners)
        made = None if base is None else View(base.given, "", base, a.text, a.reads)
    elif isinstance(a, View) or isinstance(b, View):
        return None
    else:
        made = a if a is b else Object(a.given or b.given)
    if made is not None:
        pairs[a], partners[b] = made, a
    return made


def alike(a: Holding, b: Holding) -> bool:
    """Is the same known of the same names?"""
    return a.keys() == b.keys() and all(a[n].given == b[n].given for n in a)


def overlap(a: Object | None, b: Object | None) -> bool:
    """May two arrays share storage?"""
    if a is None or b is None:
        return True
    a, b = whole(a), whole(b)
    return a is b or (a.given and b.given)


def whole(held: Object) -> Object:
    """The array that a view is a part of."""
    while isinstance(held, View):
        held = held.base
    return held
