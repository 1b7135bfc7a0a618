"""This module answers the questions that the derivation asks about a function."""

from __future__ import annotations

from functools import cached_property

import gast

from s2s.analyse.flow import target_names
from s2s.analyse.lengths import indices
from s2s.derive.call_facts import CallFacts
from s2s.derive.shapes import is_real, same_shape
from s2s.derive.storage_facts import StorageFacts
from s2s.kinds import (
    Array,
    Callable,
    Complex,
    Float,
    Inert,
    Kind,
    List,
    Tuple,
    Unknown,
)
from s2s.optimise.nodes import changed
from s2s.tree.key import key_of
from s2s.tree.names import free_name, reads
from s2s.tree.walk import children, nodes

_ARITHMETIC = (gast.Add, gast.Sub, gast.Mult, gast.Div)


class Facts(CallFacts, StorageFacts):
    """An analysed function, with the inputs that are differentiated here."""

    def __init__(
        self, analysis, varied: frozenset, shared: set, kept: frozenset = frozenset()
    ) -> None:
        self.analysis, self.kept = analysis, kept
        self.function, self.tree = analysis.function, analysis.tree
        self.scope = analysis.scope
        self.shared = shared
        self.varied_names = varied
        self.program_names = set(analysis.names)
        self.declared: dict[str, Kind] = {}
        self.not_numbers: set[str] = set()
        self.tapes: dict[str, frozenset] = {}
        self.given_to_tapes: set = set()
        self.expressions: dict[str, Kind] = {}
        # The nodes are keys themselves: so they stay alive, and hash by identity.
        self._kinds: dict[gast.expr, Kind] = {}
        self._varied: dict[gast.expr, bool] = {}

    # kinds

    def kind(self, node: gast.expr) -> Kind:
        """The kind of an expression of the program or of its derivative."""
        known = self._kinds.get(node)
        if known is None:
            known = self._kinds[node] = self._find_kind(node)
        return known

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
        place = _place_in_program(node)
        if place is not None:
            return self.kind(place)
        known = self.analysis.kinds.table.get(id(node)) or self._number(node)
        return known or self.analysis.kind_of(node, self.declared)

    def _number(self, node: gast.expr) -> Kind | None:
        """A number, where that needs no thought."""
        if isinstance(node, gast.Constant):
            parts, plain = [], type(node.value) is float
        elif isinstance(node, gast.BinOp):
            parts, plain = [node.left, node.right], isinstance(node.op, _ARITHMETIC)
        elif isinstance(node, gast.UnaryOp):
            parts, plain = [node.operand], isinstance(node.op, gast.USub)
        elif isinstance(node, gast.Call):
            parts, plain = node.args, self.is_of_floats(node)
        else:
            return None
        plain = plain and all(self.kind(part).__class__ is Float for part in parts)
        return Float() if plain else None

    def kind_of_name(self, variable: str) -> Kind:
        """The kind of a variable of the program or of its derivative."""
        if variable in self.declared:
            return self.declared[variable]
        return self.analysis.kinds.names.get(variable, Unknown())

    def has_one_form(self, variable: str) -> bool:
        """Have all arrays that a name is bound to one shape and dtype for sure?"""
        kind = self.kind_of_name(variable)
        one_shape = same_shape(kind, kind) and not any(map(indices, kind.shape))
        return one_shape and kind.dtype != ""

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
        self.program_names.add(variable)

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

    def is_real(self, node: gast.expr) -> bool:
        """Is the value no complex number, nor an array of such, for sure?"""
        return is_real(self.kind(node))

    # derivatives

    def varied_name(self, variable: str) -> bool:
        """May the variable depend on an input that is differentiated?"""
        return variable in self.varied_names

    def varied(self, node: gast.expr) -> bool:
        """May the value of an expression?"""
        known = self._varied.get(node)
        if known is None:
            known = carries(self.kind(node)) and self._varied_parts(node)
            self._varied[node] = known
        return known

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
        for child in children(node):  # in a loop: `any` would fill the machine's stack
            if isinstance(child, gast.expr) and self.varied(child):
                return True
        return False

    def _varied_call(self, node: gast.Call) -> bool:
        rule = self.rule_of(node)
        if rule is not None and self._is_flat(rule, node):
            return False
        callee = self.scope.callee(node.func)
        if callee is not None:
            arguments = self.analysis.specialised(callee, node)[1]
            return any(self.varied(a) for a in arguments if a is not None)
        values = [*node.args, *(k.value for k in node.keywords)]
        receiver = self.scope.receiver(node)
        values += [] if receiver is None else [receiver]
        return any(map(self.varied, values))

    def _is_flat(self, rule, node: gast.Call) -> bool:
        """Is the derivative of a call zero?"""
        return rule.form == "zero" or (rule.flat and all(map(self.is_real, node.args)))

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
    def idle_name(self) -> str:
        """A name for what nobody reads: `_`, if the program's is a counter at most."""
        everything = nodes(self.tree.body)
        counters = {n.target for n in everything if isinstance(n, gast.For)}
        names = [n for n in everything if isinstance(n, gast.Name) and n.id == "_"]
        return "_" if counters.issuperset(names) else free_name("_", self.tree)


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
    return _is_call_of(node, "@runtime", "unbroadcast")


def _place_in_program(node: gast.expr) -> gast.expr | None:
    """`x[i]`, if the node is `shared.of(x)[i]`, in unfinished text."""
    if isinstance(node, (gast.Subscript, gast.Attribute)):
        base = _place_in_program(node.value)
        return None if base is None else changed(node, value=base)
    return node.args[0] if _is_call_of(node, "@shared", "of") else None


def _is_call_of(node: gast.expr, owner: str, word: str) -> bool:
    if not isinstance(node, gast.Call) or not isinstance(node.func, gast.Attribute):
        return False
    return node.func.attr == word and getattr(node.func.value, "id", "") == owner


def is_range(node: gast.expr) -> bool:
    """A call of `range`."""
    return isinstance(node, gast.Call) and getattr(node.func, "id", "") == "range"
