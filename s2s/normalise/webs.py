"""This module gives each web of a name a name of its own.

A web is a set of assignments that share a use. A name that is used for two things gets
two names:

    t = a * b              t = a * b
    y = t + 1.0            y = t + 1.0
    t = y * y              t2 = y * y
    return t               return t2
"""

from __future__ import annotations

from collections.abc import Iterable

import gast

from s2s.normalise.context import Context, is_name
from s2s.normalise.leaving import exits_of
from s2s.normalise.taint import inner_statements, own_parts
from s2s.normalise.walk import children, nodes
from s2s.tree.names import COMPREHENSIONS, assigned, parameters, reads

_SCOPES = (gast.FunctionDef, gast.AsyncFunctionDef, gast.ClassDef, gast.Lambda)
_WALKED = (gast.Assign, gast.AugAssign, gast.AnnAssign, gast.Expr, gast.Return, gast.If)
_HARMLESS = (gast.Pass, gast.Break, gast.Assert, gast.Raise, gast.Continue)

Reaching = dict[str, frozenset[int]]


def rename(tree: gast.FunctionDef, context: Context) -> dict[str, str]:
    """Rename the webs of `tree` in place; gives fresh name -> the user's name."""
    webs = _Webs(_left_alone(tree), parameters(tree))
    webs.block(tree.body)
    return webs.apply(context)


def _left_alone(tree: gast.FunctionDef) -> set[str]:
    """The names that are not renamed: something other than plain code binds them."""
    found: set[str] = set()
    for node in nodes(tree.body):
        if isinstance(node, (*_SCOPES, gast.GeneratorExp)):
            found |= reads(node) | {getattr(node, "name", "")}
        elif isinstance(node, gast.NamedExpr):
            found.add(node.target.id)
        elif isinstance(node, gast.stmt) and not _is_walked(node):
            found |= set(assigned([node]))
        if isinstance(node, (gast.Global, gast.Nonlocal)):
            found |= set(node.names)
        elif isinstance(node, gast.Delete):
            found |= {t.id for t in node.targets if is_name(t)}
    return found | _always_indices(tree)


def _is_walked(node: gast.stmt) -> bool:
    """Whether the flow through a statement is followed."""
    if isinstance(node, (gast.For, gast.While)):
        exits = [e for s in node.body for e in exits_of(s)]
        return not node.orelse and _at_end(node.body, exits)
    return isinstance(node, (*_WALKED, *_HARMLESS))


def _at_end(body: list[gast.stmt], exits: list[gast.stmt]) -> bool:
    """Whether the exits are breaks with nothing behind them."""
    return all(isinstance(e, gast.Break) and _is_last(body, e) for e in exits)


def _is_last(body: list[gast.stmt], node: gast.stmt) -> bool:
    last = body[-1]
    if last is node:
        return True
    arms = (last.body, last.orelse) if isinstance(last, gast.If) else ()
    return any(arm and _is_last(arm, node) for arm in arms)


def _always_indices(tree: gast.FunctionDef) -> set[str]:
    """The names that only ever count the trips of `for i in range(...)`."""
    everything = nodes(tree)
    loops = (n for n in everything if isinstance(n, gast.For))
    counted = {n.target for n in loops if is_name(n.target) and _is_range(n.iter)}
    bound = (n for n in everything if is_name(n) and not isinstance(n.ctx, gast.Load))
    return {n.id for n in counted} - {n.id for n in bound if n not in counted}


def _is_range(node: gast.expr) -> bool:
    return isinstance(node, gast.Call) and getattr(node.func, "id", "") == "range"


