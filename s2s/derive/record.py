"""This module decides what is recorded: what adjoints read and is overwritten.

    v = v * v          v_stack.append(v)            the adjoint reads the old `v`
    v = 3.0 * v        (nothing)                    it reads no `v`
    a[i] = v           a_stack.append(a[i])         only if an adjoint read `a` before

Walking the steps forwards, `need` holds what the adjoints so far read: bindings of
names, and contents of storage (by cell, so that any alias counts). An overwritten
binding that is needed is pushed before; but a name that every trip of a loop assigns
before it reads it is pushed after its assignment, and popped in the backward trip
before it is first read. What is cheap is computed again there instead: `recompute`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import gast

from s2s.analyse.exposure import has_break
from s2s.analyse.flow import target_names
from s2s.derive.reading import reading
from s2s.derive.recompute import Block, Found, Recompute
from s2s.derive.steps import Record, Step
from s2s.derive.undo import undone
from s2s.derive.uses import Ends, Uses
from s2s.tree.template import template


@dataclass
class Recorder:
    """The recording of one function: the stacks, and names that need a first value."""

    facts: object
    fresh: object
    uses: Uses
    stacks: dict = field(default_factory=dict)
    unbound: list = field(default_factory=list)
    demands: set = field(default_factory=set)
    given: frozenset = frozenset()
    is_in_loop: bool = False

    def run(self, steps: list[Step], need: frozenset, bound: frozenset) -> set:
        """Fill in `push`, `save` and `fetch` of all steps; what is needed in all.

        `demands` are then the arguments that callees must restore: what they overwrite
        of them is read.
        """
        self.recompute = Recompute(self.facts, steps, self.uses)
        return self.block(steps, need, bound, frozenset())[0]

    def block(self, steps, need, bound, after) -> tuple:
        """(what is needed, what is bound) behind a block."""
        need, bound = set(need), set(bound)
        rest = self.suffixes(steps, after)
        for step in steps:
            step.clear()
            if not step.arms:
                self.simple(step, need, bound)
            elif isinstance(step.node, gast.If):
                need, bound = self.branch(step, need, bound, rest.get(step))
            else:
                need = self.loop(step, need, bound, rest.get(step))
        return need, bound

    def simple(self, step: Step, need: set, bound: set) -> None:
        """One plain statement: `need` and `bound` become what they are behind it."""
        found, early = self.uses.reading(step.adjoint), self.uses.reading(step.early)
        names = self.uses.bound(step)
        made = names - self.uses.exposures.of(step.node).written
        new = names if step.late else made
        after = (found.names & new) | (early.names & names)
        need |= found.cells
        self.demands |= {d for d, c in step.changes if c is None or c & need}
        need |= early.cells | step.holds | (found.names - new) | (early.names - names)
        need |= self.push_contents(step, self.facts.changed_cells(step.node), need)
        step.drops -= early.cells | (found.cells if step.late else frozenset())
        need -= step.drops
        for variable in sorted(names & need):
            other = self.same_array(step, variable)
            if other:
                step.push += [] if other == variable else [_alias(variable, other)]
                after |= {other}
            else:
                self.push(step, variable, bound)
        need -= names
        need |= after
        bound |= names

    def same_array(self, step: Step, variable: str) -> str:
        """A name, behind the step, of the array that a name holds before it."""
        known = self.facts.analysis.companions
        held = known.before.get(step.node, {}).get(variable)
        after = known.after.get(step.node, {})
        if held is None or not known.knows(variable):
            return ""
        return variable if after.get(variable) is held else _name_of(held, after)

    def suffixes(self, steps: list[Step], after) -> dict:
        """For every compound step, the names that may be read behind it."""
        found, after = {}, set(after)
        for step in reversed(steps):
            if step.arms:
                found[step] = frozenset(after)
            one = self.uses.exposures.of(step.node)
            after -= one.assigned
            after |= one.exposed
        return found

    def push(self, step: Step, variable: str, bound) -> None:
        """The binding of a name, before it changes."""
        self.read_at({variable}, bound)
        step.push.append(self.record(variable, self.facts.may_be_in_place(step.node)))

    def read_at(self, names, bound) -> None:
        """Names that are read where they may be unbound need a first value."""
        own = names & self.recompute.bindings.keys()
        self.unbound += sorted(own - bound - set(self.unbound))

    def record(self, variable: str, copied: bool = False) -> Record:
        stack = self.stack(variable, "binding")
        text = "stack.append(r.copy(x))" if copied else "stack.append(x)"
        return Record(
            template(text, stack=stack, x=variable, r="@runtime"),
            template("x = stack.pop()", stack=stack, x=variable),
        )

    def push_contents(self, step: Step, cells, need) -> frozenset:
        """What a store overwrites; its index is then read in the backward sweep."""
        if not cells or need.isdisjoint(cells):
            return frozenset()
        reads = frozenset()
        for undo in undone(self.facts, step.node):
            rank = self.facts.rank(undo.holes["p"]) if "p" in undo.holes else None
            stack = self.stack(undo.variable, f"contents {rank}") if undo.keep else ""
            keep = template(undo.keep, stack=stack, **undo.holes)
            back = template(undo.text, stack=stack, **undo.holes)
            found = reading(self.facts, back).together | {undo.variable}
            step.push.append(Record(keep, back, found))
            step.drops |= cells if undo.whole else frozenset()
            reads |= found
        return reads

    def stack(self, variable: str, what: str) -> str:
        key = (variable, what)
        if key not in self.stacks:
            self.stacks[key] = self.fresh(f"{variable}_stack")
        return self.stacks[key]

    def branch(self, step: Step, need, bound, after) -> tuple:
        """An `if`: the backward sweep reads its test after the arms."""
        ends = []
        for arm, end in zip(step.arms, step.ends):
            entry = need | self.of_many_forms(self.uses.reading(end).names)
            found, arm_bound = self.block(arm, entry, bound, after)
            found |= self.uses.reading(end).together
            self.read_at(self.uses.reading(end).names, arm_bound)
            if self.is_in_loop:
                found = self.save_local(arm, found, after, need)
            ends.append((found, arm_bound))
        (a, bound_a), (b, bound_b) = ends
        a.update(b, self.uses.reading(step.adjoint).together, self.uses.header(step))
        return a, bound_a & bound_b

    def save_local(self, arm, need: set, after, before) -> set:
        """Names that live in this arm only are brought back in it."""
        exposed, assigned, _ = self.uses.exposures.block([s.node for s in arm])
        assigned |= self.uses.made(arm)
        own = frozenset(assigned - exposed - after)
        found, ends = self.bring_back(arm, own, own & need, before)
        for variable in found.left:
            self.save(ends, variable)
        need -= own
        need |= found.reads
        return need

    def bring_back(self, steps, own, wanted, before: set) -> tuple[Found, Ends]:
        """Compute again what can be; the names that are left are to be recorded."""
        block = Block(steps, own, before, self.given)
        found, ends = self.recompute.search(block, wanted), Ends(self.uses, steps)
        for variable, record in found.again:
            ends.fetch(variable, record)
        return found, ends

    def loop(self, step: Step, need, bound, after) -> set:
        """A loop: its body to a fixpoint. What is needed behind it."""
        (body,), (end,) = step.arms, step.ends
        exposed, assigned, _ = self.uses.exposures.block([s.node for s in body])
        provided = frozenset(self.facts.provided(step.node))
        end_reads = self.uses.reading(end).together
        local = self.local_names(step, body, exposed, assigned) - provided
        local -= self.of_many_forms(end_reads & local)
        entry = self.push_before(step, need, local, bound)
        outside = self.is_in_loop, self.given
        self.is_in_loop, self.given = True, self.given | provided
        while True:
            out, _ = self.block(body, entry, bound | provided, exposed | after)
            aliases = self.aliases(body, local & out, local)
            out -= aliases.keys()
            out.update(aliases.values(), end_reads)
            more = out - entry - local - provided
            if not more:
                break
            entry |= more
        found, ends = self.bring_back(body, local, local & out, entry)
        for variable in found.left:
            self.save_in_loop(step, ends, variable)
        self.is_in_loop, self.given = outside
        body[-1].fetch += [_alias(n, aliases[n]) for n in sorted(aliases)]
        self.read_at(self.uses.reading(step.adjoint).names, bound)
        entry.update(self.uses.reading(step.adjoint).together, self.uses.header(step))
        return (entry | found.reads) - provided

    def of_many_forms(self, names) -> set:
        """The names of which zeros differ from one binding to the next."""
        return {n for n in names if not self.facts.has_one_form(n)}

    def local_names(self, step, body, exposed, assigned) -> frozenset:
        """The names that every trip assigns before it reads them."""
        found = (assigned - exposed) | self.uses.made(body)
        for one in body:
            if has_break(one.node):
                found -= self.uses.exposures.of(one.node).written
        if isinstance(step.node, gast.For):
            found |= set(target_names(step.node.target))
        return frozenset(found)

    def aliases(self, body: list[Step], wanted: set, local: frozenset) -> dict:
        """Names of a trip that end it as other names for what outlives it."""
        known, last = self.facts.analysis.companions, body[-1].node
        if any(has_break(one.node) for one in body):
            return {}
        after = known.after.get(last, {})
        names = filter(known.knows, wanted)
        found = {n: _name_of(after.get(n), after, local) for n in names}
        return {n: other for n, other in found.items() if other}

    def push_before(self, step: Step, need: set, local, bound) -> set:
        """What was needed of a loop's own names before the loop."""
        for variable in sorted(local & need):
            self.push(step, variable, bound)
        return need - local

    def save_in_loop(self, step: Step, ends: Ends, variable: str) -> None:
        if variable in ends.writers:
            self.save(ends, variable)
        else:
            step.opening.append(self.record(variable))
            ends.fetch(variable, step.opening[-1])

    def save(self, ends: Ends, variable: str) -> None:
        """Push after the last assignment, pop before the first use backwards."""
        record = self.record(variable)
        ends.writers[variable].save.append(record)
        ends.fetch(variable, record)


def _alias(variable: str, other: str) -> Record:
    """`x = y` where `y` still names the array."""
    return Record([], template("x = y", x=variable, y=other), frozenset({other}))


def _name_of(held, holding, but: frozenset = frozenset()) -> str:
    """A name that holds an array, the first of them."""
    names = (n for n, o in holding.items() if o is held and n not in but)
    return "" if held is None else min(names, default="")
