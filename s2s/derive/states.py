"""This module keeps the state of each adjoint while the backward sweep is written.

Every value has an adjoint variable `x_bar`. While the sweep is written, backwards
through the program, each is in one of these states:

    absent      nothing has been added yet: it is zero, and no variable exists
    own         the variable holds a number, or a buffer that no other name reaches
    borrowed    its buffer may be reached by another name: it is not changed in place
    scalar      the variable of an array holds a number that stands for its broadcast

so that the first accumulation is an assignment, and `+=` on arrays touches only buffers
of this sweep. The adjoints of *shared* storage live in a table by identity,
`shared.of(x)`, and have no states.
"""

from __future__ import annotations

import gast

from s2s.derive import terms
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

    def emit(self, text: str, **holes) -> None:
        """Write statements."""
        self.out += template(text, **holes)

    def bar(self, variable: str) -> str:
        """The name of the adjoint variable."""
        if variable not in self.names:
            self.names[variable] = self.fresh(f"{variable}_bar")
            self.facts.declare(self.names[variable], self.facts.kind_of_name(variable))
        return self.names[variable]

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
        if isinstance(kind, Array):
            return expression("np.zeros_like(x)", np="@np", x=variable)
        if isinstance(kind, List) and isinstance(kind.item, Float):
            return expression("[0.0] * len(x)", x=variable)
        if not isinstance(kind, Tuple) and self.facts.is_mixed(name(variable)):
            return constant(None)
        return expression("r.zeros(x)", r="@runtime", x=variable)

    def make_present(self, variable: str) -> None:
        """Make sure that there is a variable, zero if nothing has been added."""
        if not self.present(variable):
            self.emit("b = zero", b=self.bar(variable), zero=self.zero(variable))
            self.state[variable] = "own"

    def make_own(self, variable: str) -> None:
        """Make sure that the adjoint may be changed in place."""
        self.make_present(variable)
        self.make_full(variable)
        if self.state[variable] == "borrowed":
            array = isinstance(self.facts.kind_of_name(variable), Array)
            text = "b = b.copy()" if array else "b = r.in_place(b)"
            if self.facts.rank(name(variable)) == 0:
                text = "b = np.array(b)"
            self.emit(text, b=self.bar(variable), r="@runtime", np="@np")
            self.state[variable] = "own"

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
        return Term(1.0, (factor,), whole=self.state.get(variable) != "scalar")
