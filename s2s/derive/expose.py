"""This module names the parts of expressions that an adjoint should not compute again.

before   y = np.sum(np.exp(A @ x) * w)       after   matmul_part = A @ x
                                                     exp_part = np.exp(matmul_part)
                                                     y = np.sum(exp_part * w)
"""

from __future__ import annotations

import gast

from s2s.analyse.sources import may_be_storage
from s2s.derive import terms
from s2s.derive.hoist import Hoist
from s2s.derive.linearise import Lineariser
from s2s.derive.spelled import spelled_out
from s2s.derive.volatile import Volatile
from s2s.errors import NotDifferentiable
from s2s.kinds import Array, Complex, Float, Inert, List, Number, Tuple, Unknown
from s2s.tree.names import Names
from s2s.tree.template import constant, load, name, template
from s2s.tree.walk import nodes

_UNPACKED = """
if len(v) != n:
    raise ValueError("not as many values as names to unpack them to")
"""
_NUMBERS = (Float, Complex, Inert, Number, Array)


def expose(facts, names: Names) -> gast.FunctionDef | None:
    """The function with costly and volatile parts named; None if there are none."""
    work = _Expose(facts, names)
    body = work.block(facts.tree.body)
    if not work.found:
        return None
    tree = facts.tree
    return gast.copy_location(gast.FunctionDef(**{**vars(tree), "body": body}), tree)


def computed(tree: gast.FunctionDef) -> set[str]:
    """The names of values that are computed: no other name may change them."""
    found = [n for n in nodes(tree.body) if isinstance(n, gast.Assign)]
    found = [n for n in found if isinstance(n.value, (gast.BinOp, gast.Call))]
    return {n.targets[0].id for n in found if isinstance(n.targets[0], gast.Name)}


