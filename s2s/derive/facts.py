"""This module answers the questions that the derivation asks about a function."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import gast

from s2s.analyse.effects import is_scatter
from s2s.analyse.flow import root, target_names
from s2s.analyse.sharing import CHANGING, may_be_storage
from s2s.derive.paste import OBJECTS
from s2s.errors import refusal
from s2s.kinds import (
    Array,
    Callable,
    Complex,
    Float,
    Inert,
    Kind,
    List,
    Number,
    Tuple,
    Unknown,
)
from s2s.rules import registry
from s2s.tree.key import key_of
from s2s.tree.names import parameters, reads
from s2s.tree.template import clone, expression, name
from s2s.tree.walk import children

_ARITHMETIC = (gast.Add, gast.Sub, gast.Mult, gast.Div)
_CHEAP = frozenset({"len", "size", "shape", "ndim"})
_IMPURE = frozenset({"print", "input", "open", "id", "next", "iter", "exec", "eval"})


class Undo(NamedTuple):
    """How a change of storage is recorded (`keep`) and undone (`text`)."""

    variable: str
    keep: str
    text: str
    holes: dict


class Facts:
    """An analysed function, with the inputs that are differentiated here."""

    def __init__(self, analysis, varied: frozenset, shared: set) -> None:
        self.analysis = analysis
        self.function, self.tree = analysis.function, analysis.tree
        self.scope = analysis.scope
        self.shared = shared
        self.varied_names = varied
        self.program_names = analysis.names
        self.declared: dict[str, Kind] = {}
        self.not_numbers: set[str] = set()
        self.expressions: dict[str, Kind] = {}
        self._kinds: dict[int, tuple] = {}
        self._varied: dict[int, tuple] = {}

    # kinds

    def kind(self, node: gast.expr) -> Kind:
        """The kind of an expression of the program or of its derivative."""
        known = self._kinds.get(id(node))
        if known is None:
            known = (self._find_kind(node), node)
            self._kinds[id(node)] = known
        return known[0]

    of = kind

    def _find_kind(self, node: gast.expr) -> Kind:
        if isinstance(node, gast.Name):
            return self.kind_of_name(node.id)
        if self.expressions:
            declared = self.expressions.get(key_of(node))
            if declared is not None:
                return declared
        if is_unbroadcast(node):
            return self.kind(node.args[1])
        known = self.analysis.kinds.table.get(id(node)) or self._number(node)
        return known or self.analysis.kind_of(node, self.declared)

    def _number(self, node: gast.expr) -> Kind | None:
        """A number, where that needs no thought."""
        if isinstance(node, gast.Constant):
            parts, plain = [], type(node.value) is float
        elif isinstance(node, gast.BinOp):
            parts, plain = [node.left, node.right], isinstance(node.op, _ARITHMETIC)
        else:
            return None
        plain = plain and all(self.kind(part).__class__ is Float for part in parts)
        return Float() if plain else None

    def kind_of_name(self, variable: str) -> Kind:
        """The kind of a variable of the program or of its derivative."""
        if variable in self.declared:
            return self.declared[variable]
        return self.analysis.kinds.names.get(variable, Unknown())

    @property
    def names(self) -> dict:
        return self.analysis.kinds.names

    def declare(self, variable: str, kind: Kind) -> None:
        """A variable of the derivative has this kind."""
        self.declared[variable] = kind
        if not isinstance(kind, Float):
            self.not_numbers.add(variable)

    def declare_expression(self, node: gast.expr, kind: Kind) -> None:
        """An expression of the derivative has this kind."""
        if not isinstance(node, gast.Name):
            self.expressions[key_of(node)] = kind

    def add_program_name(self, variable: str) -> None:
        """A variable of the forward sweep that the adjoint reads."""
        self.program_names |= {variable}

    def note(self, statements: list[gast.stmt]) -> None:
        """Infer the kinds of new local variables."""
        for node in statements:
            target = node.targets[0]
            if target.id not in self.declared:
                self.declare(target.id, self.kind(node.value))

    def rank(self, node: gast.expr) -> int | None:
        """The number of dimensions, where it is known."""
        kind = self.kind(node)
        if isinstance(kind, (Float, Complex, Inert)):
            return 0
        if isinstance(kind, Array) and kind.shape is not None:
            return len(kind.shape)
        return None

    # derivatives

    def varied_name(self, variable: str) -> bool:
        """May the variable depend on an input that is differentiated?"""
        return variable in self.varied_names

    def varied(self, node: gast.expr) -> bool:
        """May the value of an expression?"""
        known = self._varied.get(id(node))
        if known is None:
            known = (carries(self.kind(node)) and self._varied_parts(node), node)
            self._varied[id(node)] = known
        return known[0]

    def _varied_parts(self, node: gast.expr) -> bool:
        if isinstance(node, gast.Name):
            return node.id in self.varied_names
        if is_test(node):
            return False
        if isinstance(node, (gast.Subscript, gast.Attribute)):
            return self.varied(node.value)
        if isinstance(node, gast.IfExp):
            return self.varied(node.body) or self.varied(node.orelse)
        if isinstance(node, gast.Call):
            return self._varied_call(node)
        return any(self.varied(c) for c in children(node) if isinstance(c, gast.expr))

    def _varied_call(self, node: gast.Call) -> bool:
        rule = self.rule_of(node)
        if rule is not None and rule.form == "zero":
            return False
        callee = self.scope.callee(node.func)
        if callee is not None:
            arguments = self.analysis.specialised(callee, node)[1]
            return any(self.varied(a) for a in arguments if a is not None)
        values = [*node.args, *(k.value for k in node.keywords)]
        if (
            isinstance(node.func, gast.Attribute)
            and self.scope.object(node.func) is None
        ):
            values.append(node.func.value)
        return any(map(self.varied, values))

    # calls

    def rule_of(self, call: gast.Call) -> registry.Rule | None:
        """The rule of a call, the one for its number of operands if there is one."""
        found = self._module(call.func)
        if found is None:
            return self.scope.method(call.func)
        return registry.lookup(found, len(call.args))

    def _module(self, func: gast.expr):
        """What a function name means, those that rules write included."""
        text = func.value.id if _dotted(func) else ""
        if text in OBJECTS:
            return getattr(OBJECTS[text], func.attr, None)
        if text.startswith("@"):
            return None
        return self.scope.object(func)

    def rule_call(self, call: gast.Call) -> tuple:
        """(rule, operands, keyword arguments) of a call.

        An operand that the call leaves out is `None`, as in the rule.
        """
        rule = self.rule_of(call)
        if rule is None:
            return None, [], {}
        values = list(call.args)
        if self._module(call.func) is None:
            values.insert(0, call.func.value)
        named = {k.arg: k.value for k in call.keywords}
        self._check_keywords(rule, call, named)
        if rule.rest and rule.form == "joining":
            return rule, values, named
        count = len(rule.operands)
        operands, rest = values[:count], values[count:]
        operands += [
            named.pop(p, gast.Constant(None, None))
            for p in rule.operands[len(operands) :]
        ]
        if rule.rest:
            named[rule.rest] = gast.Tuple(rest, gast.Load())
        else:
            named.update(zip(rule.keywords, rest))
        return rule, operands, named

    def _check_keywords(self, rule, call: gast.Call, named: dict) -> None:
        """Refuse what a rule does not know, or does not differentiate."""
        for keyword, value in named.items():
            if keyword is None or not rule.accepts(keyword):
                what = (
                    f"the argument `{keyword}` of `{rule.name}`"
                    if keyword
                    else "`**` in a call"
                )
                raise refusal(
                    self.function,
                    call,
                    f"a derivative through {what}",
                    "the call without it",
                )
            if keyword not in rule.operands and self.varied(value):
                raise refusal(
                    self.function,
                    value,
                    f"a derivative with respect to the argument `{keyword}`",
                    "a value that does not depend on the inputs",
                )

    def is_costly(self, node: gast.expr) -> bool:
        """Is computing the value again expensive, or not the same?"""
        if isinstance(node, gast.Call):
            rule = self.rule_of(node)
            if getattr(node.func, "attr", getattr(node.func, "id", "")) in _CHEAP:
                return any(map(self.is_costly, node.args))
            if rule is None or not self._scalars_only(node):
                return rule is None or not rule.view
        if isinstance(node, gast.BinOp) and isinstance(node.op, gast.MatMult):
            return True
        return any(
            self.is_costly(c) for c in children(node) if isinstance(c, gast.expr)
        )

    def costly_parts(self, node: gast.expr) -> list[gast.expr]:
        """The largest parts of an expression that are costly operations."""
        if not self.is_costly(node):
            return []
        plain = isinstance(node, (gast.BinOp, gast.UnaryOp)) and not (
            isinstance(node, gast.BinOp) and isinstance(node.op, gast.MatMult)
        )
        if not plain:
            return [node]
        return [
            p
            for c in children(node)
            if isinstance(c, gast.expr)
            for p in self.costly_parts(c)
        ]

    def _scalars_only(self, node: gast.Call) -> bool:
        return all(isinstance(self.kind(a), (Float, Complex, Inert)) for a in node.args)

    def is_impure(self, call: gast.Call) -> bool:
        """May a call give another value, or have an effect, when repeated?"""
        if isinstance(call.func, gast.Name) and call.func.id in _IMPURE:
            return True
        return self.rule_of(call) is None

    def is_scatter(self, node: gast.expr) -> bool:
        """`np.add.at`."""
        return is_scatter(self.scope, node)

    # storage

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

    def cells_of(self, variable: str) -> list:
        """The cells that a name reaches."""
        if not may_be_storage(self.kind_of_name(variable)):
            return []
        sharing = self.analysis.sharing
        return [c for c in sharing.layers(sharing.cell(variable)) if c.changed]

    def views(self, value: gast.expr) -> str:
        """Does a value share storage with its operand: "always", "maybe" or ""?"""
        if isinstance(value, gast.Name):
            return "always"
        if isinstance(value, gast.Subscript):
            return "always" if self.analysis.sources(value) else ""
        if isinstance(value, gast.Attribute):
            return "always" if value.attr in ("T", "real") else ""
        if isinstance(value, gast.Call):
            rule = self.rule_of(value)
            return rule.view if rule is not None else ""
        return ""

    def viewed(self, value: gast.Call) -> gast.expr:
        """The operand that a view is of."""
        return self.rule_call(value)[1][0]

    def changed_cells(self, node: gast.stmt) -> frozenset:
        """The storage that a statement changes."""
        target = _changed_place(self, node)
        if target is None:
            return frozenset()
        return frozenset(
            c
            for s in self.analysis.sources(target)
            for c in self.analysis.sharing.layers(s)
        )

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

    def undo(self, node: gast.stmt) -> list[Undo]:
        """How the change that a statement makes is undone; inert storage never is."""
        place = _changed_place(self, node)
        if place is None or not self.varied_name(root(place)):
            return []
        variable = root(place)
        if isinstance(node, gast.Expr):
            return _undo_call(self, node.value, variable)
        if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Name):
            return _undo_call(self, node.value, variable)
        target = node.targets[0] if isinstance(node, gast.Assign) else node.target
        if isinstance(target, gast.Name):
            if isinstance(self.kind(target), List):
                back = "del x[stack.pop():]"
                return [Undo(variable, "stack.append(len(x))", back, {"x": variable})]
            target = self.whole(target)
        if self.may_be_in_place(node):
            holes = {"p": target, "r": name("@runtime")}
            return [Undo(variable, "stack.append(r.copy(p))", "p = stack.pop()", holes)]
        return [_undo_store(self, target, variable)]

    def may_be_in_place(self, node: gast.stmt) -> bool:
        """`x += e` of what may be a number or an array: its old value is copied."""
        if not isinstance(node, gast.AugAssign):
            return False
        kind = self.kind(node.target)
        return not isinstance(kind, (Float, Complex, Inert, Array, List))

    # text

    def text_of(self, node: gast.stmt) -> str:
        """The user's statement on one line."""
        key = (getattr(node, "lineno", None), getattr(node, "col_offset", None))
        return self.analysis.statements.get(key, "")

    def user_name(self, variable: str) -> str:
        """The user's name for a variable that got a name of its own."""
        return self.analysis.origin.get(variable, variable)

    def is_reversible(self, loop: gast.stmt) -> bool:
        """Loops without derivatives neither count their trips nor run backwards."""
        return bool(self.provided(loop)) or id(loop) in self.analysis.trips

    def provided(self, node: gast.stmt) -> list[str]:
        """The names that the header of the backward loop sets."""
        if isinstance(node, gast.For) and is_range(node.iter):
            return target_names(node.target)
        return []

    def header_reading(self, node: gast.stmt) -> frozenset:
        """The names that the header of a backward loop or branch reads."""
        if isinstance(node, gast.If):
            found = reads(node.test)
        elif self.analysis.trips.get(id(node)):
            found = {self.analysis.trips[id(node)]}
            found |= reads(node.iter) if self.provided(node) else set()
        else:
            found = reads(node.iter)
        return frozenset(found & self.program_names)

    @cached_property
    def read_anywhere(self) -> frozenset:
        """Every name that the program reads."""
        return frozenset(reads(self.tree.body))


