"""This module finds the inert parts of statements that must be kept, for they change.

    for i in range(3):              for i in range(3):
        count[0] += 1                   count[0] += 1
        y += x * count[0]               part = count[0]
                                        y += x * part

The backward sweep reads what the forward sweep has read, not what is there then.
"""

from __future__ import annotations

import gast

from s2s.analyse.containers import displayed, parts
from s2s.analyse.disturb import is_volatile
from s2s.analyse.flow import root
from s2s.analyse.sources import may_be_storage
from s2s.tree.template import load
from s2s.tree.walk import children, nodes

_OF_SHAPE = frozenset({"shape", "size", "ndim"})


class Volatile:
    """Finds the inert parts that read what changes, or may differ when repeated."""

    def __init__(self, facts) -> None:
        self.facts = facts
        found = (n for n in nodes(facts.tree) if isinstance(n, gast.Nonlocal))
        self.rebound = {name for node in found for name in node.names}

    def parts(self, node: gast.stmt) -> list:
        """Inert parts that read what changes, or that may differ when repeated."""
        if not self.matters(node):
            return []
        found: list = []
        if isinstance(node, (gast.Assign, gast.AugAssign)):
            self.search_parts(_target(node), found)
        for part in self.read_parts(node):
            if self.is_effect(node, part):
                self.search_parts(part, found)
            else:
                self.search(part, found)
        known = {id(n) for n in found}
        return found + [i for i in self.indices(node) if id(i) not in known]

    def read_parts(self, node: gast.stmt) -> list:
        """The parts of a value but for inert storage that it only hands on.

        return xs, u        part = [xs, u]        where `u` carries a derivative
        """
        facts = self.facts
        if not isinstance(node, gast.Return) and not facts.varied(node.value):
            return [node.value]
        items = displayed(node.value)
        return [
            i for i in items if facts.varied(i) or not may_be_storage(facts.kind(i))
        ]

    def indices(self, node: gast.stmt) -> list:
        """Indices of a store, or of a view, that read what may be stored into.

        a[a > 0] = 0;  v = a[int(a[0]):]
        """
        if isinstance(node, (gast.Expr, gast.Return)):
            return []
        found = []
        for place in _parts(node):
            while isinstance(place, (gast.Subscript, gast.Attribute)):
                index = getattr(place, "slice", None)
                found += [p for p in _index_parts(index) if self.reads_contents(p)]
                place = place.value
        return found

    def reads_contents(self, node: gast.expr) -> bool:
        """Does an index depend on elements of storage that carries derivatives?"""
        if isinstance(node, gast.Name):
            varied = self.facts.varied_name(node.id)
            return varied and bool(self.facts.cells_of(node.id))
        if isinstance(node, gast.Call) and getattr(node.func, "id", "") == "len":
            return False
        if isinstance(node, gast.Attribute) and node.attr in _OF_SHAPE:
            return False
        return any(map(self.reads_contents, children(node)))

    def is_effect(self, node: gast.stmt, value: gast.expr) -> bool:
        """A call that is made for what it does."""
        if not isinstance(value, gast.Call):
            return False
        method = self.facts.list_method(value) is not None
        return isinstance(node, gast.Expr) or method

    def matters(self, node: gast.stmt) -> bool:
        if isinstance(node, (gast.Assign, gast.AugAssign)):
            target = _target(node)
            if isinstance(target, gast.Subscript) and root(target):
                return self.facts.varied_name(root(target))
            if isinstance(node, gast.AugAssign) and self.facts.varied(load(target)):
                return True
        return self.facts.varied(node.value) or (
            isinstance(node, gast.Expr)
            and any(self.facts.varied(a) for a in getattr(node.value, "args", ()))
        )

    def search(self, node: gast.expr, found: list) -> None:
        node = _starless(node)
        if node.__class__ is gast.Constant:
            return
        if _is_value(node) and not self.facts.varied(node) and self.is_volatile(node):
            found.append(node)
        else:
            self.search_parts(node, found)

    def search_parts(self, node: gast.expr, found: list) -> None:
        """A target keeps its place; what it is made of may have a name.

        Not what a call changes: that would change by the other name. Nor the storage
        that a user's function is given, which keeps what it reads of it (`Site`),
        unless that is beside a derivative in the tuple of its `*rest`.
        """
        if isinstance(node, gast.Subscript):
            found += self.costly_index(node.slice)
        call = isinstance(node, gast.Call)
        own = self.kept(node) if call else ()
        for child in self.operands(node) if call else children(node):
            if not isinstance(child, gast.Name) or not any(a is child for a in own):
                self.search(child, found)

    def kept(self, call: gast.Call) -> list:
        """What a user's function is given and keeps what it reads of."""
        if not self.facts.scope.is_known_call(call):
            return []
        own = self.facts.analysis.arguments_of(call)
        own = [a for a in own if a is not None]
        return own + [p for a in own if not self.facts.varied(a) for p in self.held(a)]

    def held(self, argument: gast.expr | None) -> list:
        """What stands in the call of the tuple of a `*rest`: `(a, b)`, `tuple(xs)`."""
        return parts(argument, self.facts)

    def handed_on(self, call: gast.Call) -> list:
        """The storage that a user's function is given as it is, for it may change.

        A copy would not change with it, nor with another part that is given, too.
        """
        if not self.facts.scope.is_known_call(call):
            return []
        own = self.facts.analysis.arguments_of(call)
        changed = [own[i] for i in self.facts.analysis.summary_of(call).changed]
        beside = [part for a in changed for part in self.held(a)]
        given = map(_starless, [*self.kept(call), *beside])
        storage = [a for a in given if may_be_storage(self.facts.kind(a))]
        inert = [a for a in storage if not self.facts.varied(a)]
        return [a for a in inert if self.facts.is_unsteady(a)]

    def operands(self, call: gast.Call) -> list:
        """The arguments of a call, and the array that a method is called of.

        Without what it may change: of a function that only the run knows, the run
        refuses that.
        """
        scope, effects = self.facts.scope, self.facts.analysis.effects(call)
        known = scope.object(call.func) is not None
        method = None if known else self.facts.rule_of(call)
        found = [*([call.func.value] if method else []), *map(_starless, call.args)]
        found += [k.value for k in call.keywords]
        derived = scope.is_dynamic(call) and self.facts.varied(call)
        kept = derived or (known and scope.callee(call.func) is None)
        given = list(map(id, [*(() if kept else effects.given), *self.handed_on(call)]))
        found = [n for n in found if id(n) not in given]
        return [n for n in found if getattr(n, "id", None) not in effects.changed]

    def costly_index(self, index: gast.expr) -> list:
        """An index that is not to be computed twice."""
        parts = index.elts if isinstance(index, gast.Tuple) else [index]
        return [
            p
            for p in parts
            if not isinstance(p, gast.Slice) and self.facts.is_costly(p)
        ]

    def is_volatile(self, node: gast.expr) -> bool:
        analysis = self.facts.analysis
        if isinstance(node, gast.Name) and node.id in self.rebound:
            return True
        disturbed = analysis.program.disturbed
        if disturbed and is_volatile(analysis.outside, node, disturbed):
            return True
        if isinstance(node, gast.Call) and self.reads_captured(node):
            return True
        if isinstance(node, gast.Call) and self.facts.is_impure(node):
            return not self.facts.scope.is_user_call(node)
        if isinstance(node, gast.Subscript) and self.facts.is_unsteady(node.value):
            return True
        if isinstance(node, gast.Name):
            return self.facts.is_unsteady(node)
        if isinstance(node, gast.Constant):
            return False
        return any(map(self.is_volatile, children(node)))

    def reads_captured(self, call: gast.Call) -> bool:
        """Does a nested function have something of the kind besides its arguments?"""
        scope, analysis = self.facts.scope, self.facts.analysis
        if scope.callee(call.func) is None:
            return False
        captured = [a for a in analysis.arguments_of(call) if a not in call.args]
        return any(self.facts.is_unsteady(a) for a in captured if a is not None)


def _starless(node: gast.expr | None) -> gast.expr | None:
    return node.value if isinstance(node, gast.Starred) else node


def _is_value(node: gast.AST) -> bool:
    """Can it have a name? A slice cannot, nor a tuple with one in it, nor a keyword."""
    if isinstance(node, gast.Tuple):
        return all(map(_is_value, node.elts))
    return isinstance(node, gast.expr)


def _target(node: gast.Assign | gast.AugAssign) -> gast.expr:
    return node.targets[0] if isinstance(node, gast.Assign) else node.target


def _parts(node: gast.stmt) -> list:
    if isinstance(node, (gast.Assign, gast.AugAssign)):
        return [_target(node), node.value]
    return [node.value]


def _index_parts(index: gast.expr | None) -> list:
    """The expressions that an index is made of, bounds of slices one by one."""
    if index is None:
        return []
    if isinstance(index, gast.Tuple):
        return [p for part in index.elts for p in _index_parts(part)]
    if isinstance(index, gast.Slice):
        return [p for p in (index.lower, index.upper, index.step) if p is not None]
    return [index]