class _Expose:
    def __init__(self, facts, names: Names) -> None:
        self.facts, self.names, self.found = facts, names, False
        self.volatile = Volatile(facts)
        self.lineariser = Lineariser(facts, Names(names.taken).fresh, dry=True)

    def block(self, body: list) -> list:
        return [made for node in body for made in self.statement(node)]

    def statement(self, node: gast.stmt) -> list:
        if isinstance(node, (gast.If, gast.For, gast.While)):
            inner = {"body": self.block(node.body), "orelse": self.block(node.orelse)}
            if self.found:
                node = gast.copy_location(type(node)(**{**vars(node), **inner}), node)
            return [node]
        if not isinstance(node, (gast.Assign, gast.AugAssign, gast.Expr, gast.Return)):
            return [node]
        if node.value is None:
            return [node]
        made = spelled_out(self.facts, node, self.names)
        if made is not None:
            self.found = True
            return [gast.copy_location(s, node) for s in made]
        unpacked = self.unpacked(node)
        if unpacked is not None:
            return unpacked
        picked = self.picked_from(node.value)
        later = nodes(picked)  # what a display holds is looked at when that has a name
        volatile = [v for v in self.volatile.parts(node) if v not in later]
        chosen = picked + self.chosen(node) + volatile
        if not chosen:
            return [node]
        hoist = Hoist(chosen, volatile, self.names, self.facts)
        rest = hoist.visit_statement(node)
        self.found |= bool(hoist.before)
        return [gast.copy_location(s, node) for s in [*hoist.before, rest]]

    def unpacked(self, node: gast.stmt) -> list | None:
        """`a, b = e` of a value that is no call of the user's: one part at a time."""
        if not isinstance(node, gast.Assign) or not isinstance(
            node.targets[0], gast.Tuple
        ):
            return None
        value = node.value
        if not self.facts.varied(value) or _is_user_call(self.facts, value):
            return None
        if any(isinstance(t, gast.Starred) for t in node.targets[0].elts):
            return None  # normalise left it: it carries nothing
        self.found = True
        made = []
        if not isinstance(value, gast.Name):
            local = self.names.fresh("parts")
            made += template("local = value", local=local, value=value)
            value = name(local)
        targets = node.targets[0].elts
        if not self.has_length(value, len(targets)):
            made += template(_UNPACKED, v=value, n=constant(len(targets)))
        for i, target in enumerate(targets):
            made += template("t = v[i]", t=target, v=value, i=constant(i))
        return [gast.copy_location(s, node) for s in made]

    def has_length(self, value: gast.expr, length: int) -> bool:
        """Has a sequence this length for sure?"""
        kind = self.facts.kind(value)
        if isinstance(kind, Tuple):
            return len(kind.items) == length
        return isinstance(kind, Array) and (kind.shape or (None,))[0] == length

    def chosen(self, node: gast.stmt) -> list:
        """The parts of a statement to be named, volatile ones aside."""
        value = node.value
        found = self.uncertain(value)
        if isinstance(node, gast.AugAssign):
            found += self.unnamed_place(node.target)
        if _is_user_call(self.facts, value):
            found += [a for a in self.arguments(value) if self.is_named(a)]
            found += [p for a in self.arguments(value) for p in self.new_lists(a)]
        elif isinstance(node, gast.Return):
            found += [value] if self.holds_given(value) else self.new_lists(value)
        for part, slot in self.linear_parts(node):
            places = [part] if slot is None else [part, slot]
            if self.facts.varied(part) and not all(map(self.is_cheap, places)):
                found += self.dry_run(part, slot, node)
        return found

    def uncertain(self, value: gast.expr) -> list:
        """Items of a display that may be views of what changes: the run must ask."""
        if not isinstance(value, (gast.List, gast.Tuple)):
            return []
        items = [inner for item in value.elts for inner in _displayed(item)]
        sources = self.facts.analysis.sources
        changed = [i for i in items if any(c.changed for c in sources(i))]
        return [i for i in changed if self.facts.views(i) == "maybe"]

    def picked_from(self, value: gast.expr) -> list:
        """The displays of which items are picked: an item must have a place."""
        found = [n.value for n in nodes(value) if isinstance(n, gast.Subscript)]
        found = [n for n in found if isinstance(n, (gast.List, gast.Tuple))]
        return [n for n in found if self.facts.varied(n) and self.holds_storage(n)]

    def holds_storage(self, display: gast.expr) -> bool:
        """May an item of it be an object that is changed in place?"""
        return any(may_be_storage(self.facts.kind(item)) for item in display.elts)

    def unnamed_place(self, target: gast.expr) -> list:
        """The view that `a.T[i] *= e` changes: to be read, it must have a name."""
        if not isinstance(target, gast.Subscript) or self.lineariser.is_leaf(target):
            return []
        return [target.value] if self.facts.varied(target.value) else []

    def is_named(self, argument: gast.expr) -> bool:
        """Is an argument of a user's function given a name?

        A list with a name has an adjoint in the table, those of its numbers included.
        """
        if not isinstance(argument, gast.List) or not self.facts.varied(argument):
            return self.facts.is_costly(argument)
        kinds = [self.facts.kind(item) for item in _displayed(argument)]
        numbers = not all(isinstance(kind, (Array, List)) for kind in kinds)
        objects = any(map(may_be_storage, kinds))
        return (numbers and objects) or self.facts.is_costly(argument)

    def new_lists(self, argument: gast.expr) -> list:
        """Lists made of others in an argument or result: they share what they hold."""
        if isinstance(argument, (gast.List, gast.Tuple)):
            return [p for item in argument.elts for p in self.new_lists(item)]
        made = isinstance(argument, (gast.BinOp, gast.Call, gast.Subscript))
        lists = isinstance(self.facts.kind(argument), (List, Unknown))
        return [argument] if made and lists and self.facts.varied(argument) else []

    def holds_given(self, value: gast.expr) -> bool:
        """Is it a list that is written out, of what the caller has given?

        Who changes that finds the adjoint of the list in the table, by its name.
        """
        if not isinstance(value, gast.List):
            return False
        facts, analysis = self.facts, self.facts.analysis
        given = {c for p in analysis.parameters for c in facts.reached(p)}
        held = [c for item in _displayed(value) for c in analysis.reached(item)]
        return not given.isdisjoint(held)

    def is_cheap(self, node: gast.expr) -> bool:
        """Is all of it cheap to compute again, and of a form that needs no trial?"""
        return not self.facts.is_costly(node) and self.is_simple(node)

    def is_simple(self, node: gast.expr) -> bool:
        """Names, elements, numbers; displays, arithmetic and functions of such."""
        if isinstance(node, gast.Constant) or self.lineariser.is_leaf(node):
            return True
        if isinstance(node, (gast.List, gast.Tuple)):
            return all(map(self.is_simple, node.elts))
        if not isinstance(self.facts.kind(node), _NUMBERS):
            return False
        if isinstance(node, gast.BinOp):
            return self.is_simple(node.left) and self.is_simple(node.right)
        if isinstance(node, gast.UnaryOp):
            return self.is_simple(node.operand)
        if isinstance(node, gast.Call) and not node.keywords:
            rule = self.facts.rule_of(node)
            known = rule is not None and self.facts.scope.object(node.func) is not None
            return known and all(map(self.is_cheap, node.args))
        return False

    def linear_parts(self, node: gast.stmt) -> list:
        """(expression, slot) of what a cotangent will be taken through."""
        value = node.value
        if isinstance(value, gast.Call) and self.facts.scope.is_user_call(value):
            given = self.arguments(value)
            return [
                (a.value if isinstance(a, gast.Starred) else a, None) for a in given
            ]
        method = self.facts.list_method(value)
        if method is not None:
            return [(a, None) for a in method[2]]
        if self.facts.is_scatter(value):
            place = gast.Subscript(value.args[0], value.args[1], gast.Load())
            return [(value.args[2], place)]
        if isinstance(node, gast.Expr):
            return []
        if isinstance(node, gast.AugAssign):
            whole = gast.BinOp(load(node.target), node.op, value)
            slot = node.target if isinstance(node.target, gast.Subscript) else None
            return [(whole, slot)]
        target = node.targets[0] if isinstance(node, gast.Assign) else None
        return [(value, target if isinstance(target, gast.Subscript) else None)]

    def arguments(self, call: gast.Call) -> list:
        return [*call.args, *(k.value for k in call.keywords)]

    def dry_run(self, part: gast.expr, slot, node: gast.stmt) -> list:
        """The parts whose values the adjoint asks for.

        What is refused is refused where it is derived: a summary is for more inputs.
        """
        cotangent = name("@cotangent")
        like = part if slot is None else slot
        self.facts.declare("@cotangent", self.facts.kind(like))
        term = terms.of(cotangent, self.lineariser.scalar)
        try:
            found = self.lineariser.run(part, term, _result(node, part), slot)
        except NotDifferentiable:
            return []
        whole = node.value if part is not node.value else None
        return [n for n in found.expose if n is not whole]


def _displayed(node: gast.expr) -> list[gast.expr]:
    """What a display of lists holds, and those hold that are displayed in it."""
    if not isinstance(node, gast.List):
        return [node]
    return [inner for item in node.elts for inner in _displayed(item)]


def _result(node: gast.stmt, part: gast.expr) -> str | None:
    """The name that holds the value, where its old value is not read."""
    if not isinstance(node, gast.Assign) or not isinstance(node.targets[0], gast.Name):
        return None
    variable = node.targets[0].id
    names = {n.id for n in nodes(part) if isinstance(n, gast.Name)}
    return None if variable in names else variable


def _is_user_call(facts, value: gast.expr) -> bool:
    return isinstance(value, gast.Call) and facts.scope.is_user_call(value)
