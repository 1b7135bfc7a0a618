"""This module numbers the compiler's names in the order in which they are read.

part3 = math.log(x)           part = math.log(x)
y = part3 / x + x             y = part / x + x
"""

from __future__ import annotations

import re

import gast

from s2s.optimise.facts import Facts
from s2s.optimise.nodes import changed, renewed
from s2s.tree.names import Names
from s2s.tree.walk import children

_NUMBERED = re.compile(r"(part|d_.*[a-zA-Z]|.*_(?:bar|stack|record))\d*$")


def numbering(tree: gast.FunctionDef, facts: Facts) -> gast.FunctionDef:
    """The function with `part`, `part2`, ... for `part4`, `part3`, ..."""
    names = dict.fromkeys(n for statement in tree.body for n in _names(statement))
    fixed = set(_names(tree.args))
    free = facts.temporaries - fixed
    movable = [n for n in names if n in free and _NUMBERED.match(n)]
    taken = (fixed | set(names)) - set(movable)
    fresh = Names(taken).fresh
    new = {name: fresh(_NUMBERED.match(name)[1]) for name in movable}
    if all(name == chosen for name, chosen in new.items()):
        return tree

    def leaf(node: gast.Name) -> gast.Name:
        return changed(node, id=new.get(node.id, node.id))

    return changed(tree, body=[renewed(statement, leaf) for statement in tree.body])


def _names(node: gast.AST) -> list[str]:
    """The names in a tree, in the order of the text."""
    found, waiting = [], [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, gast.Name):
            found.append(node.id)
        else:
            waiting += children(node)[::-1]
    return found
