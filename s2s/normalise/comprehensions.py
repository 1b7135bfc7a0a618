"""This module writes list comprehensions, and sums over them, as loops.

ys = [x * x for x in xs if x > 0]    ys = []
                                     for x in xs:
                                         if x > 0:
                                             ys.append(x * x)
"""

from __future__ import annotations

import gast

from s2s.normalise.context import Context
from s2s.normalise.walk import nodes
from s2s.tree.names import assigned
from s2s.tree.template import constant, template


def append_each(node: gast.ListComp, name: str) -> list[gast.stmt]:
    """Statements that make the list of a comprehension, called `name`."""
    inner = template("name.append(element)", name=name, element=node.elt)
    return template("name = []", name=name) + _loops(node, inner)


def sum_each(node: gast.Call, name: str) -> list[gast.stmt]:
    """Statements that add up `sum([... for ...], start)` in `name`."""
    starts = [*node.args[1:], *(k.value for k in node.keywords)]
    start = starts[0] if starts else constant(0)
    inner = template("name = name + element", name=name, element=node.args[0].elt)
    return template("name = start", name=name, start=start) + _loops(
        node.args[0], inner
    )


def _loops(node: gast.ListComp, inner: list[gast.stmt]) -> list[gast.stmt]:
    for generator in reversed(node.generators):
        for test in reversed(generator.ifs):
            inner = template("if test:\n    inner", test=test, inner=inner)
        inner = _loop(generator, inner)
    return inner


def _loop(generator: gast.comprehension, inner: list[gast.stmt]) -> list[gast.stmt]:
    loop = gast.For(
        target=generator.target,
        iter=generator.iter,
        body=inner,
        orelse=[],
        type_comment=None,
    )
    return [loop]


def targets(node: gast.ListComp) -> list[str]:
    """The names that a comprehension binds for itself."""
    return [n for g in node.generators for n in assigned([g.target])]


def rename_targets(
    node: gast.ListComp, taken: set[str], context: Context
) -> dict[str, str]:
    """Give the names of a comprehension that mean something outside fresh ones."""
    clashing = [name for name in targets(node) if name in taken]
    renamed = {name: context.fresh(name) for name in dict.fromkeys(clashing)}
    outermost = set(nodes(node.generators[0].iter))
    for inner in nodes(node) if renamed else ():
        if isinstance(inner, gast.Name) and inner not in outermost:
            inner.id = renamed.get(inner.id, inner.id)
    return renamed
