"""This module keeps what lists hold while kinds are inferred.

A list is changed through any of its names, so that the kind of its items belongs to the
place that made it, its site, and not to a name: `Ref` is a list from one of some sites.
A list that goes where it cannot be followed holds anything from then on.

>>> heap = Heap()
>>> xs = heap.make("first list", None)
>>> ys = xs
>>> heap.put(ys, FLOAT)
>>> show(heap.settle(xs))
'list[float]'
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from s2s.analyse.lengths import indices
from s2s.analyse.numeric_kinds import LOOSE_FLOAT, LooseFloat, PythonFloat
from s2s.kinds import FLOAT, UNKNOWN, Array, Inert, Kind, List, Tuple, join, show

__all__ = ["Heap", "Iterable", "Ref", "publish", "show"]

PASSES = 8  # after so many passes what still changes is given up


@dataclass(frozen=True)
class Ref:
    """A list made at one of these sites (or a tuple of unknown length)."""

    sites: frozenset[int]


@dataclass(frozen=True)
class Iterable:
    """Something to iterate over once, as `zip` gives."""

    item: Any


Value = Kind | Ref | Iterable | None


class Heap:
    """The names and the lists of a function, and whether a pass changed them."""

    def __init__(self) -> None:
        self.names: dict[str, Value] = {}
        self.lists: list[Value] = []
        self.sites: dict[Hashable, int] = {}
        self.read: set[Hashable] = set()
        self.changed = False
        self.passes = 0
        self.trips: dict[str, frozenset[str]] = {}

    def start_pass(self) -> None:
        """Begin another pass over the function."""
        self.read, self.changed = set(), False
        self.passes += 1

    def get_name(self, name: str) -> Value:
        """Read a name; what is not assigned yet is None."""
        self.read.add(name)
        return self.names.get(name)

    def put_name(self, name: str, value: Value) -> None:
        """Join what a name may hold with one more value."""
        if self.trips:
            value = without_indices(value, self.trips.get(name, frozenset()))
        old = self.names.get(name)
        if value != old:
            self.names[name] = self._widened(name, old, self.join(old, value))

    def make(self, key: Hashable, item: Value) -> Ref:
        """Make a list at the site `key` that holds such items."""
        site = self.sites.setdefault(key, len(self.sites))
        if site == len(self.lists):
            self.lists.append(None)
        ref = Ref(frozenset({site}))
        self.put(ref, item)
        return ref

    def put(self, ref: Ref, item: Value) -> None:
        """Let the lists of `ref` hold such an item, too."""
        item = without_indices(item, frozenset()) if self.trips else item
        for site in sorted(ref.sites):
            old = self.lists[site]
            self.lists[site] = self._widened(site, old, self.join(old, item))

    def item(self, ref: Ref) -> Value:
        """Give what the items of a list may be."""
        self.read |= ref.sites
        result = None
        for site in sorted(ref.sites):
            result = self.join(result, self.lists[site])
        return result

    def _widened(self, key: Hashable, old: Value, new: Value) -> Value:
        if new == old:
            return old
        if key in self.read:
            self.changed = True
        if self.passes > PASSES and old is not None:
            self.escape(new)
            return UNKNOWN
        return new

    def join(self, a: Value, b: Value) -> Value:
        """Join two values; lists that get lost in a join are given up."""
        if a == b or b is None:
            return a
        if a is None:
            return b
        if isinstance(a, Ref) and isinstance(b, Ref):
            return Ref(a.sites | b.sites)
        if isinstance(a, Iterable) and isinstance(b, Iterable):
            return Iterable(self.join(a.item, b.item))
        if (
            isinstance(a, Tuple)
            and isinstance(b, Tuple)
            and len(a.items) == len(b.items)
        ):
            return Tuple(tuple(map(self.join, a.items, b.items)))
        return self._join_kinds(a, b)

    def _join_kinds(self, a: Value, b: Value) -> Kind:
        if isinstance(a, Ref | Tuple | Iterable) or isinstance(
            b, Ref | Tuple | Iterable
        ):
            self.escape(a)
            self.escape(b)
            return UNKNOWN
        kind = join(a, b)
        if kind == FLOAT and any(isinstance(k, Inert | LooseFloat) for k in (a, b)):
            return LOOSE_FLOAT
        return kind

    def escape(self, value: Value) -> None:
        """Give up the lists in a value: somebody else may change them."""
        if isinstance(value, Ref):
            for site in sorted(value.sites):
                inner, self.lists[site] = self.lists[site], UNKNOWN
                self.changed |= inner != UNKNOWN and site in self.read
                self.escape(inner)
        for part in parts(value):
            self.escape(part)

    def adopt(self, kind: Kind | None, key: Hashable) -> Value:
        """Make sites for the lists in a kind."""
        match kind:
            case List(item):
                return self.make(key, self.adopt(item, (key, "item")))
            case Tuple(items):
                numbered = enumerate(items)
                return Tuple(tuple([self.adopt(k, (key, i)) for i, k in numbered]))
        return kind

    def settle(self, value: Value, inside: frozenset[int] = frozenset()) -> Kind | None:
        """Give the kind of a value, with what its lists hold by now."""
        if isinstance(value, Tuple):
            return Tuple(tuple([self.settle(part, inside) for part in value.items]))
        if isinstance(value, Iterable):
            return UNKNOWN
        if not isinstance(value, Ref):
            return value
        if value.sites & inside:  # a list that holds itself
            return UNKNOWN
        return List(self.settle(self.item(value), inside | value.sites))


def without_indices(value: Value, known: frozenset[str]) -> Value:
    """Forget the lengths, and ints, that hold for one trip of other loops only."""

    def lasting(symbol: Any) -> Any:
        return symbol if indices(symbol) <= known else None

    match value:
        case Array(dtype, tuple() as shape):
            return Array(dtype, tuple(map(lasting, shape)))
        case Inert("int", tuple() as symbol):
            return Inert("int", lasting(symbol))
        case Tuple(items):
            return Tuple(tuple([without_indices(item, known) for item in items]))
        case List(item) | Iterable(item):
            return type(value)(without_indices(item, known))
    return value


def parts(value: Value) -> Iterator[Value]:
    """Iterate over what a tuple or an iterable holds."""
    if isinstance(value, Tuple):
        yield from value.items
    elif isinstance(value, Iterable):
        yield value.item


def publish(kind: Kind | None) -> Kind | None:
    """Forget what is private to the inference: which sort of float it is."""
    match kind:
        case PythonFloat() | LooseFloat():
            return FLOAT
        case Tuple(items):
            return Tuple(tuple([publish(item) for item in items]))
        case List(item):
            return List(publish(item))
    return kind
