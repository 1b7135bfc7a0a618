"""This module makes statements of the expressions that cannot stay expressions.

    y = g(x) + (a if x > 0 else b)       g_value = g(x)
                                         if x > 0:
                                             choice = a
                                         else:
                                             choice = b
                                         y = g_value + choice

The order of evaluation is Python's: what stands before the part that is taken out
gets a name of its own if the part could change it.
"""

from __future__ import annotations

import gast

from s2s.normalise.blocks import statements
from s2s.normalise.comprehensions import (
    append_each,
    rename_targets,
    sum_each,
    targets,
)
from s2s.normalise.conditionals import (
    ask_in_loop,
    choose,
    choose_result,
    compare,
    decide,
)
from s2s.normalise.context import is_name
from s2s.normalise.effects import is_harmless, is_stable, may_bind
from s2s.normalise.inplace import stored_result, stored_statement
from s2s.normalise.iteration import by_index
from s2s.normalise.lambdas import named
from s2s.normalise.marks import Marks, called
from s2s.normalise.outputs import outputs
from s2s.normalise.split import Slot, operands
from s2s.normalise.taint import Taint
from s2s.tree.names import assigned, names_in, parameters, reads
from s2s.tree.template import at, load, target, template

Block = list[gast.stmt]


def lower(tree: gast.FunctionDef, taint: Taint) -> gast.FunctionDef:
    """The function with calls, conditionals and comprehensions as statements."""
    lowering = _Lowering(tree, taint)
    tree.body = lowering.block(tree.body)
    return tree


