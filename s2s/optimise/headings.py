"""This module puts each comment above all that it is about.

    u_bar += v_bar                        u_bar += v_bar
    drag = drag_stack.pop()               # v -= dt * drag
    # v -= dt * drag                      drag = drag_stack.pop()
    drag_bar -= dt * v_bar                drag_bar -= dt * v_bar

What is taken from a stack is for the statement that comes next. And where one statement
of the user's became several, its comment is said once.
"""

from __future__ import annotations

import gast

from s2s.optimise.blocks import is_comment, is_title, map_blocks
from s2s.optimise.nodes import changed


def headings(tree: gast.FunctionDef) -> gast.FunctionDef:
    """The function with its comments in the best places."""
    return changed(tree, body=map_blocks(tree.body, _tidy))


def _tidy(block: list) -> list:
    return _said_once(_lifted(block)) if any(map(is_comment, block)) else block


def _lifted(block: list) -> list:
    """The block with comments above the pops that stand just before them."""
    out: list = []
    for statement in block:
        place = len(out)
        if is_comment(statement) and not is_title(statement):
            while place and _is_pop(out[place - 1]):
                place -= 1
            if place and is_comment(out[place - 1]) and place < len(out):
                place = len(out)  # the pops have a comment of their own
        out.insert(place, statement)
    return out


def _is_pop(statement: gast.stmt) -> bool:
    """`x = x_stack.pop()`."""
    if not isinstance(statement, gast.Assign) or len(statement.targets) != 1:
        return False
    target, call = statement.targets[0], statement.value
    if not isinstance(target, gast.Name) or not isinstance(call, gast.Call):
        return False
    func = call.func
    popped = isinstance(func, gast.Attribute) and func.attr == "pop" and not call.args
    return popped and isinstance(func.value, gast.Name) and "_stack" in func.value.id


def _said_once(block: list) -> list:
    """The block without a comment that repeats the one before."""
    out: list = []
    latest = None
    for statement in block:
        if is_comment(statement):
            text = statement.value.value
            if text == latest:
                continue
            latest = text
        elif isinstance(statement, (gast.If, gast.For, gast.While)):
            latest = None
        out.append(statement)
    return out