def is_test(node: gast.expr) -> bool:
    """A comparison, or comparisons joined: true or false."""
    if isinstance(node, gast.BoolOp):
        return all(map(is_test, node.values))
    negated = isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.Not)
    return negated or isinstance(node, gast.Compare)


def carries(kind: Kind) -> bool:
    """Can a value of this kind carry a derivative?"""
    if isinstance(kind, Array):
        return kind.dtype == "" or kind.dtype.startswith(("float", "complex"))
    if isinstance(kind, List):
        return kind.item is None or carries(kind.item)
    if isinstance(kind, Tuple):
        return any(map(carries, kind.items))
    return not isinstance(kind, (Inert, Callable, type(None)))


def is_unbroadcast(node: gast.expr) -> bool:
    """`runtime.unbroadcast(value, like)`, in unfinished text."""
    return (
        isinstance(node, gast.Call)
        and isinstance(node.func, gast.Attribute)
        and node.func.attr == "unbroadcast"
        and getattr(node.func.value, "id", "") == "@runtime"
    )


def is_range(node: gast.expr) -> bool:
    """A call of `range`."""
    return isinstance(node, gast.Call) and getattr(node.func, "id", "") == "range"


def _dotted(func: gast.expr) -> bool:
    return isinstance(func, gast.Attribute) and isinstance(func.value, gast.Name)


