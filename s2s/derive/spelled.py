"""This module spells changes of storage out: by statements that say what changes.

before   rows[k] += [x]               after   rows[k].extend([x])
         rows[k] *= 2.0                       rows[k][...] *= 2.0
         rows[k].extend(a)                    rows[k].extend(list(a))

where `rows[k]` is a list, an array, a list; `a` is an array.
"""

from __future__ import annotations

import gast

from s2s.errors import refusal
from s2s.kinds import Array, Inert, List, Unknown
from s2s.tree.names import Names
from s2s.tree.template import load, name, template

_NO_ARRAY = """
if isinstance(v, np.ndarray):
    raise TypeError("a list += an array is an array; write instead: `xs.extend(a)`")
"""


def spelled_out(facts, node: gast.stmt, names: Names) -> list | None:
    """A change of storage by statements that say what changes."""
    if _updates_item(facts, node):
        return [_updated_item(node)]
    if _grows(facts, node):
        return _grown(facts, node, names)
    if _takes_array(facts, node):
        receiver, (array,) = node.value.func.value, node.value.args
        return template("xs.extend(list(a))", xs=receiver, a=array)
    return None


def _grows(facts, node: gast.stmt) -> bool:
    """`xs[i] += ys` of a list; `xs += ys` of what may be an array."""
    if not isinstance(node, gast.AugAssign) or not isinstance(node.op, gast.Add):
        return False
    item, target = not isinstance(node.target, gast.Name), load(node.target)
    grows = item or isinstance(facts.kind(node.value), Unknown)
    grows = grows and isinstance(facts.kind(target), List) and facts.varied(target)
    if grows and item and facts.kind(node.target.slice) == Inert("slice"):
        what = "`xs[i:j] += ys` of a list"
        raise refusal(facts.function, node, what, "`xs.extend(ys)`, or a new list")
    return grows


def _grown(facts, node: gast.AugAssign, names: Names) -> list:
    """`xs.extend(ys)`; an array would not extend the list, but be added to it."""
    value, made = node.value, []
    if isinstance(facts.kind(value), Unknown):
        if not isinstance(value, gast.Name):
            local = names.fresh("items")
            made += template("local = value", local=local, value=value)
            value = name(local)
        made += template(_NO_ARRAY, v=value, np="@np")
    return [*made, *template("xs.extend(e)", xs=load(node.target), e=value)]


def _takes_array(facts, node: gast.stmt) -> bool:
    """`xs.extend(a)` takes the items of an array in, or its rows."""
    found = isinstance(node, gast.Expr) and facts.list_method(node.value)
    if not found or found[1] != "extend":
        return False
    value = found[2][0]
    return isinstance(facts.kind(value), Array) and facts.varied(value)


def _updates_item(facts, node: gast.stmt) -> bool:
    """`xs[i] *= e` of an array: the item changes, not the list."""
    if not isinstance(node, gast.AugAssign) or isinstance(node.target, gast.Name):
        return False
    kind = facts.kind(load(node.target))
    holder = facts.kind(node.target.value)
    return isinstance(kind, Array) and not isinstance(holder, Array)


def _updated_item(node: gast.AugAssign) -> gast.AugAssign:
    """`xs[i][...] *= e`."""
    every = gast.Constant(Ellipsis, None)
    place = gast.Subscript(load(node.target), every, gast.Store())
    return gast.AugAssign(gast.copy_location(place, node), node.op, node.value)
