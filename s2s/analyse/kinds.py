"""This module infers the kind of every name and expression of a core function.

An abstract interpretation: statements are run on kinds instead of values, again and
again until no name gets another kind. A name has one kind, the join of all that is
assigned to it, for names are webs already.

    def f(u, n):                       u: float64[n], n: int
        total = 0.0                    total: float
        for i in range(n):             i: int
            v = u[1:] - u[:-1]         v: float64[n - 1]
            total += np.sum(v * i)
        return total                   result: float
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field

import gast

from s2s.analyse import lengths
from s2s.analyse.called_kinds import Called
from s2s.analyse.expression_kinds import Evaluator
from s2s.analyse.list_kinds import Heap, publish
from s2s.analyse.statement_kinds import assigned_once, run
from s2s.analyse.trips import trips
from s2s.kinds import UNKNOWN, Array, Inert, Kind, List, Tuple, show
from s2s.tree.function import Function
from s2s.tree.names import bound, declared
from s2s.tree.names import parameters as parameters_of
from s2s.tree.walk import nodes

__all__ = ["Called", "Kinds", "infer", "kind_of_expression"]

Names = Callable[[str], Kind | None]
Call = Callable[[gast.Call, tuple[Kind, ...], Names], "Kind | Called | None"]


@dataclass(frozen=True)
class Kinds:
    """What was inferred of a function: of its names, its expressions, its result.

    `arguments` are the kinds of the parameters at the end: what is left in the lists
    that were passed (for `Called`).
    """

    names: dict[str, Kind]
    result: Kind
    arguments: tuple[Kind, ...]
    tree: gast.FunctionDef = field(repr=False)
    table: dict[int, Kind] = field(repr=False)

    def of(self, node: gast.AST) -> Kind:
        """Give the kind of an expression node of the tree."""
        return self.table.get(id(node), UNKNOWN)

    def __str__(self) -> str:
        lines = [f"{name}: {show(kind)}" for name, kind in self.names.items()]
        return "\n".join([*lines, f"result: {show(self.result)}"])


def infer(
    tree: gast.FunctionDef,
    function: Function,
    parameters: Mapping[str, Kind],
    call: Call | None = None,
    visible: Set[str] = frozenset(),
) -> Kinds:
    """Infer the kinds of a core function from those of its parameters.

    `parameters` may name captured variables, too. `call` is asked for user's functions
    (see `call_kinds`): for the call, the kinds of its arguments, and those of the names
    that the function captures. `visible` are the nested functions of which it sees all
    calls: what they change of what they capture, it says itself.
    """
    local = {*parameters, *parameters_of(tree), *bound(tree.body)} - declared(tree.body)
    level = 1 + max(map(_level, parameters.values()), default=0)
    evaluator = Evaluator(function, Heap(), local, call)
    evaluator.stable = assigned_once(tree) - {*parameters, *parameters_of(tree)}
    evaluator.level, evaluator.visible = level, visible
    evaluator.heap.trips = trips(tree)
    _bind_parameters(evaluator, tree, parameters)
    result = _fixpoint(evaluator, tree)
    return _kinds(evaluator, tree, result, level)


def _bind_parameters(
    evaluator: Evaluator, tree: gast.FunctionDef, parameters: Mapping[str, Kind]
) -> None:
    """Give the parameters their kinds; equal kinds of lists may be one and the same."""
    for name in dict.fromkeys((*parameters_of(tree), *parameters)):
        kind = parameters.get(name, UNKNOWN)
        if kind == Inert("int"):
            kind = Inert("int", ("int", name, evaluator.level))
        key = ("parameter", kind)
        evaluator.heap.put_name(name, evaluator.heap.adopt(kind, key))


def _fixpoint(evaluator: Evaluator, tree: gast.FunctionDef) -> Kind | None:
    heap = evaluator.heap
    heap.changed = True
    while heap.changed:
        heap.start_pass()
        evaluator.result = None
        for statement in tree.body:
            run(evaluator, statement)
    return evaluator.result


def _kinds(
    evaluator: Evaluator, tree: gast.FunctionDef, result: Kind | None, level: int
) -> Kinds:
    """Publish what was found."""
    kind = evaluator.kind
    names = {name: _known(kind(v)) for name, v in evaluator.heap.names.items()}
    table = {node: _known(kind(value)) for node, value in evaluator.table.items()}
    arguments = [names.get(name, UNKNOWN) for name in parameters_of(tree)]
    return Kinds(
        names,
        forget(kind(result), level),
        tuple([forget(argument, level) for argument in arguments]),
        tree,
        table,
    )


def _known(kind: Kind | None) -> Kind:
    return UNKNOWN if kind is None else kind


def kind_of_expression(
    node: gast.AST,
    names: Mapping[str, Kind],
    function: Function,
    call: Call | None = None,
) -> Kind:
    """Infer the kind of one expression, whose local names have these kinds."""
    heap = Heap()
    for name in [n.id for n in nodes(node) if n.__class__ is gast.Name]:
        if name in names:
            heap.names[name] = heap.adopt(names[name], ("name", name))
    evaluator = Evaluator(function, heap, heap.names.keys(), call)
    return _known(publish(heap.settle(evaluator.value(node))))


def forget(kind: Kind | None, level: int) -> Kind | None:
    """Drop the lengths that only mean something inside of one call of a function."""
    match kind:
        case Array(dtype, tuple() as shape):
            return Array(dtype, tuple([_outside(n, level) for n in shape]))
        case Inert("int", symbol):
            return Inert("int", _outside(symbol, level))
        case Tuple(items):
            return Tuple(tuple([forget(item, level) for item in items]))
        case List(item):
            return List(forget(item, level))
    return kind


def _outside(symbol: object, level: int) -> object:
    return None if lengths.level(symbol) >= level else symbol


def _level(kind: Kind | None) -> int:
    """Give the depth of calls whose int variables a kind mentions."""
    match kind:
        case Array(_, tuple() as shape):
            return max(map(lengths.level, shape), default=0)
        case Inert("int", symbol):
            return lengths.level(symbol)
        case Tuple(items):
            return max(map(_level, items), default=0)
        case List(item):
            return _level(item)
    return 0
