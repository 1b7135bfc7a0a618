"""This module refuses the statements that cannot hold code with derivatives (yet)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import gast

from s2s.normalise.bindings import Bindings, bindings_in
from s2s.normalise.closures import escapes, made_elsewhere
from s2s.normalise.needed import is_needed, needed
from s2s.normalise.objects import Finding, calls, dict_items
from s2s.normalise.sources import base
from s2s.normalise.taint import Taint, own_parts
from s2s.normalise.walk import nodes
from s2s.tree.names import declared

_REFUSED = {
    "Try": ("`try`", "the code that may fail in a function without derivative"),
    "TryStar": ("`try`", "the code that may fail in a function without derivative"),
    "With": ("`with`", "the computation before or after the block"),
    "AsyncWith": ("`async with`", "plain code"),
    "AsyncFor": ("`async for`", "a plain `for`"),
    "AsyncFunctionDef": ("`async def`", "a plain `def`"),
    "Match": ("`match`", "`if` and `elif`"),
    "ClassDef": ("a class", "functions and tuples"),
}
_WRITES = (gast.Global, gast.Nonlocal)


class Lost(NamedTuple):
    """The error to raise if what one of the names holds carries a derivative."""

    error: Exception
    names: frozenset[str]


def refuse(tree: gast.FunctionDef, taint: Taint) -> Lost | None:
    """Raise where a derivative would pass through what is not supported.

    Where it would only if what is read there carries one, that is returned.
    """
    everything = nodes(tree.body)
    for node in everything:
        if isinstance(node, gast.FunctionDef):
            _refuse_decorated(node, taint)
            _refuse_counting(node, taint)
        name = type(node).__name__
        if name in _REFUSED and node in taint.code:
            what, instead = _REFUSED[name]
            what = f"{what} around code that carries a derivative is not supported"
            raise taint.context.refusal(node, what, instead)
        if isinstance(node, _WRITES):
            _refuse_writes(node, taint)
        elif isinstance(node, gast.Delete):
            _refuse_deletion(node, taint)
        elif isinstance(node, gast.Attribute) and isinstance(node.ctx, gast.Store):
            _refuse_attribute(node, taint)
    return _refuse_lost(tree, everything, taint)


def _refuse_lost(tree: gast.FunctionDef, everything: list, taint: Taint) -> Lost | None:
    """Raise at the first place, in the order of the text, that loses a derivative."""
    bindings = bindings_in(everything, taint.context)
    statements = [node for node in everything if isinstance(node, gast.stmt)]
    lost = [(s, found) for s in statements for found in _lost(s, taint, bindings)]
    names = needed(tree, taint) if lost else set()
    found = [found for statement, found in lost if is_needed(statement, names)]
    if not found:
        return None
    node, what, instead, _ = min(found, key=lambda f: _place(f.node))
    error = taint.context.refusal(node, f"{what} is not supported", instead)
    if not all(each.read for each in found):
        raise error
    return Lost(error, frozenset(filter(None, [base(each.node) for each in found])))


def _place(node: gast.AST) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _lost(statement: gast.stmt, taint: Taint, bindings: Bindings) -> Iterator[Finding]:
    parts = nodes(own_parts(statement))
    yield from calls(parts, taint, bindings)
    yield from dict_items(statement, parts, taint, bindings)
    yield from escapes(statement, parts, taint, bindings)
    yield from made_elsewhere(parts, taint, bindings)


def refuse_ambiguous(tree: gast.FunctionDef, taint: Taint) -> None:
    """Raise where a call could mean one of several nested functions."""
    several = _defined_again(tree, taint)
    for node in nodes(tree.body) if several else ():
        if isinstance(node, gast.Call):
            _refuse_several(node, several, taint)


def _refuse_decorated(node: gast.FunctionDef, taint: Taint) -> None:
    """A decorator could change what a nested function does."""
    if node.decorator_list and node.name in taint.names:
        what = f"the decorator of `{node.name}`, which carries a derivative,"
        what = f"{what} is not supported"
        raise taint.context.refusal(node.decorator_list[0], what, "a plain `def`")


def _refuse_counting(node: gast.FunctionDef, taint: Taint) -> None:
    """Both sweeps of a nested function stand outside, where no such name is bound."""
    own = declared(node.body) if node.name in taint.names else ()
    for part in nodes(node.body) if own else ():
        if isinstance(part, gast.Nonlocal) and not own.isdisjoint(part.names):
            what = f"`nonlocal` in `{node.name}`, which carries a derivative,"
            what = f"{what} is not supported"
            raise taint.context.refusal(part, what, "a list of one item")


def _refuse_writes(node: gast.Global | gast.Nonlocal, taint: Taint) -> None:
    for name in node.names:
        if name in taint.names:
            word = type(node).__name__.lower()
            what = f"`{word} {name}`, which carries a derivative, is not supported"
            raise taint.context.refusal(node, what, f"a function that returns `{name}`")


def _refuse_deletion(node: gast.Delete, taint: Taint) -> None:
    for goal in node.targets:
        part = isinstance(goal, gast.Attribute) or _is_slice(goal)
        if part and taint.value(goal.value):
            what = "`del` of a part of what carries a derivative is not supported"
            raise taint.context.refusal(node, what, "a new list without it")


def _is_slice(goal: gast.expr) -> bool:
    parts = (gast.Slice, gast.Tuple)
    return isinstance(goal, gast.Subscript) and isinstance(goal.slice, parts)


def _refuse_several(node: gast.Call, several: set[str], taint: Taint) -> None:
    if isinstance(node.func, gast.Name) and node.func.id in several:
        if any(map(taint.value, [node.func, *node.args])):
            what = f"a call of `{node.func.id}`, which is defined in several places,"
            advice = "one function with a branch inside"
            raise taint.context.refusal(node, f"{what} is not supported", advice)


def _defined_again(tree: gast.FunctionDef, taint: Taint) -> set[str]:
    """The names of nested functions that stand for other things too."""
    defined = (n for n in nodes(tree.body) if isinstance(n, gast.FunctionDef))
    return {n.name for n in defined} - set(taint.functions)


def _refuse_attribute(node: gast.Attribute, taint: Taint) -> None:
    if base(node) in taint.names:
        what = f"an assignment to the attribute `{node.attr}` is not supported"
        raise taint.context.refusal(
            node, f"{what} where it carries a derivative", "a name"
        )
