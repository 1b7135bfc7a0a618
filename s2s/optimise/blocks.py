"""This module keeps comments with the statements that they head.

A comment heads what follows it up to the next comment, a section title what follows it
up to the next title. One that heads nothing any more is dropped.
"""

from __future__ import annotations

from collections.abc import Callable

import gast

from s2s.optimise.nodes import changed


def is_comment(statement: gast.stmt) -> bool:
    """Whether a statement is a comment or a section title."""
    if statement.__class__ is not gast.Expr:
        return False
    value = statement.value
    return value.__class__ is gast.Constant and value.kind == "comment"


def is_title(statement: gast.stmt, word: str = "") -> bool:
    """Whether a statement is the title of a section that begins with `word`."""
    return is_comment(statement) and statement.value.value.startswith(f"= {word}")


def without_idle_comments(block: list) -> list:
    """The statements of a block without comments that head nothing."""
    kept = []
    heads, fills = False, False  # anything since the last comment, the last title?
    for statement in reversed(block):
        if not is_comment(statement):
            kept.append(statement)
            matters = not _just_returns(statement)
            heads, fills = heads or matters, fills or matters
        elif is_title(statement):
            if fills:
                kept.append(statement)
            heads = fills = False
        else:
            if heads:
                kept.append(statement)
            heads = False
    return kept[::-1]


def _just_returns(statement: gast.stmt) -> bool:
    """Whether a statement is a `return` of names: no comment is about that."""
    if not isinstance(statement, gast.Return):
        return False
    value = statement.value
    items = value.elts if isinstance(value, gast.Tuple) else [value]
    return all(isinstance(item, (gast.Name, gast.Constant)) for item in items)


def map_blocks(body: list, tidy: Callable[[list], list]) -> list:
    """The body with `tidy` applied to each block in it, inner ones first."""
    return tidy([_mapped(statement, tidy) for statement in body])


def _mapped(statement: gast.stmt, tidy: Callable[[list], list]) -> gast.stmt:
    if not isinstance(statement, (gast.If, gast.For, gast.While)):
        return statement
    body = filled(map_blocks(statement.body, tidy), statement.body)
    return changed(statement, body=body, orelse=map_blocks(statement.orelse, tidy))


def filled(block: list, before: list) -> list:
    """The block that was `before`, with a `pass` if nothing is left of it."""
    idle = [item for item in before if isinstance(item, gast.Pass)]
    return block or idle[:1] or [gast.Pass()]
