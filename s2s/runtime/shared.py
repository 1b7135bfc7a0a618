"""This module keeps the adjoints of storage whose sharing only the run decides."""

from typing import Any

import numpy as np

from s2s.errors import NotDifferentiable
from s2s.runtime.lists import add_at
from s2s.runtime.storage import Twin, root_of
from s2s.runtime.structure import INEXACT, add, items_of, unbroadcast, zeros


class Shared:
    """The adjoints of arrays and lists, shared the same way as these are.

    One adjoint buffer a root array: `of(view)` is the same view of that buffer.  One
    adjoint list a list object.  Both are made, as zeros, when first asked for.
    """

    def __init__(self) -> None:
        self._twins: dict[int, Twin] = {}
        self._lists: dict[int, _ListBars] = {}

    def of(self, x: Any) -> Any:
        """Return the adjoint of an array or a list: to be changed in place.

        In the adjoint of a list stands, for an item that is storage itself, the adjoint
        of that item, whatever was stored there before.  Whoever undoes an `append` or a
        `pop` does so in the adjoint too.
        """
        if isinstance(x, np.ndarray):
            return self._array(x)
        if isinstance(x, list):
            return self._list(x)
        if isinstance(x, tuple | float | complex | np.inexact):
            raise NotDifferentiable(
                f"a {type(x).__name__} where the compiler expects an array or a list"
            )
        return None

    def gain(self, x: Any, x_bar: Any, e: Any) -> Any:
        """Add `e` to the adjoint of `x`: in place for storage, else by the result.

        Storage gains nothing from its own adjoint.
        """
        if e is None:
            return x_bar
        if isinstance(x, tuple):
            bars = [None] * len(x) if x_bar is None else x_bar
            triples = zip(x, bars, items_of(e, len(x)), strict=True)
            return [self.gain(*triple) for triple in triples]
        if isinstance(x, np.ndarray | list):
            add_at([self.of(x)], 0, e)
            return x_bar
        return add(x_bar, unbroadcast(e, x)) if isinstance(x, INEXACT) else x_bar

    def keep_apart(self, x: tuple) -> None:
        """Refuse two names of one storage."""
        arrays = [a for a in x if isinstance(a, np.ndarray)]
        lists = [id(a) for a in x if isinstance(a, list)]
        roots = [id(root_of(a)) for a in arrays]
        if len({*roots, *lists}) < len(roots) + len(lists):
            raise NotDifferentiable(
                "a function returned several names of one storage, which is changed"
            )

    def number(self, x: Any, x_bar: Any = None) -> Any:
        """Return `x_bar` without the adjoints of what is storage: those are here."""
        if isinstance(x, tuple):
            bars = [None] * len(x) if x_bar is None else x_bar
            return [self.number(*pair) for pair in zip(x, bars, strict=True)]
        if isinstance(x, np.ndarray | list):
            return None
        return zeros(x) if x_bar is None else x_bar

    def gather(self, x: Any, x_bar: Any = None) -> Any:
        """Return the adjoint of a structure, those of what it holds in their places.

        Those of its numbers are in `x_bar`, if it is no storage itself; that of storage
        is the one in the table, which gains nothing from itself.
        """
        if isinstance(x, tuple):
            bars = [None] * len(x) if x_bar is None else x_bar
            return [self.gather(*pair) for pair in zip(x, bars, strict=True)]
        if isinstance(x, list):
            self._refresh(x, self.of(x))
        if isinstance(x, np.ndarray | list):
            return self.of(x)
        return zeros(x) if x_bar is None else x_bar

    def _array(self, x: np.ndarray) -> np.ndarray:
        """Of integers it is made anew each time: nobody asks what was added to it."""
        if x.dtype.kind not in "fc":
            return np.zeros(x.shape)
        root = root_of(x)
        if id(root) not in self._twins:
            self._twins[id(root)] = Twin(root)
        return self._twins[id(root)].of(x)

    def _list(self, xs: list) -> list:
        if id(xs) not in self._lists:
            self._lists[id(xs)] = _ListBars(xs, [_zeros_of_item(item) for item in xs])
        found = self._lists[id(xs)]
        if xs and _is_storage(xs[-1]):
            found.holds_storage = True
        if found.holds_storage:
            self._refresh(xs, found.bars)
        return found.bars

    def _refresh(self, xs: list, bars: list) -> None:
        """Items that are storage are found by their identity, not by their place."""
        for i, item in enumerate(xs[: len(bars)]):
            if _is_storage(item):
                bars[i] = None if item is xs else self._item(item, bars[i])

    def _item(self, item: Any, bar: Any) -> Any:
        """The numbers in a tuple keep the adjoints that they have gathered."""
        if not isinstance(item, tuple):
            return self.of(item) if _is_storage(item) else bar
        bars = zeros(item) if bar is None else bar
        return [self._item(*pair) for pair in zip(item, bars, strict=True)]


class _ListBars:
    """The adjoint of a list; the list is kept, so that its id stays its own."""

    def __init__(self, xs: list, bars: list) -> None:
        self.xs, self.bars = xs, bars
        self.holds_storage = any(_is_storage(item) for item in xs)


def _zeros_of_item(item: Any) -> Any:
    return None if _is_storage(item) else zeros(item)


def _is_storage(item: Any) -> bool:
    """A tuple may hold storage, and is then looked through."""
    if isinstance(item, tuple):
        return any(_is_storage(each) for each in item)
    return isinstance(item, np.ndarray | list)
