"""This module tells what a call does to storage.

That is: which of it is changed, and which of it the result may share.
"""

from __future__ import annotations

from types import ModuleType
from typing import NamedTuple

import gast
import numpy as np

from s2s import runtime
from s2s.analyse.callbacks import acts
from s2s.analyse.flow import root
from s2s.analyse.receivers import of_object
from s2s.analyse.scope import Scope
from s2s.libraries import is_library
from s2s.normalise.effects import is_pure_function
from s2s.normalise.inert import PURE_METHODS
from s2s.normalise.outputs import has_options, stored_into
from s2s.tree.walk import nodes

GROWING = frozenset({"append", "insert", "extend"})
CHANGING = GROWING | {"pop", "clear", "reverse", "sort", "remove"}
_CHANGING_OTHERS = frozenset(
    """add appendleft byteswap difference_update discard extendleft fill
    intersection_update itemset partition popitem popleft put resize rotate setdefault
    setfield symmetric_difference_update update""".split()
)
_SCATTERS = frozenset({np.add.at, np.subtract.at})


class Links(NamedTuple):
    """How the objects that a function is given and gives hang together.

    Equal numbers: perhaps one object. An argument or result has a number for itself,
    one for its elements, one for theirs, ...; `items` has those of the items where the
    result is a new tuple or list. `unsteady` are those that a function may change which
    nobody knows, `tangled` those that may be held twice.
    """

    arguments: tuple[tuple[int, ...], ...] = ()
    result: tuple[int, ...] = ()
    items: tuple[tuple[int, ...], ...] | None = None
    changed: frozenset[int] = frozenset()
    unsteady: frozenset[int] = frozenset()
    tangled: frozenset[int] = frozenset()


class Effects(NamedTuple):
    """Names whose storage the call changes; expressions that its result may share.

    Or it is one of what `items` hold. The call may store it into `stored`. A function
    that is not known may keep, and change, what it is `given`. Of a user's function
    `links` tells all of this, for these arguments.
    """

    changed: tuple[str, ...] = ()
    aliases: tuple[gast.expr, ...] = ()
    items: tuple[gast.expr, ...] = ()
    stored: tuple[gast.expr, ...] = ()
    given: tuple[gast.expr, ...] = ()
    links: Links | None = None
    arguments: tuple[gast.expr | None, ...] = ()


def is_scatter(scope: Scope, node: gast.AST) -> bool:
    """`np.add.at(a, i, v)`: a store by another name."""
    return isinstance(node, gast.Call) and _same(scope.object(node.func), np.add.at)


def effects(scope: Scope, kinds, summary, arguments, call: gast.Call) -> Effects:
    """The effects of a call; those of a user's function tells `summary(call)`.

    `arguments(call)` are then what its parameters are given, captures included.
    """
    if scope.callee(call.func) is not None:
        return _of_user_function(summary(call), arguments(call))
    found = scope.object(call.func)
    if any(_same(found, scatter) for scatter in _SCATTERS):
        return Effects(tuple(_reached(call.args[0])), stored=tuple(call.args[:1]))
    if found in (list, tuple, runtime.copy):
        return Effects()
    rule, operands = scope.rule(call), _operands(scope, call)
    if has_options(call):
        return Effects(aliases=tuple(operands), given=tuple(operands))
    if acts(scope, kinds, call):
        reached = tuple(n for o in operands for n in _reached(o))
        return Effects(reached, tuple(operands), given=tuple(operands))
    if found in (max, min):
        return _picked(call)
    stored = tuple(stored_into(call, found)) or _changed_by_option(call, found)
    changed = tuple(n for value in stored for n in _reached(value))
    unread = of_object(scope, kinds, call)
    if rule is not None and not unread:
        # `sum([], start)` is the start itself
        viewed = operands[1:2] if found is sum else _viewed(rule, operands)
        return Effects(changed, (*stored, *viewed), stored=stored)
    held = _perhaps_changed(found, call, operands)
    stored += tuple(held)
    changed += tuple(n for o in held for n in _reached(o))
    known = _is_known(found, call) and not unread
    unnamed = found is None and not isinstance(call.func, gast.Attribute)
    given = () if known else (*([call.func] if unnamed else []), *operands)
    popped = known and getattr(call.func, "attr", "") == "pop"
    items = tuple(operands[:1]) if popped else ()
    return Effects(changed, tuple(operands), items, stored=stored, given=given)


