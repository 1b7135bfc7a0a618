"""This module finds the names whose storage nothing else can see.

A name is *private* if all it is ever bound to is made on the spot (`np.zeros(n)`, `[]`,
`2.0 * u`), and no expression lets its value live on under another name. What happens
to such storage in place matters only as long as the name itself is read.
"""

from __future__ import annotations

from typing import NamedTuple

import gast

from s2s.optimise.expressions import Names
from s2s.optimise.facts import Facts
from s2s.optimise.nodes import statements


class Storage(NamedTuple):
    """Which names of a function are private, and which hold what others may hold."""

    names: Names
    numbers: frozenset[str]
    private: int
    filled: int

    def about(self, names: int) -> tuple[int, int]:
        """All that is known of the storage of some names."""
        return self.private & names, self.filled & names

    def base(self, node: gast.Subscript | gast.Attribute) -> str:
        """The private name of which `node` is an item or attribute, or ''."""
        name = node.value.id if isinstance(node.value, gast.Name) else ""
        return name if name and self.private & self.names.bit(name) else ""

    def updates_unseen(self, name: str) -> bool:
        """Whether `name += e` matters only to readers of the name."""
        return name in self.numbers or self.items_unseen(name)

    def items_unseen(self, name: str) -> bool:
        """Whether `name[i] += e` matters only to readers of the name."""
        return bool(self.private & ~self.filled & self.names.bit(name))


def storage_of(tree: gast.FunctionDef, facts: Facts) -> Storage:
    """The storage of a function, from what each of its statements does."""
    made = filled = 0
    shared = facts.handing.of(tree.args).shared
    for handed in map(facts.handing.of, statements(tree.body)):
        made |= handed.made
        shared |= handed.shared
        filled |= handed.filled
    return Storage(facts.expressions.names, facts.numbers, made & ~shared, filled)