def _changed_place(facts: Facts, node: gast.stmt) -> gast.expr | None:
    """The object that a statement changes in place."""
    if isinstance(node, gast.Assign) and isinstance(node.targets[0], gast.Subscript):
        return node.targets[0].value
    if isinstance(node, gast.AugAssign):
        return _augmented_place(facts, node.target)
    value = node.value if isinstance(node, (gast.Expr, gast.Assign)) else None
    if isinstance(value, gast.Call):
        if isinstance(value.func, gast.Attribute) and value.func.attr in CHANGING:
            if not isinstance(facts.kind(value.func.value), Array):
                return value.func.value if root(value.func.value) else None
        if facts.is_scatter(value):
            return value.args[0]
    return None


def _augmented_place(facts: Facts, target: gast.expr) -> gast.expr | None:
    if isinstance(target, gast.Subscript):
        return target.value
    kind = facts.kind(target)
    if isinstance(kind, (Array, List)) or facts.is_shared(target):
        return target
    return None


def _undo_store(facts: Facts, target: gast.Subscript, variable: str) -> Undo:
    """What a store overwrites: a scalar, a copied slice, or a reference to an item."""
    holes = {"p": target}
    slot = facts.kind(target)
    if isinstance(slot, (Float, Inert)) or not isinstance(
        facts.kind(target.value), (Array, Unknown, Number)
    ):
        return Undo(variable, "stack.append(p)", "p = stack.pop()", holes)
    if isinstance(slot, Array):
        return Undo(variable, "stack.append(p.copy())", "p = stack.pop()", holes)
    holes["r"] = name("@runtime")
    return Undo(variable, "stack.append(r.copy(p))", "p = stack.pop()", holes)


def _undo_call(facts: Facts, call: gast.Call, variable: str) -> list[Undo]:
    if facts.is_scatter(call):
        place = gast.Subscript(call.args[0], clone(call.args[1]), gast.Load())
        return [_undo_store(facts, place, variable)]
    receiver, method = call.func.value, call.func.attr
    holes = {"xs": receiver}
    if method == "append":
        return [Undo(variable, "", "xs.pop()", holes)]
    if method == "pop" and not call.args:
        return [Undo(variable, "stack.append(xs[-1])", "xs.append(stack.pop())", holes)]
    return [Undo(variable, "stack.append(xs[:])", "xs[:] = stack.pop()", holes)]


def parameter_names(facts: Facts) -> list[str]:
    """The parameters of the function."""
    return parameters(facts.tree)
