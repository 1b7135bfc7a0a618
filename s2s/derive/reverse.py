"""This module writes the adjoint of every statement of a core function, backwards.

    v = 0.1 * v                     v_bar = 0.1 * v_bar
    a[i] = s * t                    s_bar += a_bar[i] * t
                                    t_bar += a_bar[i] * s
                                    a_bar[i] = 0.0
    for i in range(n): ...          for i in range(n - 1, -1, -1): ...

What must be recorded and restored around it is decided afterwards, in `record`.
"""

from __future__ import annotations

import gast

from s2s.analyse.flow import root, target_names
from s2s.derive import calls, companion_steps, lists, loops, stores, terms
from s2s.derive.adjoints import Adjoints
from s2s.derive.common import common
from s2s.derive.contributions import Contribution, Linearised
from s2s.derive.guards import Guards
from s2s.derive.keep import Keeper
from s2s.derive.linearise import Lineariser
from s2s.derive.steps import Step, is_idle
from s2s.derive.terms import Term
from s2s.errors import refusal
from s2s.kinds import Array, List, Tuple
from s2s.tree.key import key_of
from s2s.tree.names import reads
from s2s.tree.template import expression, name, template
from s2s.tree.walk import nodes


class Reverse:
    """The adjoint of one function, statement by statement."""

    def __init__(self, facts, names, program, keeps: bool, taped: set) -> None:
        self.taped = taped
        self.keeper = Keeper(facts, names) if keeps else None
        self.facts, self.names, self.program = facts, names, program
        self.adjoints = Adjoints(facts, names.fresh)
        self.lineariser = Lineariser(facts, names.fresh)
        self.guards = Guards(facts)

    def block(self, body: list[gast.stmt]) -> list[Step]:
        """The steps of a block, in the order of the program."""
        steps = [self.step(node) for node in reversed(body)]
        return steps[::-1]

    def step(self, node: gast.stmt) -> Step:
        """The step of one statement; what follows it has its adjoint already."""
        made = Step(node, [node])
        self.adjoints.out = made.adjoint
        self.adjoints.holding = self.facts.held_after(node)
        if isinstance(node, gast.Assign):
            self.assign(made, node.targets[0], node.value)
        elif isinstance(node, gast.AugAssign):
            self.augmented(made, node)
        elif isinstance(node, gast.Expr):
            lists.expression_statement(self, made, node.value)
        elif isinstance(node, gast.If):
            loops.branch(self, made, node)
        elif isinstance(node, (gast.For, gast.While)) and self.facts.is_reversible(
            node
        ):
            self.loop(made, node)
        self.finish(made)
        made.forward = self.guards.around(node, made.forward)
        return made

    def loop(self, step: Step, node: gast.stmt) -> None:
        """A loop; in it less is kept, as that takes a stack."""
        outside = self.keeper
        self.keeper = Keeper(self.facts, self.names, is_in_loop=True)
        loops.loop(self, step, node)
        self.keeper = outside

    def finish(self, step: Step) -> None:
        """The adjoint of a statement without what is computed twice.

        A loop or branch without one is a statement like others: what it overwrites is
        recorded before it, not trip by trip.
        """
        if step.arms and is_idle(step, self.facts):
            step.forward, step.arms, step.ends, step.late = [step.node], [], [], True
        if self.keeper is not None:
            self.keeper.note(step)
        if not step.arms:
            step.adjoint = common(step.adjoint, self.facts, self.names.fresh)

    def assign(self, step: Step, target: gast.expr, value: gast.expr) -> None:
        call = calls.user_call(self, value)
        inert = not self.facts.varied(value)
        inert_store = inert and isinstance(target, gast.Subscript)
        if call is not None and not inert_store:
            calls.statement(self, step, target, call)
        elif isinstance(target, gast.Subscript):
            stores.store(self, step, target, value)
        elif isinstance(target, gast.Name):
            if not lists.assignment(self, step, target.id, value):
                self.bind(step, target.id, value)
        elif any(self.adjoints.present(n) for n in target_names(target)):
            raise refusal(
                self.facts.function,
                value,
                "unpacking this value",
                "one assignment for each part",
            )

    def augmented(self, step: Step, node: gast.AugAssign) -> None:
        """`x += e`: as `x = x + e`, except for storage."""
        target = node.target
        if isinstance(target, gast.Subscript):
            stores.update(self, target, node.op, node.value)
        elif isinstance(target, gast.Attribute):
            return  # an attribute carries no derivative
        elif isinstance(self.facts.kind_of_name(target.id), List):
            lists.augmented(self, step, node)
        elif self.facts.is_shared(name(target.id)):
            if not isinstance(self.facts.kind(target), Array):
                raise refusal(
                    self.facts.function,
                    node,
                    "an update in place of what may be a number or an array that "
                    "has another name",
                    "`x = x + ...`, or a copy before",
                )
            whole = self.facts.whole(name(target.id))
            stores.update(self, whole, node.op, node.value)
        elif self.facts.has_companion(target.id):
            companion_steps.update(self, node)
        else:
            value = gast.BinOp(name(target.id), node.op, node.value)
            self.bind(step, target.id, gast.copy_location(value, node))

    def bind(self, step: Step, variable: str, value: gast.expr) -> None:
        """`x = e`: take the adjoint of `x` to what `e` reads."""
        if self.facts.has_companion(variable):
            companion_steps.bind(self, step, variable, value)
            return
        if self.facts.holds_shared(name(variable)):
            self.bind_shared(step, variable, value)
            return
        if not self.adjoints.present(variable):
            return
        if not self.facts.varied(value):
            self.adjoints.drop(variable)
            return
        cotangent = self.adjoints.cotangent(variable)
        self.linear_statement(step, variable, value, cotangent)

    def linear_statement(
        self, step: Step, variable: str, value, cotangent: Term
    ) -> None:
        """The contributions of a value, those to the variable itself last."""
        own_parts = _reads_parts_of(value, variable)
        if own_parts:
            cotangent = self.moved(variable)
        result = None if variable in reads(value) else variable
        untaken = variable in self.lineariser.untaken.names
        found = self.lineariser.run(
            value, cotangent, result, held=True, untaken=untaken
        )
        step.late = result is not None and found.reads(variable)
        self.adjoints.out += found.prelude
        own = [c.term for c in found.contributions if root(c.leaf) == variable]
        if own_parts:
            self.contribute(found.contributions)
            return
        others = [c for c in found.contributions if root(c.leaf) != variable]
        if not own and self.hands_over(variable, others):
            return
        self.contribute(others)
        self.own_update(variable, own)

    def moved(self, variable: str) -> Term:
        """The adjoint under another name, so that the variable's can start anew."""
        self.adjoints.make_full(variable)
        local = self.names.fresh(f"{variable}_bar")
        self.facts.declare(local, self.facts.kind_of_name(variable))
        self.adjoints.emit("t = b", t=local, b=self.adjoints.bar(variable))
        self.adjoints.drop(variable)
        return terms.of(name(local), self.lineariser.scalar)

    def hands_over(self, variable: str, others: list[Contribution]) -> bool:
        """`b = a`: the adjoint of `b` becomes that of `a`, buffer and all."""
        if len(others) != 1 or not isinstance(others[0].leaf, gast.Name):
            return False
        leaf, term = others[0]
        bar = self.adjoints.bar(variable)
        if not term.is_just(bar):
            return False
        state = self.adjoints.state[variable]
        fresh = not self.adjoints.present(leaf.id) and not self.facts.is_shared(leaf)
        self.contribute(others)
        self.adjoints.drop(variable)
        if fresh and self.adjoints.state.get(leaf.id) == "borrowed":
            self.adjoints.state[leaf.id] = state
        return True

    def own_update(self, variable: str, parts: list[Term]) -> None:
        """What the variable's new value gives to its old one, in place."""
        adjoints, bar = self.adjoints, self.adjoints.bar(variable)
        if not parts:
            adjoints.drop(variable)
            return
        same = [t for t in parts if t.is_just(bar)]
        rest = [t for t in parts if not t.is_just(bar)]
        if same:
            if rest:
                adjoints.add(name(variable), rest)
            return
        adjoints.replace(variable, parts)

    def bind_shared(self, step: Step, variable: str, value: gast.expr) -> None:
        """A new object in shared storage; an alias or a view needs nothing."""
        varied = self.facts.varied(value)
        views = self.shares(value) if varied else ""
        mixed = self.facts.is_mixed(name(variable))
        nothing = not mixed or not self.adjoints.present(variable)
        nothing = nothing or isinstance(self.facts.kind(value), (Array, List))
        if (views == "always" and nothing) or not varied:
            self.adjoints.drop(variable)
            return
        if not self.facts.varied_name(variable):
            return
        bars = self.whole_adjoint(variable, "number" if views == "always" else "gather")
        again = variable in reads(value)
        if again and views == "maybe":
            raise refusal(
                self.facts.function,
                value,
                "what may be a view of the old value of its name",
                "another name",
            )
        if mixed or again:
            bars = self.early(step, variable, bars)
        cotangent = terms.of(bars, self.lineariser.scalar)
        found = self.lineariser.run(value, cotangent, None, held=True)
        if views == "maybe":
            same = "not r.same_storage(x, y)"
            viewed = self.facts.viewed(value)
            test = expression(same, r="@runtime", x=variable, y=viewed)
            loops.guarded(self, test, found)
        else:
            self.spread(found)
        step.late = not again

    def spread(self, found: Linearised) -> None:
        """Write what a value gives to what it reads."""
        self.adjoints.out += found.prelude
        self.contribute(found.contributions)

    def shares(self, value: gast.expr) -> str:
        """Is a value storage of another name: "always", "maybe" or ""?

        What is taken out of an array may be a part of it, or a number.
        """
        views = self.facts.places(value)
        known = isinstance(self.facts.kind(value), (Array, List, Tuple))
        if known or not isinstance(value, gast.Subscript):
            return views
        mixed = self.lineariser.is_leaf(value) and self.facts.is_mixed(value)
        return "maybe" if views and not mixed else views

    def whole_adjoint(self, variable: str, method: str) -> gast.expr:
        """The adjoint of a name whose objects have theirs in the table."""
        if not self.facts.is_mixed(name(variable)):
            return self.adjoints.table(name(variable))
        bars = self.adjoints.gathered(variable, method)
        self.adjoints.drop(variable)
        return bars

    def early(self, step: Step, variable: str, bars: gast.expr) -> gast.expr:
        """The value under a name, before what the statement did is undone."""
        local = self.names.fresh(f"{variable}_bar")
        self.facts.declare(local, self.facts.kind_of_name(variable))
        step.early += template("t = b", t=local, b=bars)
        return name(local)

    def contribute(self, contributions: list[Contribution]) -> None:
        """Add the contributions to the adjoints, those to the same place at once."""
        places: dict[str, list] = {}
        for leaf, term in contributions:
            places.setdefault(key_of(leaf), [leaf]).append(term)
        for leaf, *parts in places.values():
            self.adjoints.add(leaf, parts)


def _reads_parts_of(value: gast.expr, variable: str) -> bool:
    """Does the value read elements or slices of the variable?"""
    return any(
        isinstance(n, gast.Subscript) and root(n) == variable for n in nodes(value)
    )
