"""This module keeps the adjoints of storage whose sharing only the run decides."""

from typing import Any

import numpy as np

from s2s.runtime.storage import Twin, root_of
from s2s.runtime.structure import zeros


class Shared:
    """The adjoints of arrays and lists, shared the same way as these are.

    One adjoint buffer a root array: `of(view)` is the same view of that buffer.  One
    adjoint list a list object.  Both are made, as zeros, when first asked for.
    """

    def __init__(self) -> None:
        self._twins: dict[int, Twin] = {}
        self._lists: dict[int, tuple[list, list]] = {}

    def of(self, x: Any) -> Any:
        """Return the adjoint of an array or a list: to be changed in place.

        In the adjoint of a list an item that is storage itself is None, for its adjoint
        is found through the item.  A tuple gives the list of its items' adjoints.
        """
        if isinstance(x, np.ndarray):
            return self._array(x)
        if isinstance(x, list):
            return self._list(x)
        if isinstance(x, tuple):
            return [self.of(item) for item in x]
        return zeros(x)

    def gather(self, x: Any) -> Any:
        """Return the adjoint of a whole structure, that of its items included."""
        if isinstance(x, list | tuple):
            slots = self.of(x)
            return [
                self.gather(item) if slot is None or isinstance(item, list) else slot
                for item, slot in zip(x, slots, strict=True)
            ]
        return self.of(x)

    def append(self, xs: list, item_bar: Any = None) -> None:
        """Lengthen the adjoint of `xs`, whose primal has just got its last item back.

        This undoes the `item = xs.pop()` of the forward sweep.
        """
        known = id(xs) in self._lists
        adjoint = self.of(xs)
        if known:
            adjoint.append(_item(xs[-1]))
        if item_bar is not None and adjoint[-1] is not None:
            adjoint[-1] = adjoint[-1] + item_bar

    def pop(self, xs: list) -> Any:
        """Shorten the adjoint of `xs` and return what its last item had gathered.

        This undoes `xs.append(item)`; the primal is shortened afterwards.
        """
        return self.of(xs).pop()

    def _array(self, x: np.ndarray) -> np.ndarray | None:
        if x.dtype.kind not in "fc":
            return None
        root = root_of(x)
        if id(root) not in self._twins:
            self._twins[id(root)] = Twin(root)
        return self._twins[id(root)].of(x)

    def _list(self, xs: list) -> list:
        if id(xs) not in self._lists:
            self._lists[id(xs)] = (xs, [_item(item) for item in xs])
        return self._lists[id(xs)][1]


def _item(item: Any) -> Any:
    return None if isinstance(item, np.ndarray | list) else zeros(item)
