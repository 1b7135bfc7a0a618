"""This module gives the user's names back to variables that were split into webs.

    x2 = x * x            x = x * x
    return x2             return x

A fresh name (`x2`, and with it `x2_bar`, `x2_stack`) takes the name that it comes from
if the two are never needed at the same time; then `x = x` goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import gast

from s2s.optimise.blocks import map_blocks, without_idle_comments
from s2s.optimise.effects import FUNCTIONS, OPAQUE, Effects, effects_of
from s2s.optimise.facts import Facts
from s2s.optimise.liveness import Liveness
from s2s.optimise.nodes import changed, renewed, statements
from s2s.tree.walk import nodes

_SCOPES = {*FUNCTIONS, *OPAQUE, gast.Lambda, gast.comprehension, gast.NamedExpr}
_SUFFIXES = ("bar", "dot", "stack")


def coalesce(tree: gast.FunctionDef, facts: Facts) -> gast.FunctionDef:
    """The function with fresh names replaced where nothing is in the way."""
    wishes = _wishes(tree, facts)
    if not wishes:
        return tree
    effects = effects_of(tree, facts)
    names = _chosen(wishes, _Conflicts(effects, wishes))
    return changed(tree, body=_renamed(tree.body, names)) if names else tree


def _wishes(tree: gast.FunctionDef, facts: Facts) -> dict[str, str]:
    """Each name that may be replaced, and the name that it would like to have.

    A name that is known to hold numbers only goes on doing so.
    """
    origin, numbers = facts.origin, facts.numbers
    if not origin:
        return {}
    everything = nodes(tree.body)
    names = [node for node in everything if node.__class__ is gast.Name]
    bound = dict.fromkeys(n.id for n in names if isinstance(n.ctx, gast.Store))
    parameters = {n.id for n in nodes(tree.args) if isinstance(n, gast.Name)}
    free = {n.id for n in names} - bound.keys() - parameters
    fixed = free | _entangled(everything)
    wishes = {name: _wish(name, origin) for name in bound if name not in parameters}
    return {
        name: wish
        for name, wish in wishes.items()
        if wish
        and name not in fixed
        and wish not in fixed
        and (name in numbers or wish not in numbers)
    }


def _wish(name: str, origin: Mapping[str, str]) -> str:
    """`x` for `x2`, `x_bar` for `x2_bar`, '' where there is nothing to wish for."""
    if name in origin:
        return origin[name]
    stem = name
    while "_" in stem:
        stem = stem.rpartition("_")[0]
        rest = name[len(stem) :]
        if stem in origin and rest[1:].startswith(_SUFFIXES):
            return origin[stem] + rest
    return ""


def _entangled(everything: list[gast.AST]) -> set[str]:
    """The names in parts that are not looked into: they keep what they have."""
    found: set[str] = set()
    for node in everything:
        cls = node.__class__
        if cls is gast.Global or cls is gast.Nonlocal:
            found.update(node.names)
        elif cls is gast.alias:
            found.add(node.asname or node.name.partition(".")[0])
        elif cls in _SCOPES:
            found |= {item.id for item in nodes(node) if isinstance(item, gast.Name)}
            found.add(getattr(node, "name", ""))
    return found


class _Conflicts:
    """For each name, those with the same wish that are needed while it is bound."""

    def __init__(self, effects: Effects, wishes: Mapping[str, str]) -> None:
        home = {wish: wish for wish in wishes.values()} | dict(wishes)
        self.bits = {name: effects.names.bit(name) for name in home}
        self.of = dict.fromkeys(home, 0)
        self._names = {bit: name for name, bit in self.bits.items()}
        self._everything = sum(self.bits.values())
        families: dict[str, int] = {}
        for name, wish in home.items():
            families[wish] = families.get(wish, 0) | self.bits[name]
        self._family = {name: families[wish] for name, wish in home.items()}
        self._collect(effects, Liveness(effects, strong=False))

    def _collect(self, effects: Effects, live: Liveness) -> None:
        arguments = [n.id for n in nodes(effects.tree.args) if isinstance(n, gast.Name)]
        bound = effects.names.mask(arguments)
        self._note(bound, bound | live.entry)
        for statement in statements(effects.tree.body):
            self._note(*_binding(statement, effects, live))

    def _note(self, bound: int, survivors: int) -> None:
        bound &= self._everything
        while bound:
            bit = bound & -bound
            bound ^= bit
            name = self._names[bit]
            self.of[name] |= survivors & self._family[name] & ~bit


def _binding(statement: gast.stmt, effects: Effects, live: Liveness) -> tuple[int, int]:
    """The names that a statement binds, and those that must survive it."""
    if isinstance(statement, gast.For):
        bound = effects.bound(statement.target)
        return bound, bound | live.start[id(statement)]
    if isinstance(statement, (gast.If, gast.While, *OPAQUE)):
        return 0, 0
    bound = effects.of(statement).binds
    survivors = bound | live.after.get(id(statement), 0)
    if isinstance(statement, gast.Assign) and isinstance(statement.value, gast.Name):
        survivors &= ~effects.names.bit(statement.value.id)
    return bound, survivors


class _Shared(NamedTuple):
    """Names that have become one: their bits, and what none of them may meet."""

    name: str
    members: int
    conflicts: int

    def accepts(self, bit: int, conflicts: int) -> bool:
        return not (self.conflicts & bit or conflicts & self.members)

    def with_(self, bit: int, conflicts: int) -> _Shared:
        return self._replace(
            members=self.members | bit, conflicts=self.conflicts | conflicts
        )


def _chosen(wishes: Mapping[str, str], conflicts: _Conflicts) -> dict[str, str]:
    """The new names of those that get one: the wish, else a sibling's name."""
    shared: dict[str, list[_Shared]] = {}
    names: dict[str, str] = {}
    for name in sorted(wishes, key=lambda name: "_stack" in name):
        wish = wishes[name]
        bits, met = conflicts.bits[name], conflicts.of[name]
        groups = shared.setdefault(
            wish, [_Shared(wish, conflicts.bits[wish], conflicts.of[wish])]
        )
        fitting = [i for i in {0, len(groups) - 1} if groups[i].accepts(bits, met)]
        if not fitting or not _follows(name, groups[fitting[0]].name, names, wishes):
            groups.append(_Shared(name, bits, met))
        else:
            index = fitting[0]
            names[name] = groups[index].name
            groups[index] = groups[index].with_(bits, met)
    return names


def _follows(name: str, new: str, names: Mapping, wishes: Mapping) -> bool:
    """A stack is renamed only with what it records: `x = x_stack.pop()`."""
    recorded, stack, rest = name.partition("_stack")
    if not stack or recorded not in wishes:
        return True
    return names.get(recorded, recorded) + stack + rest == new


def _renamed(body: list, names: Mapping[str, str]) -> list:
    def leaf(node: gast.Name) -> gast.Name:
        return changed(node, id=names[node.id]) if node.id in names else node

    def tidy(block: list) -> list:
        kept = [item for item in block if not _is_idle(item)]
        return block if len(kept) == len(block) else without_idle_comments(kept)

    return map_blocks([renewed(item, leaf) for item in body], tidy)


def _is_idle(statement: gast.stmt) -> bool:
    """`x = x`."""
    if not isinstance(statement, gast.Assign) or len(statement.targets) != 1:
        return False
    target, value = statement.targets[0], statement.value
    names = isinstance(target, gast.Name) and isinstance(value, gast.Name)
    return names and target.id == value.id
