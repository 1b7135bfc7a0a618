"""This module finds which names may share storage that somebody changes in place.

The analysis is Steensgaard's: every name stands for a *cell* (the objects it may be
bound to), each cell has at most one cell of elements, and whatever may be the same
object is one cell. `b = a` makes one cell of two; `xs.append(a)` makes the cell of `a`
that of the elements of `xs`; a view is its base. What a callee makes of the cells of
its arguments is made of those of the caller (`Links`).

    xs = []             value     nobody changes the storage of the name in place
    a = np.zeros(3)     owned     it is changed, and this name is the only way to it
    b = a; b[0] = x     shared    it is changed, and reached by more than one way:
                                  identity decides at run time
"""

from __future__ import annotations

import gast

from s2s.analyse.cells import Cell
from s2s.analyse.containers import copied, items
from s2s.analyse.effects import CHANGING, GROWING
from s2s.analyse.flow import root, target_names
from s2s.analyse.sources import Sources, may_be_storage
from s2s.kinds import UNKNOWN, Array, List, Tuple, Unknown
from s2s.normalise.taint import inner_statements, own_parts
from s2s.tree.names import COMPREHENSIONS
from s2s.tree.walk import nodes


class Walk(Sources):
    """Finds the sharing in a core function; `effects(call)` tells what a call does."""

    def given(self, cell: Cell, kind) -> None:
        """What the lists and tuples hold that a caller gives: objects of their own.

        Of an item of a list that may be a number, the adjoint is found by its place.
        """
        found = kind.items if isinstance(kind, Tuple) else ()
        if isinstance(kind, List) and not isinstance(kind.item, Unknown):
            found = (kind.item,)
        for item in filter(may_be_storage, found):
            self.given(self.found.elements(cell), item)

    def block(self, statements: list) -> None:
        for statement in statements:
            self.statement(statement)

    def statement(self, node: gast.stmt) -> None:
        for part in reversed(nodes(own_parts(node))):  # inner ones first
            if isinstance(part, gast.Call):
                self.call(part)
            elif isinstance(part, gast.NamedExpr):
                self.assign(part.target, part.value)
            elif isinstance(part, gast.comprehension):
                self.iterate(part.target, part.iter)
        if isinstance(node, gast.Assign):
            for target in node.targets:
                self.assign(target, node.value)
        elif isinstance(node, gast.AugAssign):
            self.augmented(node)
        elif isinstance(node, gast.For):
            self.iterate(node.target, node.iter)
        self.block(inner_statements(node))

    def iterate(self, target: gast.expr, iterated: gast.expr) -> None:
        """Each target may be anything in what is iterated, or taken apart.

        With a star it is a list of that. Only what carries no derivative is left so.
        """
        parts = [n for n in nodes(iterated) if isinstance(n, gast.expr)]
        sources = [(c, self.kinds.of(n)) for n in parts for c in self.sources(n)]
        stars = [n for n in nodes(target) if isinstance(n, gast.Starred)]
        lists = set(target_names(gast.Tuple(stars, None)))
        for name in target_names(target):
            if may_be_storage(self.kinds.names.get(name, UNKNOWN)):
                cell = self.found.cell(name)
                for source, kind in sources:
                    if name in lists:
                        cell = self.found.elements(self.found.cell(name))
                    self.found.unite(cell, source)
                    if not isinstance(kind, Array):
                        self.found.unite(cell, self.found.elements(source))

    def assign(self, target: gast.expr, value: gast.expr) -> None:
        if isinstance(target, (gast.Tuple, gast.List)):
            for i, part in enumerate(target.elts):
                self.unpack(part, i, value)
        elif isinstance(target, gast.Name):
            if may_be_storage(self.kinds.of(value)):
                self.same(self.found.cell(target.id), value)
        else:
            self.store(target, value)

    def unpack(self, target: gast.expr, i: int, value: gast.expr) -> None:
        if isinstance(target, (gast.Subscript, gast.Attribute)):
            self.store(target, value)
            return
        display = isinstance(value, (gast.Tuple, gast.List))
        if display or not isinstance(target, gast.Name):
            self.iterate(target, value)
            return
        if not may_be_storage(self.kinds.names.get(target.id)):
            return
        cell = self.found.cell(target.id)
        links, objects = self.linked(value)
        if links is not None:
            numbers = links.result[1:] if links.items is None else links.items[i]
            self.fill(cell, numbers, objects)
            return
        for source in self.held(value):
            self.found.unite(cell, source)
        for item in self.written(value):
            self.display(cell, item)

    def store(self, target: gast.Subscript, value: gast.expr) -> None:
        self.change(target)
        if not isinstance(self.kinds.of(target.value), Array):
            self.hold(target.value, value)

    def change(self, target: gast.Subscript) -> None:
        """What is stored into changes."""
        bases = self.sources(target.value)
        if not bases and root(target) is not None:  # `a.flat[i] = v`
            bases = [self.found.cell(root(target))]
        for base in bases:
            base.changed = True

    def hold(self, container: gast.expr, value: gast.expr) -> None:
        """The container now holds the value itself."""
        for elements in self.holding(container, value):
            self.put(elements, value)

    def holding(self, container: gast.expr, value: gast.expr) -> list[Cell]:
        """The cells of what a container holds, if the value may be one of it."""
        if not may_be_storage(self.kinds.of(value)):
            return []
        bases = self.sources(container)
        if isinstance(self.kinds.of(container), Unknown):
            for base in bases:
                self.found.level(base)
        return [self.found.elements(base) for base in bases]

    def put(self, elements: Cell, value: gast.expr) -> None:
        """The value itself is held where `elements` are, perhaps for a second time."""
        elements.tangled |= any(s is elements for s in self.sources(value))
        self.same(elements, value)

    def update(self, target: gast.Subscript, value: gast.expr) -> None:
        """`xs[i] += v`: the item may be an array, which changes, or a list."""
        self.change(target)
        if isinstance(self.kinds.of(target.value), Array):
            return
        for cell in self.sources(target):
            cell.changed = True
        for elements in self.holding(target.value, value):
            self.same(elements, value)

    def augmented(self, node: gast.AugAssign) -> None:
        if isinstance(node.target, gast.Subscript):
            self.update(node.target, node.value)
        if not isinstance(node.target, gast.Name):
            return
        kind = self.kinds.names.get(node.target.id)
        if may_be_storage(kind) and not isinstance(kind, Tuple):
            cell = self.found.cell(node.target.id)
            cell.changed = True
            if isinstance(kind, List):
                self.spill(cell, node.value)

    def call(self, node: gast.Call) -> None:
        if isinstance(node.func, gast.Attribute) and node.func.attr in CHANGING:
            receiver = self.sources(node.func.value)
            listlike = not isinstance(self.kinds.of(node.func.value), Array)
            if receiver and listlike:
                self.method(node, receiver)
                if not self.effects(node).given:
                    return
        effects = self.effects(node)
        if effects.links is not None:
            self.user_call(node, effects)
            return
        for name in effects.changed:
            if may_be_storage(self.kinds.names.get(name, UNKNOWN)):
                self.found.cell(name).changed = True
        for cell in [c for place in effects.stored for c in self.sources(place)]:
            cell.changed = True

    def user_call(self, node: gast.Call, effects) -> None:
        """What a call of a user's function does to the objects that it is given."""
        objects = self.link(effects)
        self.objects[id(node)] = node, objects
        for number in effects.links.changed & objects.keys():
            cell = self.found.find(objects[number])
            cell.changed = cell.lent = True
        for number in effects.links.unsteady & objects.keys():
            self.found.find(objects[number]).unsteady = True
        self.tangle(effects.links, objects)

    def tangle(self, links, objects: dict[int, Cell]) -> None:
        """What a callee has put twice into what it was given, or gives."""
        for number in links.tangled & objects.keys():
            self.found.find(objects[number]).tangled = True

    def link(self, effects) -> dict[int, Cell]:
        """The cells of the numbered objects that a call is given."""
        objects: dict[int, Cell] = {}
        for argument, numbers in zip(effects.arguments, effects.links.arguments):
            if numbers and argument is not None:
                cell = Cell()
                self.same(cell, argument)
                self.fill(cell, numbers, objects)
        return objects

    def fill(self, cell: Cell, numbers: tuple, objects: dict[int, Cell]) -> None:
        """A cell, that of its elements, ... are of the objects of these numbers."""
        for depth, number in enumerate(numbers):
            cell = self.found.find(cell)
            cell = self.found.elements(cell) if depth else cell
            self.found.unite(objects.setdefault(number, cell), cell)

    def linked(self, value: gast.expr) -> tuple:
        """The links and objects of a call of a user's function, or (None, {})."""
        if not isinstance(value, gast.Call):
            return None, {}
        effects = self.effects(value)
        if effects.links is None:
            return None, {}
        node, objects = self.objects.get(id(value), (None, None))
        return effects.links, objects if node is value else self.link(effects)

    def returned(self, cell: Cell, value: gast.Call) -> None:
        """The cell holds the result of a call."""
        links, objects = self.linked(value)
        if links is None:
            return
        if links.items is None:
            self.fill(cell, links.result, objects)
        for numbers in links.items or ():
            if numbers:
                self.fill(self.found.elements(self.found.find(cell)), numbers, objects)
        self.tangle(links, objects)

    def method(self, node: gast.Call, receiver: list[Cell]) -> None:
        for cell in receiver:
            cell.changed = True
        if node.func.attr == "extend":
            for cell in receiver:
                self.spill(cell, node.args[0])
        elif node.func.attr in GROWING:
            self.hold(node.func.value, node.args[-1])

    def spill(self, cell: Cell, value: gast.expr) -> None:
        """The elements of `value` become elements of `cell`."""
        kind = self.kinds.of(value)
        if not isinstance(kind, Array) or len(kind.shape or ()) != 1:
            for source in self.sources(value):
                rows = isinstance(kind, Array)
                inner = source if rows else self.found.elements(source)
                elements = self.found.elements(cell)
                level = elements is self.found.find(cell)
                elements.tangled |= inner is elements and not level
                self.found.unite(elements, inner)
        self.display(cell, value)

    def same(self, cell: Cell, value: gast.expr) -> None:
        for source in self.sources(value):
            self.found.unite(cell, source)
        self.display(cell, value)

    def display(self, cell: Cell, value: gast.expr) -> None:
        """Elements of a new list or tuple; a dict is one with what it holds."""
        for made in self.alternatives(value):
            self.new(cell, made)
        if isinstance(self.kinds.of(value), Unknown) and self.found.find(cell).elements:
            self.found.level(cell)

    def new(self, cell: Cell, value: gast.expr) -> None:
        """The cell is that of what an expression makes."""
        for element in items(value) * (2 if isinstance(value, COMPREHENSIONS) else 1):
            if isinstance(element, gast.Starred):
                self.spill(cell, element.value)
            elif may_be_storage(self.kinds.of(element)):
                self.put(self.found.elements(cell), element)
        if isinstance(value, gast.BinOp):
            for side in (value.left, value.right):
                if isinstance(self.kinds.of(side), (List, Tuple)):
                    self.concatenated(cell, side, isinstance(value.op, gast.Mult))
        elif isinstance(value, (gast.Call, gast.Subscript)):
            self.returned(cell, value)
            for original in copied(value, self.kinds):
                self.spill(self.found.find(cell), original)
            for given in self.kept(value):
                self.display(cell, given)

    def concatenated(self, cell: Cell, side: gast.expr, repeated: bool) -> None:
        self.spill(self.found.find(cell), side)
        kind = self.kinds.of(side)
        if repeated and (not isinstance(kind, List) or may_be_storage(kind.item)):
            self.found.elements(self.found.find(cell)).tangled = True
