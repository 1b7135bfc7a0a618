"""This module puts the compiler's temporaries back where they are read.

    t = y_bar * c
    x_bar += t            x_bar += y_bar * c

A temporary that is assigned once and read once goes into its reader, if the reader is a
later statement of the same block, under the same comment, and nothing in between
changes what it computes with.
One that only names another name (`t = a`) gives way to that name at all its readers.
"""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.optimise.blocks import is_comment, is_title, without_idle_comments
from s2s.optimise.effects import FUNCTIONS, OPAQUE, effects_of
from s2s.optimise.facts import Facts
from s2s.optimise.nodes import changed, renewed, statements
from s2s.tree.walk import nodes

_HEADERS = {gast.If: "test", gast.For: "iter"}
_VALUES = {
    gast.Assign: "value",
    gast.AugAssign: "value",
    gast.Expr: "value",
    gast.Return: "value",
    **_HEADERS,
}
_TESTS = {**_HEADERS, gast.While: "test"}
_DEFERRED = (
    *(gast.Lambda, gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp),
    *(*FUNCTIONS, *OPAQUE),
)
_ANYTHING = -1
_LONG = 50  # nodes, about a line


def copies(tree: gast.FunctionDef, facts: Facts) -> gast.FunctionDef:
    """The function without temporaries that a reader need not see."""
    movable = _movable(tree, facts.temporaries)
    if not movable:
        return tree
    return changed(tree, body=_Propagation(tree, facts, movable).block(tree.body))


def _movable(tree: gast.FunctionDef, temporaries: frozenset[str]) -> dict[str, int]:
    """The temporaries that are assigned once, and how often each is read."""
    reads: dict[str, int] = {}
    bindings: dict[str, int] = {}
    for node in nodes(tree) if temporaries else ():
        if node.__class__ is gast.Name and node.id in temporaries:
            count = reads if node.ctx.__class__ is gast.Load else bindings
            count[node.id] = count.get(node.id, 0) + 1
    return {n: reads[n] for n, times in bindings.items() if times == 1 and n in reads}


class _Open(NamedTuple):
    """A temporary that may still move: where it is assigned, and what it reads.

    `far`: it may also move below the comment of another statement.
    """

    place: int
    value: gast.expr
    reads: int
    storage: int
    far: bool


