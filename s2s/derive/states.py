"""This module keeps the state of each adjoint while the backward sweep is written.

Every value has an adjoint variable `x_bar`. While the sweep is written, backwards
through the program, each is in one of these states:

    absent      nothing has been added yet: it is zero, and no variable exists
    own         the variable holds a number, or a buffer that no other name reaches
    borrowed    its buffer may be reached by another name: it is not changed in place
    scalar      the variable of an array holds a number that stands for its broadcast

so that the first accumulation is an assignment, and `+=` on arrays touches only buffers
of this sweep. The adjoints of *shared* storage live in a table by identity,
`shared.of(x)`, and have no states. Those of arrays with companions are always *own*,
whatever other names of theirs reach the same buffer.
"""

from __future__ import annotations

import gast

from s2s.analyse.partition import Holding, View, overlap
from s2s.derive import terms
from s2s.derive.companions import in_place_of
from s2s.derive.shapes import is_scalar
from s2s.derive.terms import Term
from s2s.kinds import Array, Float, List, Tuple
from s2s.tree.template import clone, constant, expression, name, template


class States:
    """The adjoint variables of one function, each in its state."""

    def __init__(self, facts, fresh) -> None:
        self.facts, self.fresh = facts, fresh
        self.state: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.out: list[gast.stmt] = []
        self.uses_table = False
        self.lasting = False
        self.holding: Holding = {}
        self.spent = ""

    def emit(self, text: str, **holes) -> None:
        """Write statements."""
        self.out += template(text, **holes)

    def bar(self, variable: str) -> str:
        """The name of the adjoint variable."""
        if variable not in self.names:
            self.names[variable] = self.fresh(f"{variable}_bar")
            self.facts.declare(self.names[variable], self.facts.kind_of_name(variable))
        return self.names[variable]

    def start(self, variable: str) -> str:
        """The adjoint of a parameter is given; its name."""
        self.state[variable] = "own"
        return self.bar(variable)

    def present(self, variable: str) -> bool:
        """May the adjoint be other than zero?"""
        return variable in self.state

    def drop(self, variable: str) -> None:
        """From here on (backwards) the adjoint is zero again."""
        if self.state.pop(variable, None) == "scalar":
            self.facts.declare(self.bar(variable), self.facts.kind_of_name(variable))

    def table(self, node: gast.expr) -> gast.expr:
        """The adjoint storage of a shared object."""
        self.uses_table = True
        return expression("shared.of(x)", shared="@shared", x=clone(node))

    def zero(self, variable: str) -> gast.expr:
        """Zeros in the structure of a variable."""
        kind = self.facts.kind_of_name(variable)
        if is_scalar(kind):
            return constant(0.0)
        if isinstance(kind, Array) and kind.dtype:
            return expression("np.zeros_like(x)", np="@np", x=variable)
        if isinstance(kind, List) and isinstance(kind.item, Float):
            return expression("[0.0] * len(x)", x=variable)
        if not isinstance(kind, (Array, Tuple)) and self.facts.is_mixed(name(variable)):
            return constant(None)
        return expression("r.zeros(x)", r="@runtime", x=variable)

    def make_present(self, variable: str) -> None:
        """Make sure that there is a variable, zero if nothing has been added."""
        if not self.present(variable):
            start = self.companion(variable) or self.zero(variable)
            self.emit("b = start", b=self.bar(variable), start=start)
            self.state[variable] = "own"

    def companion(self, variable: str) -> gast.expr | None:
        """The adjoint that an array has by another name, or as a part of another."""
        held = self.holding.get(variable)
        if held is None or not self.facts.has_companion(variable):
            return None
        base = held.base if isinstance(held, View) else held
        names = [n for n, o in self.holding.items() if o is base and n != variable]
        present = [n for n in names if self.present(n)]
        if not isinstance(held, View):
            return name(self.bar(present[0])) if present else None
        known = (present or names)[0]
        self.make_present(known)
        return in_place_of(clone(held.text), name(self.bar(known)))

    def reached(self, variable: str) -> bool:
        """May the adjoint be other than zero, or be part of one that is?"""
        others = (self.same_storage(variable, n) for n in self.state)
        return self.present(variable) or any(others)

    def is_held_elsewhere(self, variable: str) -> bool:
        """Is the array a part of another, or may another name's adjoint be its own?"""
        held = self.holding.get(variable)
        if isinstance(held, View) and self.facts.has_companion(variable):
            return True
        return any(n != variable and self.same_storage(n, variable) for n in self.state)

    def may_be_seed(self, variable: str) -> bool:
        """Can the adjoint of a result be the variable that the caller gives?"""
        shared = self.facts.holds_shared(name(variable))
        return not shared and not self.is_held_elsewhere(variable)

    def same_storage(self, a: str, b: str) -> bool:
        """May two names be of one array, or of arrays that overlap?"""
        if a == b or not (self.facts.has_companion(a) and self.facts.has_companion(b)):
            return a == b
        return overlap(self.holding.get(a), self.holding.get(b))

    def make_own(self, variable: str) -> None:
        """Make sure that the adjoint may be changed in place."""
        self.make_present(variable)
        self.make_full(variable)
        if self.state[variable] == "borrowed":
            array = isinstance(self.facts.kind_of_name(variable), Array)
            text = "b = b.copy()" if array else "b = r.in_place(b)"
            if array and self.may_be_number(variable):
                text = "b = np.array(b)"
            self.emit(text, b=self.bar(variable), r="@runtime", np="@np")
            self.state[variable] = "own"

    def may_be_number(self, variable: str) -> bool:
        """May it have no dimensions, so that arithmetic makes a number of an array?"""
        return not self.facts.rank(name(variable))

    def make_full(self, variable: str) -> None:
        """Make an array of a number that stands for one."""
        if self.state.get(variable) == "scalar":
            bar = self.bar(variable)
            self.emit("b = np.full_like(x, b)", b=bar, np="@np", x=variable)
            self.facts.declare(bar, self.facts.kind_of_name(variable))
            self.state[variable] = "own"

    def make_all_full(self) -> None:
        """The same for all arrays."""
        for variable in list(self.state):
            self.make_full(variable)

    def cotangent(self, variable: str) -> Term:
        """The adjoint of a variable as a term."""
        bar = name(self.bar(variable))
        scalar = is_scalar(self.facts.kind(bar))
        factor = terms.factor(bar, lambda _: scalar)
        return Term(1, (factor,), whole=self.state.get(variable) != "scalar")
