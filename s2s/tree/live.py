"""This module writes globals that change while a function runs as what they are.

    def f(x):                    def f(x):
        global n                     pass
        n += 1                       shop.n += 1
        return x * n                 return x * shop.n

for a function of the module `shop`. An attribute of a module is read when it is needed;
a name could be taken for a constant.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import gast

from s2s.errors import refusal
from s2s.tree.function import Function, Rebound
from s2s.tree.names import assigned, declared, parameters
from s2s.tree.template import clone

MODULE = "@@"
_INSTEAD = "an argument, or a value that is returned"


def live(function: Function, rebound: Rebound) -> Function:
    """The function with the globals that are rebound as attributes of its module."""
    names = rebound.tables.get(id(function.globals), frozenset())
    _refuse_cells(function, rebound)
    if not names:
        return replace(function, rebound=rebound)
    module = function.globals.get("__name__", "")
    if getattr(sys.modules.get(module), "__dict__", None) is not function.globals:
        what = "a global that changes while the derivative runs, of no known module,"
        raise refusal(function, function.tree, what, _INSTEAD)
    tree = _Live(names, module).visit(clone(function.tree))
    return replace(function, tree=tree, rebound=rebound)


def _refuse_cells(function: Function, rebound: Rebound) -> None:
    """A variable of an enclosing function has no place that a text could name."""
    for name, cell in function.cells.items():
        if any(cell is each for each in rebound.cells):
            what = f"`{name}` of an enclosing function, given a value while this runs,"
            raise refusal(function, function.tree, what, _INSTEAD)


class _Live(gast.NodeTransformer):
    def __init__(self, names: frozenset[str], module: str) -> None:
        self.names, self.module = names, module

    def visit_FunctionDef(self, node: gast.FunctionDef) -> gast.AST:
        return self.scope(node, {*parameters(node), *assigned(node.body)})

    def visit_Lambda(self, node: gast.Lambda) -> gast.AST:
        return self.scope(node, {*parameters(node)})

    def scope(self, node: gast.AST, local: set[str]) -> gast.AST:
        """In a function its own names hide the globals."""
        body = node.body if isinstance(node.body, list) else []
        outer, self.names = self.names, self.names - (local - declared(body))
        self.generic_visit(node)
        self.names = outer
        return node

    def visit_Global(self, node: gast.Global) -> gast.stmt:
        kept = [name for name in node.names if name not in self.names]
        made = gast.Global(kept) if kept else gast.Pass()
        return gast.copy_location(made, node)

    def visit_Name(self, node: gast.Name) -> gast.expr:
        if node.id not in self.names or isinstance(node.ctx, gast.Param):
            return node
        module = gast.Name(MODULE + self.module, gast.Load(), None, None)
        made = gast.Attribute(gast.copy_location(module, node), node.id, node.ctx)
        return gast.copy_location(made, node)
