"""This module structures `return`, `break`, `continue` and the `else` of loops.

Code after a branch that always leaves moves into its `else`:

    if n < 0:                      if n < 0:
        return -x                      result = -x
    y = x * x                      else:
    return y                           y = x * x
                                       result = y
                                   return result

Where that is not enough, or would nest too deeply, a flag says what has been left.
Loops that carry no derivative keep their exits, unless a `return` is among them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import gast

from s2s.normalise.blocks import on_flag
from s2s.normalise.context import Context, is_name
from s2s.normalise.leaving import always_leaves, exits_of, is_structured, may_leave
from s2s.normalise.taint import Taint, taint_of
from s2s.tree.template import at, template

DEEPEST = 30
Block = list[gast.stmt]


def structure(tree: gast.FunctionDef, context: Context) -> gast.FunctionDef:
    """The function with one return, its last statement, and breaks at the very end."""
    if not always_leaves(tree.body):
        tree.body.append(at(tree.body[-1], gast.Return(value=None)))
    if is_structured(tree):
        return tree
    taint = taint_of(tree, context)
    returns = [n for s in tree.body for n in exits_of(s) if isinstance(n, gast.Return)]
    if len(returns) == 1 and returns[0] is tree.body[-1]:
        last = tree.body.pop()
        tree.body = _Exits(taint, "").block(tree.body, _function("")) + [last]
        return tree
    result = _result_name(returns, context)
    exits = _Exits(taint, result)
    tree.body = exits.block(tree.body, _function(context.fresh("returned")))
    last = returns[-1]
    tree.body += at(last, template("return result", result=result))
    return tree


def _result_name(returns: list[gast.Return], context: Context) -> str:
    """The name that all returns return, if there is one, else a fresh one."""
    names = {n.value.id if is_name(n.value) else "" for n in returns}
    only = names.pop() if len(names) == 1 else ""
    return only or context.fresh("result")


@dataclass(frozen=True)
class Region:
    """What may be left: the body of a function or of a loop.

    `skip` is the flag that says the rest of the region is left, `stop` the one that
    says the loop is; `returned` that the function is; `broken` that the `else` of the
    loop is left out. `tail`: nothing of the region follows.
    """

    loop: bool
    skip: str
    stop: str
    returned: str
    broken: str = ""
    tail: bool = True
    depth: int = 0

    def inner(self) -> Region:
        return replace(self, depth=self.depth + 1)

    def followed(self) -> Region:
        return replace(self, tail=False, depth=self.depth + 1)


def _function(returned: str) -> Region:
    return Region(False, returned, returned, returned)


class _Exits:
    def __init__(self, taint: Taint, result: str) -> None:
        self.taint, self.context, self.result = taint, taint.context, result
        self.flags: dict[tuple[str, int], str] = {}
        self.level = 0

    def block(self, body: Block, region: Region) -> Block:
        """`body` with its exits structured, as the whole rest of `region`."""
        if region.depth >= DEEPEST and len(_parts(body)) > 1:
            return self.flat(body, region)
        return self.nested(body, region)

    def nested(self, body: Block, region: Region) -> Block:
        made: Block = []
        for place, node in enumerate(body):
            rest = body[place + 1 :]
            if isinstance(node, (gast.Return, gast.Break, gast.Continue)):
                return made + self.leave(node, region)
            if isinstance(node, gast.If) and may_leave([node]):
                return made + self.branch(node, rest, region)
            if isinstance(node, (gast.For, gast.While)) and self.has_exits(node):
                return made + self.loop(node, rest, region)
            made.append(self.plain(node, region))
        return made

    def has_exits(self, node: gast.For | gast.While) -> bool:
        """Whether the exits or the `else` of a loop must be structured."""
        if node not in self.taint.code and not may_leave([node]):
            return False
        return bool(node.orelse) or may_leave(node.body)

    def plain(self, node: gast.stmt, region: Region) -> gast.stmt:
        if isinstance(node, gast.If):
            node.body = self.block(node.body, region.inner())
            node.orelse = self.block(node.orelse, region.inner())
        elif isinstance(node, (gast.For, gast.While)):
            if node in self.taint.code:
                node.body = self.block(node.body, replace(region.inner(), tail=True))
        elif may_leave([node]):
            what = f"an exit out of `{type(node).__name__.lower()}` is not supported"
            raise self.context.refusal(node, what, "the exit after the block")
        return node

    # Leaving

    def leave(self, node: gast.stmt, region: Region) -> Block:
        made: Block = []
        if isinstance(node, gast.Return):
            made += self.assign_result(node)
            if region.loop or not region.tail:
                made += self.set(region.returned, node)
        elif isinstance(node, gast.Break) and region.broken:
            made += self.set(region.broken, node)
        made += self.go(node, region)
        return made or at(node, [gast.Pass()])

    def assign_result(self, node: gast.Return) -> Block:
        if is_name(node.value) and node.value.id == self.result:
            return []
        value = node.value or gast.Constant(value=None, kind=None)
        made = template("result = value", result=self.result, value=value)
        return at(node, made)

    def go(self, node: gast.stmt, region: Region) -> Block:
        """Leave at the end of a loop's body by `break`, elsewhere by flags."""
        stops = not isinstance(node, gast.Continue)
        if region.tail:
            return at(node, [gast.Break()]) if stops and region.loop else []
        flags = [region.skip, region.stop] if stops else [region.skip]
        wanted = [f for f in dict.fromkeys(flags) if f]
        done = region.returned if isinstance(node, gast.Return) else ""
        return [s for f in wanted if f != done for s in self.set(f, node)]

    def set(self, flag: str, place: gast.stmt, value: str = "True") -> Block:
        return at(place, template(f"flag = {value}", flag=flag))

    # Branches

    def branch(self, node: gast.If, rest: Block, region: Region) -> Block:
        """An `if` that may leave, with all that follows it."""
        body, other = node.body, node.orelse
        if not rest or (always_leaves(body) and always_leaves(other)):
            return [self.arms(node, body, other, region.inner())]
        if always_leaves(body):
            return [self.arms(node, body, other + rest, region.inner())]
        if always_leaves(other):
            return [self.arms(node, body + rest, other, region.inner())]
        start = self.start(node, region)
        arms = self.arms(node, body, other, region.followed())
        guarded = self.guard(rest, region, self.block(rest, region.inner()))
        return [*start, arms, *guarded]

    def arms(self, node: gast.If, body: Block, other: Block, region: Region) -> gast.If:
        node.body = self.block(body, region)
        node.orelse = self.block(other, region)
        if node.orelse and all(isinstance(s, gast.Pass) for s in node.body):
            node.test = at(node.test, _negated(node.test))
            node.body, node.orelse = node.orelse, []
        return node

    def start(self, place: gast.stmt, region: Region) -> Block:
        """The flags, before the first statement that may set them."""
        if not region.tail:
            return []
        flags = [f for f in dict.fromkeys([region.skip, region.stop]) if f]
        if region.loop:
            flags = [f for f in flags if f != region.returned]
        return [s for f in flags for s in self.set(f, place, "False")]

    def guard(self, rest: Block, region: Region, inner: Block) -> Block:
        """`inner` where nothing has been left, else what leaving means here."""
        if not inner:
            return self.finish(rest[0], region)
        leave = self.finish(rest[0], region)
        made = on_flag(f"not {region.skip}", inner, leave)
        if leave and region.skip == region.stop:
            made = on_flag(region.skip, [gast.Break()], inner)
        return at(rest[0], [made])

    def finish(self, place: gast.stmt, region: Region) -> Block:
        if not (region.tail and region.loop and region.stop):
            return []
        text = "if flag:\n    break"
        return at(place, template(text, flag=region.stop))

    def flat(self, body: Block, region: Region) -> Block:
        """One level of nesting for all: each part after an exit is guarded."""
        inside = replace(region, tail=False)
        made = self.start(body[0], region)
        for number, part in enumerate(_parts(body)):
            inner = self.nested(part, inside)
            made += self.guard(part, inside, inner) if number else inner
        return made + self.finish(body[-1], region)

    # Loops

    def loop(self, node: gast.For | gast.While, rest: Block, region: Region) -> Block:
        """A loop with exits, with all that follows it."""
        endless = always_leaves([node])
        returns = any(isinstance(e, gast.Return) for e in _exits(node.body))
        inside = self.inside(node, region)
        self.level += 1
        node.body = self.block(node.body, inside)
        self.level -= 1
        made: Block = []
        if returns and region.tail and not region.loop:
            made += self.set(region.returned, node, "False")
        if inside.broken:
            made += self.set(inside.broken, node, "False")
        rest = [] if endless else self.otherwise(node, inside) + rest
        node.orelse = []
        made.append(node)
        if not returns:
            return made + self.block(rest, region)
        return made + self.returning(node, rest, region, endless)

    def inside(self, node: gast.For | gast.While, region: Region) -> Region:
        """The body of a loop, with the flags that its exits need."""
        kinds = {type(e) for e in _exits(node.body)}
        stop = region.returned if gast.Return in kinds else ""
        stop = self.flag("stop") if gast.Break in kinds else stop
        skip = self.flag("skip") if gast.Continue in kinds else stop
        has_else = bool(node.orelse) and gast.Break in kinds
        broken = self.context.fresh("broken") if has_else else ""
        depth = region.depth + 1
        return Region(True, skip, stop, region.returned, broken, True, depth)

    def flag(self, base: str) -> str:
        """Loops that do not contain each other share their flags."""
        key = (base, self.level)
        if key not in self.flags:
            self.flags[key] = self.context.fresh(base)
        return self.flags[key]

    def otherwise(self, node: gast.For | gast.While, inside: Region) -> Block:
        """The `else` of a loop."""
        if not inside.broken:
            return node.orelse
        return at(node.orelse[0], [on_flag(f"not {inside.broken}", node.orelse)])

    def returning(
        self, node: gast.stmt, rest: Block, region: Region, endless: bool
    ) -> Block:
        """What follows a loop that may have returned."""
        leave = self.go(at(node, gast.Return(value=None)), region)
        if endless:
            return leave
        inner = self.block(rest, region.inner())
        if not inner and not leave:
            return []
        made = on_flag(region.returned, leave, inner)
        if not leave:
            made = on_flag(f"not {region.returned}", inner)
        return at(rest[0] if rest else node, [made])


def _negated(test: gast.expr) -> gast.expr:
    if isinstance(test, gast.UnaryOp) and isinstance(test.op, gast.Not):
        return test.operand
    return gast.UnaryOp(op=gast.Not(), operand=test)


def _exits(body: Block) -> Block:
    return [e for node in body for e in exits_of(node)]


def _parts(body: Block) -> list[Block]:
    """`body` cut after each statement that may leave it."""
    parts: list[Block] = [[]]
    for node in body:
        parts[-1].append(node)
        if may_leave([node]):
            parts.append([])
    return [part for part in parts if part]