class _Propagation:
    def __init__(self, tree: gast.FunctionDef, facts: Facts, movable: dict) -> None:
        self._reads = dict(movable)
        self._effects = effects_of(tree, facts)
        self._known = facts.expressions
        mask = facts.expressions.names.mask
        steady = mask(sorted(facts.numbers)) & ~self._effects.lasting
        self._steady = steady | mask(facts.calls.modules)

    def block(self, block: list) -> list:
        """The block with its temporaries put into their readers where they can be."""
        out: list = []
        waiting: dict[str, _Open] = {}
        heading = ""
        for statement in block:
            if is_title(statement, "backward"):
                _let_all_move(waiting)
            elif is_comment(statement) and statement.value.value != heading:
                heading = statement.value.value
                _keep_names(waiting)
            placed = self._placed(statement, waiting, out)
            if waiting:
                self._close(waiting, *self._changes(placed))
            self._open(placed, waiting, len(out))
            out.append(placed)
        return without_idle_comments([item for item in out if item is not None])

    @staticmethod
    def _close(waiting: dict[str, _Open], binds: int, stores: int) -> None:
        """Forget the temporaries whose value would be another from here on."""
        for name, item in list(waiting.items()):
            if item.reads & binds or item.storage & stores:
                del waiting[name]

    def _placed(self, statement: gast.stmt, waiting: dict, out: list) -> gast.stmt:
        """The statement with temporaries replaced, in it and in the blocks inside."""
        for name in self._read_here(statement, waiting):
            item = waiting[name]
            if isinstance(item.value, gast.Name):
                statement = self._rename(statement, name, waiting, out)
            elif self._takes(statement, name, item):
                statement = _put(statement, name, item.value)
                out[item.place] = None
                del waiting[name]
        if isinstance(statement, (gast.If, gast.For, gast.While)):
            body, orelse = self.block(statement.body), self.block(statement.orelse)
            return changed(statement, body=body, orelse=orelse)
        return statement

    def _read_here(self, statement: gast.stmt, waiting: dict) -> list[str]:
        if not waiting:
            return []
        mentions, bit = self._known.of(statement).mentions, self._known.names.bit
        return [name for name in waiting if mentions & bit(name)]

    def _rename(self, statement: gast.stmt, name: str, waiting: dict, out: list):
        """`t` is another name for `a`: say `a`, as long as that is so."""
        item = waiting[name]
        compound = isinstance(statement, (gast.If, gast.For, gast.While))
        if compound and item.reads & self._changes(statement)[0]:
            return statement
        if self._deferred(statement, name):
            return statement
        self._reads[name] -= _count(statement, name)
        if not self._reads[name]:
            out[item.place] = None
            del waiting[name]
        return _renamed(statement, name, item.value.id)

    def _takes(self, statement: gast.stmt, name: str, item: _Open) -> bool:
        """Whether a reader should, and can, have the value itself.

        Results are returned by name, and a line should not grow too long.
        """
        if isinstance(statement, gast.Return) or not self._admits(statement, name):
            return False
        whole = getattr(statement, _HEADERS.get(statement.__class__, ""), statement)
        return self._known.of(whole).size + self._known.of(item.value).size <= _LONG

    def _admits(self, statement: gast.stmt, name: str) -> bool:
        """Whether evaluating the temporary inside the statement changes nothing."""
        value = getattr(statement, _VALUES.get(statement.__class__, ""), None)
        if value is None or self._deferred(statement, name):
            return False
        if _count(value, name):
            return self._effects.is_pure(value) or self._is_argument(value, name)
        targets = [t for t in _targets(statement) if _count(t, name)]
        pure = self._effects.is_pure(value)
        return bool(targets) and pure and not any(_root(t) == name for t in targets)

    def _deferred(self, statement: gast.stmt, name: str) -> bool:
        """Whether a name is read where it may be evaluated later, or many times."""
        if isinstance(statement, OPAQUE):
            return True
        if not self._known.of(statement).scopes:
            return False
        scopes = [n for n in nodes(statement) if isinstance(n, _DEFERRED)]
        return any(_count(scope, name) for scope in scopes)

    def _is_argument(self, value: gast.expr, name: str) -> bool:
        """Whether `name` stands among the pure arguments of the call `value`."""
        if not isinstance(value, gast.Call) or _count(value.func, name):
            return False
        inner = [value.func, *value.args, *value.keywords]
        return all(self._effects.is_pure(part) for part in inner)

    def _open(self, statement: gast.stmt, waiting: dict, place: int) -> None:
        """Note a temporary that is assigned here."""
        if not isinstance(statement, gast.Assign) or len(statement.targets) != 1:
            return
        target, value = statement.targets[0], statement.value
        name = target.id if isinstance(target, gast.Name) else ""
        readers, alias = self._reads.get(name, 0), isinstance(value, gast.Name)
        if (readers == 1 or (readers and alias)) and self._effects.is_pure(value):
            reads = self._effects.reads(value)
            stored = 0 if alias else reads & ~self._steady
            waiting[name] = _Open(place, value, reads, stored, False)

    def _changes(self, statement: gast.stmt) -> tuple[int, int]:
        """The names that a statement binds, and those whose storage it may change."""
        if not isinstance(statement, (gast.If, gast.For, gast.While)):
            return self._change(statement)
        binds = stores = 0
        for item in statements([statement]):
            bound, stored = self._change(item)
            binds, stores = binds | bound, stores | stored
        return binds, stores

    def _change(self, item: gast.stmt) -> tuple[int, int]:
        header = _TESTS.get(item.__class__)
        if header:
            bound = self._effects.bound(item.target) if header == "iter" else 0
            pure = self._effects.is_pure(getattr(item, header))
            return bound, 0 if pure else _ANYTHING
        if isinstance(item, (*FUNCTIONS, *OPAQUE)):
            return _ANYTHING, _ANYTHING
        effect = self._effects.of(item)
        if not effect.removable:
            return effect.binds, _ANYTHING
        updates = effect.binds if isinstance(item, gast.AugAssign) else 0
        return effect.binds, effect.updates | updates


def _let_all_move(waiting: dict[str, _Open]) -> None:
    """What only the backward sweep reads is computed there."""
    waiting.update({name: item._replace(far=True) for name, item in waiting.items()})


def _keep_names(waiting: dict[str, _Open]) -> None:
    """At a comment begins what belongs to another statement of the user.

    Only plain names go from one to the other; computations stay where they belong.
    """
    for name, item in list(waiting.items()):
        if not item.far and not isinstance(item.value, gast.Name):
            del waiting[name]


def _put(statement: gast.stmt, name: str, value: gast.expr) -> gast.stmt:
    """The statement with `value` for its one read of `name`."""

    def leaf(node: gast.Name) -> gast.expr:
        return value if node.id == name else node

    header = _HEADERS.get(statement.__class__)
    if header:
        return changed(statement, **{header: renewed(getattr(statement, header), leaf)})
    return renewed(statement, leaf)


def _renamed(statement: gast.stmt, name: str, other: str) -> gast.stmt:
    def leaf(node: gast.Name) -> gast.Name:
        return changed(node, id=other) if node.id == name else node

    return renewed(statement, leaf)


def _count(node: gast.AST, name: str) -> int:
    """How often a name stands in a tree."""
    found = [n for n in nodes(node) if n.__class__ is gast.Name]
    return sum(n.id == name for n in found)


def _targets(statement: gast.stmt) -> list[gast.expr]:
    if isinstance(statement, gast.AugAssign):
        return [statement.target]
    return statement.targets if isinstance(statement, gast.Assign) else []


def _root(target: gast.expr) -> str:
    """The name whose storage a target is part of."""
    while isinstance(target, (gast.Subscript, gast.Attribute)):
        target = target.value
    return target.id if isinstance(target, gast.Name) else ""
