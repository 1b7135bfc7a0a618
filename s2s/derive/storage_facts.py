"""This module answers questions about storage: what is shared, viewed and changed."""

from __future__ import annotations

from functools import cached_property

import gast

from s2s.analyse.containers import parts
from s2s.analyse.flow import root, target_names
from s2s.analyse.indexing import may_copy
from s2s.analyse.partition import Holding
from s2s.analyse.sources import VIEWS, may_be_storage
from s2s.derive.undo import changed_place
from s2s.derive.unsteady import given_away
from s2s.errors import refusal
from s2s.kinds import (
    Array,
    Complex,
    Float,
    Inert,
    List,
    Tuple,
    Unknown,
)
from s2s.tree.template import expression
from s2s.tree.walk import nodes

# What a view of something may be written as.
_VIEWS = (gast.Subscript, gast.Attribute, gast.Call)
# Views of which the parts have no place in the adjoint; and what to write instead.
_IMAGINARY = (
    "the imaginary part",
    "a copy of it, `z.imag.copy()`, or arrays of real numbers",
)
_PLACELESS = {
    "imag": _IMAGINARY,
    "imaginary": _IMAGINARY,
    "broadcast_to": ("a broadcast view", "a copy, `np.broadcast_to(x, shape).copy()`"),
    "einsum": ("a view by `einsum`", "`einsum` of a copy"),
    "total": ("a `sum` on top", "`start + sum(xs)`"),
}


