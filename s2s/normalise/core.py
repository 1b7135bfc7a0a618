"""This module states the core language, and checks that a tree is within it.

    function  = FunctionDef(parameters, stmt* Return(expr | None))
    stmt      = Assign([Name], expr)                  x = e
              | Assign([Tuple of Names], expr)        a, b = e    (e is no display)
              | Assign([Subscript], expr)             a[i] = e
              | AugAssign(Name | Subscript, expr)     x += e, a[i] += e
              | Expr(expr)                            xs.append(e), g(a) for its effect
              | If(test, stmt*, stmt*)
              | For(Name | Tuple of Names, iter, stmt*)
              | While(test, stmt*)
              | Break                                 nothing of the body can follow it
              | FunctionDef                           a nested function, as written
              | anything inert                        as the user wrote it

"Inert" means that it carries no derivative (see `taint.py`).
"""

from __future__ import annotations

import gast

from s2s.errors import refusal
from s2s.normalise.taint import Taint
from s2s.normalise.walk import nodes

_PLAIN = (gast.Import, gast.ImportFrom, gast.Delete, gast.Global, gast.Nonlocal)
_SIMPLE = (gast.Pass, gast.Expr, gast.Assert, gast.Raise, gast.FunctionDef, *_PLAIN)


def verify(tree: gast.FunctionDef, taint: Taint) -> None:
    """Raise unless `tree` is a core function."""
    if not tree.body or not isinstance(tree.body[-1], gast.Return):
        raise AssertionError("a core function ends with its only return")
    for node in nodes(tree.body[:-1]):
        if isinstance(node, gast.Return) and not _nested(tree, node):
            raise AssertionError("a core function returns only once")
    _Checker(taint).block(tree.body[:-1], tail=False)


def _nested(tree: gast.FunctionDef, wanted: gast.AST) -> bool:
    inner = (n for n in nodes(tree) if isinstance(n, gast.FunctionDef))
    return any(n is not tree and wanted in nodes(n) for n in inner)


class _Checker:
    """Asks of each statement that carries a derivative whether the core has it."""

    def __init__(self, taint: Taint) -> None:
        self.taint, self.context = taint, taint.context

    def block(self, statements: list[gast.stmt], tail: bool) -> None:
        for place, statement in enumerate(statements):
            if statement in self.taint.code or isinstance(statement, gast.Break):
                last = place == len(statements) - 1
                self.statement(statement, tail and last)

    def statement(self, node: gast.stmt, tail: bool) -> None:
        if type(node) in _CHECKS:
            _CHECKS[type(node)](self, node, tail)
        elif not isinstance(node, _SIMPLE):
            self.wrong(node)

    def assign(self, node: gast.Assign, _tail: bool) -> None:
        target = node.targets[0]
        plain = isinstance(target, (gast.Name, gast.Subscript))
        names = isinstance(target, gast.Tuple) and _all_names(target)
        display = isinstance(node.value, (gast.Tuple, gast.List))
        if len(node.targets) > 1 or not (plain or (names and not display)):
            self.wrong(node)

    def augmented(self, node: gast.AugAssign, _tail: bool) -> None:
        if not isinstance(node.target, (gast.Name, gast.Subscript)):
            self.wrong(node)

    def branch(self, node: gast.If, tail: bool) -> None:
        self.block(node.body, tail)
        self.block(node.orelse, tail)

    def counted_loop(self, node: gast.For, _tail: bool) -> None:
        target = node.target
        if node.orelse or not (isinstance(target, gast.Name) or _all_names(target)):
            self.wrong(node)
        self.block(node.body, tail=True)

    def loop(self, node: gast.While, _tail: bool) -> None:
        if node.orelse:
            self.wrong(node)
        self.block(node.body, tail=True)

    def leave(self, node: gast.Break, tail: bool) -> None:
        if not tail:
            self.wrong(node)

    def wrong(self, node: gast.stmt) -> None:
        what = (
            f"`{type(node).__name__}` that carries a derivative is not supported here"
        )
        raise refusal(self.context.function, node, what)


_CHECKS = {
    gast.Assign: _Checker.assign,
    gast.AugAssign: _Checker.augmented,
    gast.If: _Checker.branch,
    gast.For: _Checker.counted_loop,
    gast.While: _Checker.loop,
    gast.Break: _Checker.leave,
}


def _all_names(target: gast.expr) -> bool:
    return all(isinstance(e, gast.Name) for e in getattr(target, "elts", [None]))