class _Webs:
    """Reaching definitions, joined at each use."""

    def __init__(self, left_alone: set[str], names: list[str]) -> None:
        self.left_alone = left_alone
        self.names: list[str] = []
        self.parent: list[int] = []
        self.nodes: dict[gast.AST, int] = {}
        self.parameters = set(names)
        self.reaching: Reaching = {n: frozenset([self.new(n)]) for n in names}

    def new(self, name: str) -> int:
        self.names.append(name)
        self.parent.append(len(self.parent))
        return len(self.parent) - 1

    def root(self, web: int) -> int:
        while self.parent[web] != web:
            self.parent[web] = self.parent[self.parent[web]]
            web = self.parent[web]
        return web

    def join(self, webs: Iterable[int]) -> int:
        roots = sorted({self.root(web) for web in webs})
        for other in roots[1:]:
            self.parent[other] = roots[0]
        return roots[0]

    def merged(self, one: Reaching, other: Reaching) -> Reaching:
        """What reaches where two ways meet; webs that are one by now count as one."""
        found = dict(one)
        for name, webs in other.items():
            both = found.get(name, webs) | webs
            found[name] = both if len(both) < 3 else frozenset(map(self.root, both))
        return found

    # Flow

    def block(self, body: list[gast.stmt]) -> None:
        for node in body:
            self.statement(node)

    def statement(self, node: gast.stmt) -> None:
        if isinstance(node, gast.If):
            self.use(node.test)
            self.arms(node)
        elif isinstance(node, gast.While):
            self.repeat(node, [node.test])
        elif isinstance(node, gast.For):
            self.use(node.iter)
            self.repeat(node, [])
        elif isinstance(node, gast.AugAssign) and is_name(node.target):
            self.use(node.value)
            self.update(node.target)
        elif isinstance(node, gast.Assign):
            self.use(node.value)
            self.targets(node.targets)
        else:
            self.opaque(node)

    def opaque(self, node: gast.stmt) -> None:
        """What is bound in there is left alone; what is read is a use."""
        for part in [node, *_inside(node)]:
            for expression in own_parts(part):
                self.use(expression)
            if isinstance(part, gast.AugAssign) and is_name(part.target):
                self.update(part.target)
            elif isinstance(part, (gast.AnnAssign, gast.Assign)):
                self.targets(getattr(part, "targets", None) or [part.target])

    def arms(self, node: gast.If) -> None:
        before = dict(self.reaching)
        self.block(node.body)
        after = self.reaching
        self.reaching = before
        self.block(node.orelse)
        self.reaching = self.merged(after, self.reaching)

    def repeat(self, node: gast.For | gast.While, tests: list[gast.expr]) -> None:
        """Around the loop until nothing new comes back to its head."""
        while True:
            head = dict(self.reaching)
            for test in tests:
                self.use(test)
            if isinstance(node, gast.For):
                self.targets([node.target])
            self.block(node.body)
            self.reaching = self.merged(head, self.reaching)
            if self.reaching == head:
                return self.block(node.orelse)

    def use(self, node: gast.AST, hidden: frozenset[str] = frozenset()) -> None:
        if is_name(node):
            if isinstance(node.ctx, gast.Load) and node.id not in hidden:
                self.read(node)
            return
        if isinstance(node, _SCOPES):
            return
        outermost = None
        if isinstance(node, COMPREHENSIONS):
            outermost = node.generators[0]
            self.use(outermost.iter, hidden)
            hidden |= {n for g in node.generators for n in assigned([g.target])}
        for child in children(node):
            parts = child.ifs if child is outermost else [child]
            for part in parts:
                self.use(part, hidden)

    def read(self, node: gast.Name) -> None:
        webs = self.reaching.get(node.id, frozenset())
        if webs and node.id not in self.left_alone:
            known = [self.nodes[node]] if node in self.nodes else []
            self.nodes[node] = self.join([*webs, *known])

    def update(self, node: gast.Name) -> None:
        """`x += e` reads and writes one name."""
        self.read(node)
        if node.id not in self.left_alone and node in self.nodes:
            self.reaching[node.id] = frozenset([self.nodes[node]])

    def targets(self, targets: list[gast.expr]) -> None:
        for goal in targets:
            for node in nodes(goal):
                if is_name(node) and isinstance(node.ctx, gast.Store):
                    self.write(node)
                elif is_name(node):
                    self.read(node)

    def write(self, node: gast.Name) -> None:
        if node.id not in self.left_alone:
            if node not in self.nodes:
                self.nodes[node] = self.new(node.id)
            self.reaching[node.id] = frozenset([self.nodes[node]])

    # Names

    def apply(self, context: Context) -> dict[str, str]:
        origin: dict[str, str] = {}
        chosen: dict[int, str] = {}
        first: set[str] = set()
        for web, name in enumerate(self.names):
            root = self.root(web)
            if root not in chosen:
                chosen[root] = name if name not in first else context.fresh(name)
                first.add(name)
                if chosen[root] != name:
                    origin[chosen[root]] = name
        for node, web in self.nodes.items():
            node.id = chosen[self.root(web)]
        return origin


def _inside(node: gast.stmt) -> list[gast.stmt]:
    found = inner_statements(node)
    return found + [s for inner in found for s in _inside(inner)]