class StorageFacts:
    """What is known of the storage that a function works on."""

    def is_shared(self, node: gast.expr) -> bool:
        """Does the object's identity decide where its adjoint is?

        A tuple is a value, whatever it holds.
        """
        return not isinstance(self.kind(node), Tuple) and self.holds_shared(node)

    def is_object(self, leaf: gast.expr) -> bool:
        """Is a name or an element a whole object with an adjoint in the table?"""
        if isinstance(leaf, gast.Subscript) and (
            isinstance(leaf.slice, gast.Slice)
            or not isinstance(self.kind(leaf.value), (List, Tuple))
        ):
            return False
        kind = self.kind(leaf)
        return isinstance(kind, (Array, List)) and self.is_shared(leaf)

    def is_item_object(self, item: gast.expr) -> bool:
        """Has what goes into a shared list an identity of its own? It must be known."""
        kind = self.kind(item)
        if isinstance(kind, (Float, Complex, Inert)) or not self.is_shared(item):
            return False
        if isinstance(kind, (Array, List)):
            return True
        raise refusal(
            self.function,
            item,
            "what may be a number or an array, in a list with several names",
            "lists that hold one kind of thing, or a copy of the list",
        )

    def is_mixed(self, leaf: gast.expr) -> bool:
        """Is it a name or a part of a tuple that may be, or hold, number or object?"""
        if isinstance(self.kind(leaf), (Array, List)) or not self.holds_shared(leaf):
            return False
        return isinstance(leaf, gast.Name) or self.is_mixed(leaf.value)

    def holds_shared(self, node: gast.expr) -> bool:
        """Is there shared storage in the value?"""
        if not self.shared or not may_be_storage(self.kind(node)):
            return False
        return any(cell in self.shared for cell in self.analysis.sources(node))

    def has_companion(self, variable: str) -> bool:
        """Is the adjoint of an array kept in step with it, under all its names?"""
        sharing = self.analysis.sharing
        return bool(self.kept) and sharing.cell(variable) in self.kept

    def is_alone(self, variable: str) -> bool:
        """Does nothing but a name hold its array, so that a copy may take its place?

        Callers hold what they give, tapes what is given to callees, and records of a
        binding what the name is bound to next (`a = a[1:]`).
        """
        cell = self.analysis.sharing.cell(variable)
        alone = cell.names == {variable} and not cell.parents and not cell.tangled
        held = cell in self.shared or cell in self.given_to_tapes | self.bound_again
        return alone and not held and variable not in self.analysis.parameters

    @cached_property
    def bound_again(self) -> set:
        """The cells of arrays that names are bound to, or to views of which."""
        found: set = set()
        for node in nodes(self.tree.body):
            if isinstance(node, gast.For):
                found.update(self.analysis.sources(node.iter))
            elif isinstance(node, gast.Assign):
                found.update(self.analysis.sources(node.value))
                if isinstance(node.targets[0], gast.Tuple):
                    names = target_names(node.targets[0])
                    found.update(map(self.analysis.sharing.cell, names))
        return found

    def held_before(self, node: gast.stmt) -> Holding:
        """Which array each name holds before a statement, where that is known."""
        return self.analysis.companions.before.get(node, {})

    def held_after(self, node: gast.stmt) -> Holding:
        """The same behind it."""
        return self.analysis.companions.after.get(node, {})

    def gives_companion(self, argument: gast.expr) -> bool:
        """Is an argument an array with a companion, or a part of one?"""
        return any(cell in self.kept for cell in self.analysis.sources(argument))

    def reached(self, variable: str) -> list:
        """The cells that a name reaches."""
        if not may_be_storage(self.kind_of_name(variable)):
            return []
        sharing = self.analysis.sharing
        return sharing.layers(sharing.cell(variable))

    def is_changed(self, variable: str) -> bool:
        """Does what a name holds change in place?"""
        return any(cell.changed for cell in self.reached(variable))

    def is_unsteady(self, base: gast.expr) -> bool:
        """Is it inert storage that changes in place before its adjoint runs?"""
        if isinstance(base, gast.Starred):
            return self.is_unsteady(base.value)
        held = parts(base, self.analysis.kinds)
        if held:
            return any(map(self.is_unsteady, held))
        cells = self._inert_cells(base)
        return any(c.changed or c.unsteady or c in self.given_away for c in cells)

    def _inert_cells(self, base: gast.expr) -> list:
        """The cells that an expression reaches, if it carries no derivative."""
        variable = root(base)
        if variable is None:  # a view that a function gives, or one of two names
            return self.analysis.reached(base)
        own = variable in self.analysis.function.locals
        inert = own and not self.varied_name(variable)
        return self.reached(variable) if inert else []

    @cached_property
    def given_away(self) -> frozenset:
        """The cells of what functions may change that nobody knows."""
        return given_away(self)

    def cells_of(self, variable: str) -> list:
        """The cells that a name reaches and that somebody changes."""
        return [c for c in self.reached(variable) if c.changed]

    def views(self, value: gast.expr) -> str:
        """Does a value share storage with a name: "always", "maybe" or ""?

        A view of a view may be one; a view of what an expression has just made is not,
        nor is an item of a display, which gets a name where that matters.
        """
        if isinstance(value, gast.Name):
            return "always"
        if not isinstance(value, _VIEWS):
            return ""
        if isinstance(value, gast.Subscript) and self._is_made(value.value):
            return ""
        view = self._view(value)
        if not view or not self.analysis.sources(value):
            return ""
        return "maybe" if self.views(self.viewed(value)) == "maybe" else view

    def _is_made(self, value: gast.expr) -> bool:
        """Is it a sequence that the expression makes, or an item of one?"""
        if isinstance(value, gast.BinOp) or parts(value, self.analysis.kinds):
            return True
        return isinstance(value, gast.Subscript) and self._is_made(value.value)

    def places(self, value: gast.expr) -> str:
        """As `views`, of storage that changes: its parts have theirs in the adjoint.

        Not so imaginary parts, which stand in the adjoint with the other sign, and
        items that are seen several times.
        """
        view, part = self.views(value), value
        while view and isinstance(part, _VIEWS):
            call = isinstance(part, gast.Call)
            rule = self.rule_of(part) if call else None
            if call and rule is None:
                raise self.no_rule(part)
            word = getattr(part, "attr", "") if rule is None else rule.name
            if word in _PLACELESS:
                what, instead = _PLACELESS[word]
                what = f"{what} of an array that is changed in place"
                raise refusal(self.function, part, what, instead)
            part = self.viewed(part)
        return view

    def _view(self, value: gast.expr) -> str:
        """Does an operation give a view of its operand? It does of an array only."""
        if isinstance(value, gast.Subscript):
            sliced = isinstance(value.slice, gast.Slice)
            return "maybe" if sliced and self.is_unknown(value.value) else "always"
        if isinstance(value, gast.Attribute):
            return "always" if value.attr in VIEWS else ""
        rule = self.rule_of(value)
        if rule is not None and rule.name in {"einsum", "total"}:
            return "always"  # of what it is a view, if of anything, its effects tell
        if rule is None or not rule.view:
            return ""
        return "maybe" if self.is_unknown(self.viewed(value)) else rule.view

    def may_be_copy(self, node: gast.expr) -> bool:
        """May indexing make new storage: by an array, or a slice of a sequence?"""
        if not isinstance(node, gast.Subscript):
            return False
        holder = self.kind(node.value)
        if isinstance(holder, (Tuple, Unknown)):
            return isinstance(self.kind(node.slice), Unknown)
        return isinstance(holder, Array) and may_copy(node.slice, self)

    def is_unknown(self, node: gast.expr) -> bool:
        """May a value be of several kinds: a list, an array, a number?"""
        return isinstance(self.kind(node), Unknown)

    def viewed(self, value: gast.expr) -> gast.expr:
        """The operand that a view is of."""
        call = isinstance(value, gast.Call)
        return self.rule_call(value)[1][0] if call else value.value

    def changed_cells(self, node: gast.stmt) -> frozenset:
        """The storage that a statement changes."""
        target = changed_place(self, node)
        return frozenset(self.analysis.reached(target))

    def is_in_place(self, node: gast.stmt) -> bool:
        """`a += e` of an array or list: it stays the same object."""
        if not isinstance(node, gast.AugAssign) or not isinstance(
            node.target, gast.Name
        ):
            return False
        kind = self.kind_of_name(node.target.id)
        return isinstance(kind, List) or bool(isinstance(kind, Array) and kind.shape)

    def whole(self, node: gast.expr) -> gast.expr:
        """All of an array as a place to store into, as Numba takes it too."""
        text = "x[:]" if self.rank(node) else "x[...]"
        return expression(text, x=node)

    def may_be_in_place(self, node: gast.stmt) -> bool:
        """`x += e` of what may be a number or an array: its old value is copied."""
        if not isinstance(node, gast.AugAssign):
            return False
        kind = self.kind(node.target)
        return not isinstance(kind, (Float, Complex, Inert, Array, List))
