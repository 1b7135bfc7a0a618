"""This module adds cotangents to the adjoints of names, elements, slices and objects.

x_bar += e                      a number, or an array whose buffer is this sweep's own
x_bar[i] += e                   an element
runtime.gather_add(x_bar, i, e) elements that an index may pick twice
shared.of(x)[...] += e          an object in the table
"""

from __future__ import annotations

import gast

from s2s.analyse.flow import root
from s2s.derive import sums, terms
from s2s.derive.places import is_mask, passed_index, picks_once
from s2s.derive.shapes import is_scalar
from s2s.derive.states import States
from s2s.derive.terms import Term
from s2s.kinds import Array, Float, List, Tuple, Unknown
from s2s.tree.names import reads
from s2s.tree.template import clone, expression, name

SHARED = "shared"


class Adjoints(States):
    """The adjoint variables of one function, and the code that adds to them."""

    def add(self, leaf: gast.expr, parts: list[Term]) -> None:
        """Add cotangents to the adjoint of a name, an element or a slice."""
        if not any(t.coefficient for t in parts):
            return
        if isinstance(leaf, gast.Subscript) and is_scalar(self.facts.kind(leaf.value)):
            leaf = leaf.value  # `x[()]` of a number is the number
        variable = root(leaf)
        if isinstance(leaf, gast.Subscript) and is_scalar(self.facts.kind(leaf.value)):
            self.add(leaf.value, parts)  # `y[()]` of a NumPy number is the number
        elif self.facts.is_object(leaf):
            self.add_object(leaf, parts)
        elif isinstance(leaf, gast.Subscript) and self.facts.is_shared(leaf.value):
            self.add_element(self.located(leaf), leaf, parts)
        elif self.facts.is_mixed(leaf):
            self.add_mixed(leaf, parts)
        elif isinstance(leaf, gast.Name):
            self.add_name(variable, parts)
        else:
            self.make_own(variable)
            self.add_element(self.located(leaf), leaf, parts)

    def replace(self, variable: str, parts: list[Term]) -> None:
        """The adjoint of a name anew, from parts that may read the old one."""
        self.state.pop(variable, None)
        self.add(name(variable), parts)

    def add_mixed(self, leaf: gast.expr, parts: list[Term]) -> None:
        """Add to what may be a number or an object, or may hold both."""
        self.make_present(root(leaf))
        self.uses_table = True
        for part in map(sums.written, parts):
            place, x = self.located(leaf), clone(leaf)
            text = "p = shared.gain(x, p, e)"
            self.emit(text, p=place, shared="@shared", x=x, e=part)

    def gathered(self, variable: str, method: str = "gather") -> gast.expr:
        """The whole adjoint of such a name."""
        self.uses_table = True
        bars = [name(self.bar(variable))] if self.present(variable) else []
        call = expression(f"shared.{method}(x)", shared="@shared", x=variable)
        call.args += bars
        return call

    def located(self, leaf: gast.expr) -> gast.expr:
        """The place of `a.T[i]` in the adjoint: `a_bar.T[i]`."""
        if isinstance(leaf, gast.Name):
            return name(self.bar(leaf.id))
        if isinstance(leaf, gast.Subscript) and self.facts.is_shared(leaf.value):
            base = self.table(leaf.value)
            return gast.Subscript(base, clone(leaf.slice), gast.Load())
        base = self.located(leaf.value)
        if isinstance(leaf, gast.Attribute):
            return gast.Attribute(base, leaf.attr, gast.Load())
        if self.facts.may_be_copy(leaf.value):
            index = passed_index(base.slice)
            text = "r.place(b, i)"
            base = expression(text, r="@runtime", b=base.value, i=index)
        return gast.Subscript(base, clone(leaf.slice), gast.Load())

    def add_name(self, variable: str, parts: list[Term]) -> None:
        kind = self.facts.kind_of_name(variable)
        if is_scalar(kind):
            self.add_scalar(variable, parts)
        elif isinstance(kind, Array):
            self.add_array(variable, parts, kind)
        else:
            self.add_general(variable, parts)

    def add_scalar(self, variable: str, parts: list[Term]) -> None:
        bar = self.bar(variable)
        if self.present(variable):
            self.increase(name(bar), parts)
        else:
            self.emit("b = e", b=bar, e=sums.total(parts))
            self.state[variable] = "own"

    def add_array(self, variable: str, parts: list[Term], kind: Array) -> None:
        bar, value = self.bar(variable), sums.total(parts)
        number = is_scalar(self.facts.kind(value)) and kind.dtype == "float64"
        if self.facts.has_companion(variable):
            number = False
            if self.is_held_elsewhere(variable):
                self.make_present(variable)
        if self.state.get(variable) == "scalar" and not number:
            self.make_full(variable)
        state = self.state.get(variable)
        if state == "own" or state == "scalar":
            self.increase(name(bar), parts)
            return
        if state == "borrowed":
            self.add_to_borrowed(variable, parts, kind)
            return
        if self.fits(parts, value, kind):
            self.take(variable, value)
            return
        elif number:
            self.emit("b = e", b=bar, e=value)
            self.facts.declare(bar, Float())
            self.state[variable] = "scalar"
            return
        elif is_scalar(self.facts.kind(value)):
            self.emit("b = np.full_like(x, e)", b=bar, np="@np", x=variable, e=value)
        else:
            self.start_from_zeros(variable, value, parts)
        self.facts.declare(bar, kind)
        self.state[variable] = "borrowed" if kind.shape == () else "own"

    def add_to_borrowed(self, variable: str, parts: list[Term], kind: Array) -> None:
        """Add to a buffer that others have too: the sum is a new one, of this dtype."""
        bar, value = self.bar(variable), sums.total(parts)
        number = self.may_be_number(variable)
        found = self.facts.kind(value)
        same = isinstance(found, Array) and found.dtype == kind.dtype != ""
        if same or kind.dtype == "float64":
            self.emit("b = b + e", b=bar, e=value)
        elif number:
            text = "b = r.unbroadcast(b + e, x)"
            self.emit(text, b=bar, e=value, r="@runtime", x=variable)
        else:
            self.emit("b = b.copy()", b=bar)
            self.increase(name(bar), parts)
        self.facts.declare(bar, kind)
        self.state[variable] = "borrowed" if number else "own"

    def start_from_zeros(self, variable: str, value: gast.expr, parts: list) -> None:
        """Add to zeros of the right dtype; the value may read the old adjoint."""
        bar = self.bar(variable)
        if bar in reads(value):
            local = self.fresh("part_bar")
            self.facts.declare(local, self.facts.kind(value))
            self.emit("t = e", t=local, e=value)
            parts = [Term(1, (terms.factor(name(local), lambda _: False),))]
        self.emit("b = zeros", b=bar, zeros=self.zero(variable))
        self.increase(name(bar), parts)

    def take(self, variable: str, value: gast.expr) -> None:
        """The value becomes the adjoint: a copy, if its buffer goes on changing."""
        lasting = self.lasting or self.facts.has_companion(variable)
        lasting = lasting or self.is_companion(value)
        state = "own" if lasting or self.is_new(value) else "borrowed"
        if self.may_be_number(variable):
            state = "borrowed"
        if lasting and not self.is_new(value):
            value = expression("e.copy()", e=value)
        else:
            self.lend(value)
        bar = self.bar(variable)
        self.emit("b = e", b=bar, e=value)
        self.facts.declare(bar, self.facts.kind_of_name(variable))
        self.state[variable] = state

    def is_companion(self, value: gast.expr) -> bool:
        """Is the value the adjoint of an array with a companion, or a part of it?"""
        found = set() if self.is_new(value) else reads(value)
        return any(
            self.names.get(v) in found and self.facts.has_companion(v)
            for v in self.state
        )

    def lend(self, value: gast.expr) -> None:
        """The adjoints whose buffers the value may be are no longer theirs alone."""
        if self.lasting or self.is_new(value):
            return
        found = reads(value)
        for variable, state in self.state.items():
            scalar = is_scalar(self.facts.kind_of_name(variable))
            if self.facts.has_companion(variable):
                continue
            if state == "own" and not scalar and self.names.get(variable) in found:
                self.state[variable] = "borrowed"

    def fits(self, parts: list[Term], value: gast.expr, kind: Array) -> bool:
        """Has the value the shape and the dtype of the variable?"""
        found = self.facts.kind(value)
        if not any(t.whole for t in parts):
            return False
        if isinstance(found, Array):
            return found.dtype == kind.dtype
        return kind.dtype == "float64"

    def is_new(self, value: gast.expr) -> bool:
        """Is the value a buffer that nothing else names?"""
        if isinstance(value, gast.Call):
            rule = self.facts.rule_of(value)
            return rule is not None and not rule.view
        if isinstance(value, gast.Name) and value.id == self.spent:
            return True
        return isinstance(value, (gast.BinOp, gast.UnaryOp, gast.Constant))

    def add_general(self, variable: str, parts: list[Term]) -> None:
        """A value of which the kind is not known well enough to add in place."""
        kind, bar = self.facts.kind_of_name(variable), self.bar(variable)
        added = _may_be_lists(kind, parts)
        value = _added(parts) if added else sums.total(parts)
        if not isinstance(kind, (List, Tuple)) and not any(t.whole for t in parts):
            value = expression("r.unbroadcast(e, x)", r="@runtime", e=value, x=variable)
        if self.present(variable):
            value = expression("r.add(b, e)", r="@runtime", b=bar, e=value)
        elif self.lasting or self.is_companion(value):
            value = expression("r.copy(e)", r="@runtime", e=value)
        self.lend(value)
        self.emit("b = e", b=bar, e=value)
        self.state[variable] = "borrowed"

    def add_element(
        self, place: gast.expr, leaf: gast.Subscript, parts: list[Term]
    ) -> None:
        """Add to a part of adjoint storage."""
        holder, kind = self.facts.kind(leaf.value), self.facts.kind(leaf)
        if (
            (isinstance(holder, Array) and picks_once(leaf.slice, self.facts))
            or (isinstance(holder, Array) and is_mask(leaf.slice, self.facts))
            or (
                isinstance(holder, (List, Tuple))
                and (is_scalar(kind) or isinstance(kind, Array))
                and not isinstance(leaf.slice, gast.Slice)
            )
        ):
            self.increase(place, parts)
        else:
            listlike = isinstance(holder, (List, Tuple))
            text = "r.add_at(b, i, e)" if listlike else "r.gather_add(b, i, e)"
            index = passed_index(place.slice)
            one_by_one = _may_be_lists(holder, parts)
            values = map(sums.written, parts) if one_by_one else [sums.total(parts)]
            for value in values:
                self.emit(text, r="@runtime", b=place.value, i=index, e=value)

    def add_object(self, leaf: gast.expr, parts: list[Term]) -> None:
        """Add to the adjoint of an object, in place.

        Lists one by one: what they hold may be that adjoint, which gains nothing.
        """
        if isinstance(self.facts.kind(leaf), (List, Tuple)):
            for part in map(sums.written, parts):
                text = "r.add_into(b, e)"
                self.emit(text, r="@runtime", b=self.table(leaf), e=part)
        else:
            place = expression("b[...]", b=self.table(leaf))
            self.increase(place, parts)

    def increase(self, place: gast.expr, parts: list[Term]) -> None:
        """`place += sum of the parts`, one statement if the signs agree."""
        parts = [t for t in parts if t.coefficient]
        if parts and all(t.coefficient < 0 for t in parts):
            value = sums.total([t.scaled(-1) for t in parts])
            self.emit("p -= e", p=place, e=value)
        elif parts:
            self.emit("p += e", p=place, e=sums.total(parts))


def _may_be_lists(kind, parts: list[Term]) -> bool:
    """May cotangents of such a value, or of its items, be lists? Products are none."""
    bare = all(t.size < 2 and t.coefficient == 1 for t in parts)
    return isinstance(kind, (List, Tuple)) or (kind == Unknown() and bare)


def _added(parts: list[Term]) -> gast.expr:
    """The sum of the cotangents of a list: `+` would put one behind the other."""
    first, *rest = [sums.written(t) for t in parts]
    for part in rest:
        first = expression("r.add(a, b)", r="@runtime", a=first, b=part)
    return first
