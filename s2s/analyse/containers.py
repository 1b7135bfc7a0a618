"""This module tells what new lists, tuples and dicts hold."""

from __future__ import annotations

import gast

from s2s.analyse.flow import root
from s2s.kinds import Array, List, Tuple, Unknown
from s2s.tree.template import expression
from s2s.tree.walk import nodes


def items(value: gast.expr) -> list[gast.expr]:
    """What a new container holds, and a lambda captures; `*xs` and `**d` as they are.

    [a, *xs]    {"k": a, **d}    [a for a in xs]    {i: a for ...}    lambda: a[0]
    """
    if isinstance(value, (gast.List, gast.Tuple, gast.Set)):
        return value.elts
    if isinstance(value, gast.Dict):
        pairs = zip(value.keys, value.values)
        return [v if k else gast.Starred(v, gast.Load()) for k, v in pairs]
    if isinstance(value, (gast.ListComp, gast.SetComp, gast.GeneratorExp)):
        return [value.elt]
    if isinstance(value, gast.DictComp):
        return [value.value]
    if isinstance(value, gast.Lambda):
        return [n for n in nodes(value.body) if isinstance(n, gast.Name)]
    return []


def displayed(value: gast.expr) -> list[gast.expr]:
    """The items of a list or tuple written out, of those in it, or the value itself."""
    if isinstance(value, (gast.Tuple, gast.List)):
        return [part for item in value.elts for part in displayed(item)]
    return [value]


def parts(value: gast.expr, kinds) -> list[gast.expr]:
    """What a new container holds: displayed in it, or taken over from others."""
    return [*items(value), *copied(value, kinds)]


def copied(value: gast.expr, kinds) -> list[gast.expr]:
    """The lists whose items a new one takes over: `xs[1:]`, `list(xs)`, `xs.copy()`.

    And `sum(rows, xs)`: each of the rows stands for all of them as `rows[0]`.
    """
    if isinstance(value, gast.Subscript):
        listlike = isinstance(kinds.of(value.value), (List, Tuple))
        return [value.value] if listlike and isinstance(value.slice, gast.Slice) else []
    if not isinstance(value, gast.Call):
        return []
    if root(value.func) in ("list", "tuple"):
        return value.args
    if root(value.func) == "sum" and len(value.args) == 2:
        rows, start = value.args
        listlike = isinstance(kinds.of(start), (List, Tuple, Unknown))
        return [expression("rows[0]", rows=rows), start] if listlike else []
    if root(value.func) == "@runtime":  # it copies what the list holds, too
        return []
    method = isinstance(value.func, gast.Attribute) and value.func.attr == "copy"
    listlike = method and not isinstance(kinds.of(value.func.value), Array)
    return [value.func.value] if listlike else []
