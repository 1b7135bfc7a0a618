"""This module finds the names whose storage nothing else can see.

A name is *private* if all it is ever bound to is made on the spot (`np.zeros(n)`, `[]`,
`2.0 * u`), and no expression lets its value live on under another name. What happens
to such storage in place matters only as long as the name itself is read. What happens
to its items may be seen by others, unless they are numbers: `xs = [None]; xs[0] = a;
xs[0] += 1.0` changes `a`.
"""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.optimise.expressions import Names
from s2s.optimise.facts import Facts
from s2s.optimise.nodes import statements


class Storage(NamedTuple):
    """Which names of a function are private; which hold a number, or only numbers."""

    names: Names
    numbers: frozenset[str]
    numeric: frozenset[str]
    private: int

    def base(self, node: gast.Subscript | gast.Attribute) -> str:
        """The private name of which `node` is an item or attribute, or ''."""
        name = node.value.id if isinstance(node.value, gast.Name) else ""
        return name if name and self.private & self.names.bit(name) else ""

    def updates_unseen(self, name: str) -> bool:
        """Whether `name += e` matters only to readers of the name."""
        return name in self.numbers or self.items_unseen(name)

    def items_unseen(self, name: str) -> bool:
        """Whether `name[i] += e` matters only to readers of the name."""
        return name in self.numeric and bool(self.private & self.names.bit(name))


def storage_of(tree: gast.FunctionDef, facts: Facts) -> Storage:
    """The storage of a function, from what each of its statements does."""
    made = 0
    shared = facts.handing.of(tree.args).shared
    for handed in map(facts.handing.of, statements(tree.body)):
        made |= handed.made
        shared |= handed.shared
    names = facts.expressions.names
    return Storage(names, facts.numbers, facts.numeric, made & ~shared)