def _picked(call: gast.Call) -> Effects:
    """`max(xs)` is an item of `xs`, `max(xs, ys)` one of the two."""
    stars = tuple(a.value for a in call.args if isinstance(a, gast.Starred))
    plain = tuple(a for a in call.args if not isinstance(a, gast.Starred))
    others = tuple(k.value for k in call.keywords if k.arg == "default")
    if len(plain) == 1 and not stars:
        return Effects(items=plain, aliases=others)
    return Effects(items=stars, aliases=plain + others)


def _viewed(rule, operands: list) -> tuple:
    """What the result of a library function may be a view of."""
    if rule.name == "einsum" and len(operands) == 2 and _only_moves(operands[0]):
        return (operands[1],)
    return tuple(operands[:1]) if rule.view else ()


def _only_moves(subscripts: gast.expr) -> bool:
    """Does `einsum` of one array sum nothing: `ij->ji`, `ii->i`?"""
    text = getattr(subscripts, "value", None)
    if not isinstance(text, str):
        return True
    given, arrow, made = text.replace(" ", "").partition("->")
    return set(given) <= set(made) if arrow else len(set(given)) == len(given)


def _changed_by_option(call: gast.Call, found) -> tuple[gast.expr, ...]:
    """`np.nan_to_num(a, copy=False)` changes `a`."""
    copies = len(call.args) == 1 and all(k.arg != "copy" for k in call.keywords)
    return () if found is not np.nan_to_num or copies else tuple(call.args[:1])


def _perhaps_changed(found, call: gast.Call, operands: list) -> list[gast.expr]:
    """What a library changes: `seen.add(i)`, `order.sort()`, `shuffle(order)`."""
    method = getattr(call.func, "attr", "")
    if found is not None:
        return [] if is_pure_function(found) or _is_known(found, call) else operands
    if method == "shuffle":
        return operands[1:]
    return operands[:1] if method in CHANGING | _CHANGING_OTHERS else []


def _is_known(found, call: gast.Call) -> bool:
    """Is it called like a method that is known; does it belong to no user's class?"""
    if getattr(call.func, "attr", "") not in PURE_METHODS | CHANGING:
        return False
    owner = getattr(found, "__self__", None)
    found = found if isinstance(owner, (type(None), ModuleType)) else type(owner)
    return found is None or is_library(getattr(found, "__module__", None) or "")


def _same(a, b) -> bool:
    """Bound methods are made anew at each access."""
    return a is b or (
        getattr(a, "__self__", a) is getattr(b, "__self__", None)
        and getattr(a, "__name__", "") == getattr(b, "__name__", None)
    )


def _operands(scope: Scope, call: gast.Call) -> list[gast.expr]:
    """The receiver of a method, then the arguments."""
    receiver = scope.receiver(call)
    receiver = [] if receiver is None else [receiver]
    return [*receiver, *call.args, *(k.value for k in call.keywords)]


def _of_user_function(summary, arguments: list) -> Effects:
    links = summary.links
    unsteady = map(links.unsteady.intersection, links.arguments)
    given = tuple([a for a, found in zip(arguments, unsteady) if a and found])
    return Effects(given=given, links=links, arguments=tuple(arguments))


def _reached(argument: gast.expr | None) -> list[str]:
    """The names of the storage that an argument gives away."""
    if isinstance(argument, (gast.Tuple, gast.List)):
        return [n for item in argument.elts for n in _reached(item)]
    found = None if argument is None else root(argument)
    if found is None and isinstance(argument, (gast.Subscript, gast.Call, gast.IfExp)):
        return [n.id for n in nodes(argument) if isinstance(n, gast.Name)]
    return [] if found is None else [found]
