"""This module runs statements on kinds."""

from __future__ import annotations

from typing import Any

import gast

from s2s.analyse import lengths
from s2s.analyse.captured_kinds import give_up_captured
from s2s.analyse.expression_kinds import Evaluator
from s2s.analyse.list_kinds import Heap, Ref, Value
from s2s.analyse.subscript_kinds import element as element_of
from s2s.analyse.subscript_kinds import entries as subscript_entries
from s2s.kinds import INT, NONE, UNKNOWN, Array, Callable, Inert, Tuple, Unknown
from s2s.tree.names import assigned
from s2s.tree.walk import nodes

LOOPS = (gast.For, gast.AsyncFor, gast.While)
BLOCKS = (gast.Try, gast.With, gast.AsyncWith)
_RANGE = Inert("range")
DEFINITIONS = (gast.FunctionDef, gast.AsyncFunctionDef, gast.ClassDef)


def run(evaluator: Evaluator, node: gast.stmt) -> None:
    """Run one statement, with those inside of it, once."""
    handler = _HANDLERS.get(type(node), _opaque)
    handler(evaluator, node)


def _run_all(evaluator: Evaluator, statements: list[gast.stmt]) -> None:
    for statement in statements:
        run(evaluator, statement)


def _assign(evaluator: Evaluator, node: gast.Assign) -> None:
    value = evaluator.value(node.value)
    for target in node.targets:
        store(evaluator, target, value)


def store(evaluator: Evaluator, target: gast.AST, value: Value) -> None:
    """Assign a value to a target."""
    if isinstance(target, gast.Subscript):
        _store_element(evaluator, target, value)
    elif isinstance(target, gast.Attribute):
        _store_attribute(evaluator, target, value)
    else:
        for name, part in evaluator.unpack(target, value):
            bound = _marked(evaluator, name.id, part)
            evaluator.heap.put_name(name.id, bound)
            evaluator.table[id(name)] = bound


def _marked(evaluator: Evaluator, name: str, value: Value) -> Value:
    """Give the int that a name holds for the whole call a symbol of its own."""
    if value == Inert("int") and name in evaluator.stable:
        return Inert("int", ("int", name, evaluator.level))
    return value


def _store_element(evaluator: Evaluator, target: gast.Subscript, value: Value) -> None:
    holder = evaluator.value(target.value)
    entries = subscript_entries(evaluator, target.slice)
    if holder is not None and None not in entries:
        element = element_of(evaluator, holder, entries, target)
        evaluator.table[id(target)] = element
    if isinstance(holder, Ref):
        sliced = (
            len(entries) != 1
            or not isinstance(entries[0], Inert | Unknown)
            or (entries[0] == Inert("slice"))
        )
        evaluator.heap.put(holder, evaluator.iterate(value) if sliced else value)
    elif holder is not None and not isinstance(holder, Array):
        evaluator.heap.escape(value)


def _store_attribute(
    evaluator: Evaluator, target: gast.Attribute, value: Value
) -> None:
    """Give up on an object whose attribute is assigned: an array's shape may change.

    Any array that has a name by now may be that array.
    """
    evaluator.value(target.value)
    for name, held in list(evaluator.heap.names.items()):
        if target.attr in {"shape", "dtype", "strides"}:
            evaluator.heap.put_name(name, _shapeless(evaluator.heap, held))
    evaluator.heap.escape(value)
    root = target.value
    while isinstance(root, gast.Attribute | gast.Subscript):
        root = root.value
    if isinstance(root, gast.Name) and root.id in evaluator.local:
        evaluator.heap.put_name(root.id, UNKNOWN)


def _shapeless(heap: Heap, value: Value) -> Value:
    """The value, its arrays of any shape and dtype."""
    match value:
        case Array():
            return Array("", None)
        case Tuple(items):
            return Tuple(tuple([_shapeless(heap, item) for item in items]))
        case Ref() if isinstance(heap.item(value), Array):
            heap.put(value, Array("", None))
        case Ref() if isinstance(heap.item(value), Tuple | Ref):
            heap.escape(value)
    return value


def _augment(evaluator: Evaluator, node: gast.AugAssign) -> None:
    """Run `x += e`: an array stays the array it is, a list takes the items in.

    But a list and an array give a new array.
    """
    old = _old(evaluator, node.target)
    value = evaluator.value(node.value)
    if isinstance(old, Array):
        evaluator.table[id(node.target)] = old
    elif isinstance(old, Ref) and _extends(node.op, value):
        evaluator.heap.put(old, evaluator.iterate(value))
        if isinstance(node.target, gast.Subscript):  # of a slice, a copy is put back
            _store_element(evaluator, node.target, old)
    else:
        store(evaluator, node.target, evaluator.binary(node, old, value))


def _extends(op: gast.operator, value: Value) -> bool:
    return isinstance(op, gast.Add) and not isinstance(value, Array)


def _old(evaluator: Evaluator, target: gast.AST) -> Value:
    if not isinstance(target, gast.Name) or target.id in evaluator.local:
        return evaluator.value(target)
    return UNKNOWN


def _if(evaluator: Evaluator, node: gast.If) -> None:
    evaluator.test(node.test)
    _run_all(evaluator, node.body)
    _run_all(evaluator, node.orelse)


