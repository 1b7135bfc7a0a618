"""This module keeps cells: classes of objects that may be one and the same.

Each cell has at most one cell of elements: that of what its objects hold. Two cells are
united where what is in one may be what is in the other, and then so are their elements.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(eq=False)
class Cell:
    """The objects that some names may be bound to.

    `tangled`: one of them may be held twice; `lent`: a callee changes it; `unsteady`:
    a caller changes it before the adjoint runs, or a callee that nobody knows.
    """

    names: set[str] = field(default_factory=set)
    elements: Cell | None = None
    parents: int = 0
    changed: bool = False
    tangled: bool = False
    lent: bool = False
    unsteady: bool = False
    age: int = field(default_factory=itertools.count().__next__)


class Sharing:
    """Which cell every name belongs to, and what is known of it."""

    def __init__(self) -> None:
        self._cells: dict[str, Cell] = {}
        self._merged: dict[Cell, Cell] = {}

    def cell(self, name: str) -> Cell:
        """The cell of a name."""
        if name not in self._cells:
            self._cells[name] = Cell({name})
        return self.find(self._cells[name])

    def find(self, cell: Cell) -> Cell:
        """The cell that `cell` has become part of."""
        while cell in self._merged:
            cell = self._merged[cell]
        return cell

    def elements(self, cell: Cell) -> Cell:
        """The cell of what the objects of `cell` hold."""
        cell = self.find(cell)
        if cell.elements is None:
            cell.elements = Cell(parents=1)
        return self.find(cell.elements)

    def unite(self, a: Cell, b: Cell) -> None:
        """Whatever is in `a` may be what is in `b`; the older cell stays."""
        a, b = sorted((self.find(a), self.find(b)), key=lambda cell: cell.age)
        if a is b:
            return
        self._merged[b] = a
        a.names |= b.names
        a.parents += b.parents
        a.changed |= b.changed
        a.tangled |= b.tangled
        a.lent |= b.lent
        a.unsteady |= b.unsteady
        if a.elements is not None and b.elements is not None:
            inner = self.find(b.elements)
            self.find(a.elements).parents -= self.find(a.elements) is not inner
            self.unite(a.elements, inner)
        else:
            a.elements = a.elements or b.elements

    def level(self, cell: Cell) -> None:
        """What nobody can tell from what it holds is one with it."""
        parents = self.find(cell).parents
        self.unite(cell, self.elements(cell))
        self.find(cell).parents = parents

    def layers(self, cell: Cell) -> list[Cell]:
        """A cell, that of its elements, that of theirs, ..."""
        found: list[Cell] = []
        while cell is not None and cell not in found:
            found.append(cell)
            cell = None if cell.elements is None else self.find(cell.elements)
        return found

    def shared_cells(self) -> set[Cell]:
        """The cells that identity decides about, with all that they hold."""
        found: set[Cell] = set()
        for name in list(self._cells):
            several = False  # what has two names holds what has two
            for cell in self.layers(self.cell(name)):
                several |= len(cell.names) + cell.parents > 1 or cell.tangled
                if cell.changed and (several or cell.lent):
                    found |= set(self.layers(cell))
        return self.with_holders(found)

    def with_holders(self, cells: set[Cell]) -> set[Cell]:
        """Some cells, and those whose objects hold them."""
        found = set(cells)
        for name in list(self._cells):
            layers = self.layers(self.cell(name))
            inside = [i for i, cell in enumerate(layers) if cell in cells]
            found |= set(layers[: inside[-1]]) if inside else set()
        return found

    def reaching(self, cells: set[Cell]) -> set[str]:
        """The names that reach one of some cells."""
        layers = {name: self.layers(self.cell(name)) for name in self.names()}
        return {name for name, found in layers.items() if not cells.isdisjoint(found)}

    def names(self) -> list[str]:
        """Every name that has a cell."""
        return list(self._cells)

    def groups(self) -> Callable[[str], frozenset[str]]:
        """For a name: those that may reach, or hold, what changes of its storage.

        Itself included. What nobody stores into gets no derivative from another name.
        """
        layers = {name: self.layers(self.cell(name)) for name in self.names()}
        reaching: dict[Cell, set[str]] = {}
        for name, cells in layers.items():
            for cell in cells:
                if cell.changed:
                    reaching.setdefault(cell, set()).add(name)

        def group(name: str) -> frozenset[str]:
            found = (reaching.get(cell, ()) for cell in layers.get(name, ()))
            return frozenset({name}).union(*found)

        return group
