"""This module cuts chains of `elif` that would nest too deeply once tests have names.

if a:                          unmatched = False
    ...                        if a:
elif b:            and so on       ...
    ...                        else:
                                   unmatched = True
                               if unmatched:
                                   if b:
                                       ...
"""

from __future__ import annotations

from functools import partial

import gast

from s2s.normalise.blocks import on_flag, rewrite
from s2s.normalise.taint import Taint
from s2s.tree.template import at, template

LONGEST = 30


def cut_chains(tree: gast.FunctionDef, taint: Taint) -> gast.FunctionDef:
    """The function with its long tainted chains in several pieces."""
    tree.body = rewrite(tree.body, partial(_statement, taint))
    return tree


def _statement(taint: Taint, node: gast.stmt) -> list[gast.stmt]:
    if isinstance(node, gast.If) and node in taint.code:
        last = _last_allowed(node)
        if last is not None:
            flag = taint.context.fresh("unmatched")
            rest = rewrite(last.orelse, partial(_statement, taint))
            return _cut(node, last, rest, flag)
    return [node]


def _last_allowed(node: gast.If) -> gast.If | None:
    """The branch behind which a chain is cut, None if the chain is short."""
    for _ in range(LONGEST):
        if len(node.orelse) != 1 or not isinstance(node.orelse[0], gast.If):
            return None
        node = node.orelse[0]
    return node if node.orelse else None


def _cut(
    node: gast.If, last: gast.If, rest: list[gast.stmt], flag: str
) -> list[gast.stmt]:
    before = at(node, template("flag = False", flag=flag))
    last.orelse = at(rest[0], template("flag = True", flag=flag))
    return [*before, node, *at(rest[0], [on_flag(flag, rest)])]