def _for(evaluator: Evaluator, node: gast.For) -> None:
    sequence = evaluator.value(node.iter)
    item = evaluator.iterate(sequence)
    if isinstance(node.iter, gast.Call) and sequence == _RANGE:
        item = _index(evaluator, node.target, node.iter)
    store(evaluator, node.target, item)
    _run_all(evaluator, node.body)
    _run_all(evaluator, node.orelse)


def _index(evaluator: Evaluator, target: gast.AST, call: gast.Call) -> Inert:
    """Give the int that the index of a loop over a range is in a trip, if it is one."""
    name = getattr(target, "id", "")
    known = name in evaluator.heap.trips.get(name, ())
    if not known or evaluator.resolve(call.func) is not range:
        return INT
    start, stop, step = _bounds([evaluator.table.get(id(part)) for part in call.args])
    if not isinstance(step, int):
        low, high = None, None
    elif step > 0:
        low, high = start, lengths.add(stop, -1)
    else:
        low, high = lengths.add(stop, 1), start
    return Inert("int", ("index", name, evaluator.level, low, high))


def _bounds(given: list[Value]) -> tuple:
    """Give start, stop and step of a range, as far as they are known."""
    known = [
        k.symbol if isinstance(k, Inert) and k.type == "int" else None for k in given
    ]
    start, stop = (0, *known) if len(known) == 1 else known[:2]
    return start, stop, known[2] if len(known) > 2 else 1


def _return(evaluator: Evaluator, node: gast.Return) -> None:
    value = NONE if node.value is None else evaluator.value(node.value)
    evaluator.result = evaluator.heap.join(evaluator.result, value)


def _expression(evaluator: Evaluator, node: gast.Expr) -> None:
    evaluator.value(node.value)


def _nothing(evaluator: Evaluator, node: gast.stmt) -> None:
    """Run what holds no expression: `pass`, `break`, `global`, ..."""


def _opaque(evaluator: Evaluator, node: gast.stmt) -> None:
    """Run what is rare: expressions for their effects, every name it binds unknown."""
    blocks = isinstance(node, BLOCKS)
    for name in _bound_beside(node) if blocks else assigned([node]):
        evaluator.heap.put_name(name, UNKNOWN)
    if isinstance(node, DEFINITIONS):
        give_up_captured(evaluator, node)
        return
    for child in gast.iter_child_nodes(node):
        _run_child(evaluator, child)


def _bound_beside(node: gast.AST) -> list[str]:
    """Give the names that a `with` or an `except` binds, beside its statements."""
    children = [c for c in gast.iter_child_nodes(node) if not isinstance(c, gast.stmt)]
    own = [c.id for c in children if isinstance(c, gast.Name) and _is_stored(c)]
    return own + [name for child in children for name in _bound_beside(child)]


def _run_child(evaluator: Evaluator, child: gast.AST) -> None:
    if isinstance(child, gast.stmt):
        run(evaluator, child)
    elif isinstance(child, gast.expr):
        if not isinstance(getattr(child, "ctx", None), gast.Store | gast.Del):
            evaluator.heap.escape(evaluator.value(child))
    else:  # a handler, an item of a `with`, a case of a `match`
        for part in gast.iter_child_nodes(child):
            _run_child(evaluator, part)


def _define(evaluator: Evaluator, node: gast.FunctionDef) -> None:
    evaluator.heap.put_name(node.name, Callable(node))
    give_up_captured(evaluator, node)


_HANDLERS: dict[type, Any] = {
    gast.Assign: _assign,
    gast.AugAssign: _augment,
    gast.Expr: _expression,
    gast.If: _if,
    gast.For: _for,
    gast.While: _if,
    gast.Return: _return,
    gast.FunctionDef: _define,
    gast.Pass: _nothing,
    gast.Break: _nothing,
    gast.Continue: _nothing,
    gast.Global: _nothing,
    gast.Nonlocal: _nothing,
}


def assigned_once(tree: gast.FunctionDef) -> set[str]:
    """Give the names that one assignment binds, once in a call: not in a loop."""
    counts: dict[str, int] = {}
    _count(tree.body, counts, 1)
    return {name for name, count in counts.items() if count == 1}


def _count(statements: list[gast.AST], counts: dict[str, int], weight: int) -> None:
    """Count the assignments to each name; one in a loop counts as many."""
    for node in statements:
        inside = 2 if isinstance(node, LOOPS) else weight
        for name in _targets(node):
            counts[name] = counts.get(name, 0) + inside
        if not isinstance(node, DEFINITIONS):
            for block in ("body", "orelse", "finalbody", "handlers", "cases"):
                _count(getattr(node, block, []), counts, inside)


def _targets(node: gast.AST) -> list[str]:
    """Give the names that a statement itself assigns."""
    target = getattr(node, "target", None)
    targets = getattr(node, "targets", [] if target is None else [target])
    parts = (part for t in targets for part in nodes(t))
    return [p.id for p in parts if isinstance(p, gast.Name) and _is_stored(p)]


def _is_stored(name: gast.Name) -> bool:
    return isinstance(name.ctx, gast.Store)