class _Lowering:
    """Lowers statement by statement; what it makes is lowered in its turn."""

    def __init__(self, tree: gast.FunctionDef, taint: Taint) -> None:
        self.taint, self.context = taint, taint.context
        self.original = set(statements(tree.body))
        self.scope = reads(tree.body) | {*assigned(tree.body), *parameters(tree)}
        self.own: set[str] = set()
        self.place: gast.stmt = tree

    def block(self, body: Block) -> Block:
        return [made for node in body for made in self.statement(node)]

    def statement(self, node: gast.stmt) -> Block:
        visit = _VISITS.get(type(node))
        if visit is None:
            return [node]
        outer, self.place = self.place, node if node in self.original else self.place
        made = self.placed(visit(self, node))
        self.place = outer
        return made

    def placed(self, body: Block) -> Block:
        """What is made has the position of the user's statement it stems from."""
        return at(self.place, body)

    def made(self, body: Block) -> Block:
        return self.block(self.placed(body))

    def fresh(self, base: str) -> str:
        name = self.context.fresh(base)
        self.own.add(name)
        self.taint.names.add(name)
        return name

    def marks(self, node: gast.stmt, *parts: gast.AST, live: bool = True) -> Marks:
        marks = Marks(self.taint, self.is_tainted(node))
        marks.all(list(parts), live)
        return marks

    # Statements

    def assign(self, node: gast.Assign) -> Block:
        goal, value = node.targets[0], node.value
        if isinstance(value, gast.GeneratorExp) and isinstance(goal, gast.Tuple):
            made = gast.ListComp(elt=value.elt, generators=value.generators)
            value = node.value = gast.copy_location(made, value)
        marks = self.marks(node, value, *node.targets)
        if value in marks.wanted and len(node.targets) == 1:
            if is_name(goal) and not self.must_stay(goal.id, value):
                return self.expand(value, goal.id, marks)
            if isinstance(goal, gast.Tuple) and self.taint.user_call(value):
                return self.take_operands(operands(value), marks) + [node]
        slots = [Slot(node, "value", None)]
        for target_ in node.targets:
            slots.extend(operands(target_) if not is_name(target_) else [])
        return self.take_operands(slots, marks) + [node]

    def augmented(self, node: gast.AugAssign) -> Block:
        marks = self.marks(node, node.value, node.target)
        goal = [] if is_name(node.target) else operands(node.target)
        before = self.take_operands(goal, marks)
        between = self.take_operands([Slot(node, "value", None)], marks)
        if not between:
            return before + [node]
        for slot in goal:
            before += self.protect(slot, between)
        if is_name(node.target):
            seen = may_bind(between, node.target.id, self.context)
        else:
            seen = not is_harmless(between, self.own, self.context)
        return before + (self.in_steps(node, between) if seen else [*between, node])

    def in_steps(self, node: gast.AugAssign, between: Block) -> Block:
        """Python reads the target before it evaluates the value."""
        goal, held = node.target, self.fresh("before")
        read = template("held = goal", held=held, goal=load(goal))
        node.target = target(held)
        return read + between + [node] + template("goal = held", goal=goal, held=held)

    def effect(self, node: gast.Expr) -> Block:
        stored = None
        if self.is_tainted(node):
            stored = stored_statement(node, self.taint)
        if stored is not None:
            return self.made(stored)
        marks = self.marks(node, node.value)
        if node.value in marks.wanted and self.stands_alone(node.value):
            return self.take_operands(operands(node.value), marks) + [node]
        made = self.take_operands([Slot(node, "value", None)], marks)
        return made if made and is_name(node.value) else [*made, node]

    def stands_alone(self, node: gast.expr) -> bool:
        return self.taint.user_call(node) or self.taint.changes_list(node)

    def returned(self, node: gast.Return) -> Block:
        if node.value is None:
            return [node]
        marks = self.marks(node, node.value)
        if isinstance(node.value, gast.IfExp) and node.value in marks.wanted:
            return self.made(choose_result(node.value))
        return self.take_operands([Slot(node, "value", None)], marks) + [node]

    def branch(self, node: gast.If) -> Block:
        before = self.tested(node)
        node.body, node.orelse = self.block(node.body), self.block(node.orelse)
        return before + [node]

    def tested(self, node: gast.If | gast.While | gast.Assert) -> Block:
        marks = self.marks(node, node.test, live=False)
        return self.take_operands([Slot(node, "test", None)], marks)

    def loop(self, node: gast.While) -> Block:
        prelude = self.tested(node) if self.is_tainted(node) else []
        node.body, node.orelse = self.block(node.body), self.block(node.orelse)
        return ask_in_loop(node, prelude, self.context) if prelude else [node]

    def iteration(self, node: gast.For) -> Block:
        if self.taint.value(node.iter) and self.is_tainted(node):
            return self.made(by_index(node, self.context))
        marks = self.marks(node, node.iter)
        before = self.take_operands([Slot(node, "iter", None)], marks)
        node.body, node.orelse = self.block(node.body), self.block(node.orelse)
        return before + [node]

    def is_tainted(self, node: gast.stmt) -> bool:
        return node not in self.original or node in self.taint.code

    def deletion(self, node: gast.Delete) -> Block:
        slots = [slot for goal in node.targets for slot in operands(goal)]
        return self.take_operands(slots, self.marks(node, *node.targets)) + [node]

    def check(self, node: gast.Assert) -> Block:
        return self.tested(node) + [node]

    # Expressions

    def take_operands(self, slots: list[Slot], marks: Marks) -> Block:
        """Take out what is marked in `slots`, in the order of evaluation."""
        holding = [i for i, slot in enumerate(slots) if slot.get() in marks.holding]
        slots = slots[: holding[-1] + 1] if holding else []
        taken = [self.take(slot, marks) for slot in slots]
        made: Block = []
        for index, slot in enumerate(slots):
            between = [node for later in taken[index + 1 :] for node in later]
            made += taken[index] + self.protect(slot, between)
        return made

    def take(self, slot: Slot, marks: Marks) -> Block:
        node = slot.get()
        if node not in marks.holding:
            return []
        if node not in marks.wanted:
            return self.take_operands(operands(node), marks)
        if isinstance(node, gast.NamedExpr):
            slot.set(load(node.target))
            made = template("goal = value", goal=node.target, value=node.value)
            return self.made(made)
        if self.is_output(node):
            made, value = stored_result(node, self.context)
            slot.set(value)
            return self.made(made)
        name = self.fresh(called(node))
        slot.set(at(node, load(target(name))))
        return self.expand(node, name, marks)

    def protect(self, slot: Slot, between: Block) -> Block:
        """Keep an operand in a name if what is done in between could change it."""
        node = slot.get()
        if not between or is_stable(node, between, self.own, self.context):
            return []
        name = self.fresh("before")
        slot.set(at(node, load(target(name))))
        return self.placed(template("name = node", name=name, node=node))

    def is_output(self, node: gast.expr) -> bool:
        return isinstance(node, gast.Call) and bool(outputs(node, self.context))

    def must_stay(self, name: str, node: gast.expr) -> bool:
        """Whether `name` must not be assigned before all of `node` is evaluated."""
        if isinstance(node, gast.NamedExpr) or self.is_output(node):
            return True
        if isinstance(node, gast.BoolOp):
            return name in self.context.read(node.values[1:])
        partly = isinstance(node, gast.ListComp) or self.context.is_builtin(node, "sum")
        return partly and name in self.context.read(node) | names_in(node)

    def expand(self, node: gast.expr, name: str, marks: Marks) -> Block:
        """The statements that put the value of a marked node into `name`."""
        if isinstance(node, gast.IfExp):
            return self.made(choose(node, name))
        if isinstance(node, gast.BoolOp):
            return self.made(decide(node, name))
        if isinstance(node, gast.Compare):
            value = compare(node, self.context)
            return self.made(template("name = value", name=name, value=value))
        if isinstance(node, gast.Lambda):
            self.taint.functions[name] = node
            return self.placed(named(node, name))
        if isinstance(node, gast.ListComp):
            return self.comprehension(node, append_each(self.own_names(node), name))
        if self.context.is_builtin(node, "sum"):
            self.own_names(node.args[0])
            return self.comprehension(node.args[0], sum_each(node, name))
        before = self.take_operands(operands(node), marks)
        return before + self.placed(template("name = value", name=name, value=node))

    def own_names(self, node: gast.ListComp) -> gast.ListComp:
        renamed = rename_targets(node, self.scope, self.context)
        for old, new in renamed.items():
            self.taint.names.update({new} if old in self.taint.names else ())
        return node

    def comprehension(self, node: gast.ListComp, made: Block) -> Block:
        """Inside of its loops the names of a comprehension are taken."""
        added = set(targets(node)) - self.scope
        self.scope |= added
        lowered = self.made(made)
        self.scope -= added
        return lowered


_VISITS = {
    gast.Assign: _Lowering.assign,
    gast.AugAssign: _Lowering.augmented,
    gast.Expr: _Lowering.effect,
    gast.Return: _Lowering.returned,
    gast.If: _Lowering.branch,
    gast.While: _Lowering.loop,
    gast.For: _Lowering.iteration,
    gast.Assert: _Lowering.check,
    gast.Delete: _Lowering.deletion,
}
