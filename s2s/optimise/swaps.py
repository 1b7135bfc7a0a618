"""This module writes a ring of copies as the exchange that it is.

    t = v
    v = u                  u, v = v, u
    u = t

A run of plain copies (`a = b`) is what it does in all to its names at once. It is
written anew if names change places in it and its temporaries are not read later.
"""

from __future__ import annotations

import gast

from s2s.optimise.blocks import is_comment, is_title, map_blocks
from s2s.optimise.effects import effects_of
from s2s.optimise.facts import Facts
from s2s.optimise.liveness import Liveness
from s2s.optimise.nodes import changed


def swaps(tree: gast.FunctionDef, facts: Facts) -> gast.FunctionDef:
    """The function with exchanges of names instead of copies in a ring."""
    if not any(map(_ring, _runs_in(tree.body))):
        return tree
    effects = effects_of(tree, facts)
    after, bit = Liveness(effects, strong=False).after, effects.names.bit

    def tidy(block: list) -> list:
        for run in _runs(block):
            live = after.get(id(run[-1]), -1)
            read = {t: s for t, s in _in_all(run).items() if bit(t) & live}
            if _ring(run) and _rings(read):
                place = block.index(run[0])
                comments = [s for s in run if is_comment(s)][:1]
                new = [*comments, *_written(read, run)]
                block = [*block[:place], *new, *block[place + len(run) :]]
        return block

    return changed(tree, body=map_blocks(tree.body, tidy))


def _runs_in(body: list) -> list[list]:
    """The runs of copies of a body, and of the blocks in it."""
    found = _runs(body)
    for statement in body:
        if isinstance(statement, (gast.If, gast.For, gast.While)):
            found += _runs_in(statement.body) + _runs_in(statement.orelse)
    return found


def _runs(block: list) -> list[list]:
    """The longest runs of three copies or more, under one comment."""
    found: list[list] = [[]]
    for statement in block:
        if is_title(statement) or not (is_comment(statement) or _is_copy(statement)):
            found.append([])
        elif is_comment(statement) and _others(found[-1], statement):
            found.append([statement])
        else:
            found[-1].append(statement)
    return [run for run in found if sum(map(_is_copy, run)) > 2 and _is_copy(run[-1])]


def _others(run: list, comment: gast.stmt) -> bool:
    """Does the run have a comment that says something else?"""
    texts = {s.value.value for s in run if is_comment(s)}
    return bool(texts - {comment.value.value})


def _is_copy(statement: gast.stmt) -> bool:
    return (
        isinstance(statement, gast.Assign)
        and isinstance(statement.value, gast.Name)
        and isinstance(statement.targets[0], gast.Name)
    )


def _in_all(run: list) -> dict[str, str]:
    """For each name that a run binds: the one whose first value it holds at the end."""
    held: dict[str, str] = {}
    for copy in filter(_is_copy, run):
        source = copy.value.id
        target = copy.targets[0].id
        value = held.get(source, source)
        held.pop(target, None)
        held[target] = value
    return {target: source for target, source in held.items() if target != source}


def _ring(run: list) -> bool:
    return bool(_rings(_in_all(run)))


def _rings(held: dict[str, str]) -> list[list[str]]:
    """The names that change places, ring by ring: each gets the value of the next."""
    found: list[list[str]] = []
    for start in reversed(held):
        ring, name = [start], held[start]
        while name in held and name not in ring:
            ring.append(name)
            name = held[name]
        if name == start and not any(start in known for known in found):
            found.append(ring)
    return found[::-1]


def _written(held: dict[str, str], run: list) -> list[gast.stmt]:
    """Assignments that do all at once: what others still read is bound last."""
    rings = _rings(held)
    inside = {name for ring in rings for name in ring}
    rest = {t: s for t, s in held.items() if t not in inside}
    found = []
    while rest:
        free = [t for t in rest if t not in rest.values()]
        found += [_assign([t], [rest[t]], run) for t in free]
        rest = {t: s for t, s in rest.items() if t not in free}
    return found + [_assign(r, [held[n] for n in r], run) for r in rings]


def _assign(targets: list[str], values: list[str], run: list) -> gast.stmt:
    to = [gast.Name(t, gast.Store(), None, None) for t in targets]
    of = [gast.Name(v, gast.Load(), None, None) for v in values]
    target = to[0] if len(to) == 1 else gast.Tuple(to, gast.Store())
    value = of[0] if len(of) == 1 else gast.Tuple(of, gast.Load())
    return gast.copy_location(gast.Assign([target], value, None), run[-1])
