"""This module finds closures that carry a derivative where nobody can follow them.

def g(t):             g(y)                 a call: what `g` captures is passed along
    return t * x      integrate(g, y)      an argument of a user's function: likewise
                      h = g if c else k    escapes: who calls `h` cannot see `x`
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import gast


def escapes(
    tree: gast.FunctionDef, closures: frozenset[str], is_followed: Callable
) -> Iterator[gast.Name]:
    """The uses of `closures` that are neither calls nor arguments that are followed.

    `is_followed(call)` says whether the functions among the arguments of a call are
    known inside of it.
    """
    if closures:
        yield from _uses(tree, closures, is_followed)


def _uses(node: gast.AST, closures: frozenset, is_followed: Callable) -> Iterator:
    if isinstance(node, gast.Name):
        if node.id in closures and isinstance(node.ctx, gast.Load):
            yield node
        return
    for child in gast.iter_child_nodes(node):
        if not _is_direct(node, child, is_followed):
            yield from _uses(child, closures, is_followed)


def _is_direct(node: gast.AST, child: gast.AST, is_followed: Callable) -> bool:
    """Is a name called here, or passed to a function that follows it?"""
    named = child.value if isinstance(child, gast.keyword) else child
    if not isinstance(node, gast.Call) or not isinstance(named, gast.Name):
        return False
    return child is node.func or is_followed(node)
