"""This module lists how taint flows between the names of a function: a graph.

A node is (what, name), with what one of "value", "filled", "deep".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import FunctionType

import gast

from s2s.normalise.context import Context
from s2s.normalise.effects import only_computes
from s2s.normalise.inert import PURE_METHODS, is_inert_call
from s2s.normalise.outputs import outputs
from s2s.normalise.sources import base, storage, values
from s2s.normalise.walk import nodes
from s2s.tree.names import declared, parameters, reads

Edge = tuple[str, str]

# If the storage of the left name is filled, what becomes of that of the right one.
_SHARED = {
    "same": [("filled", "filled"), ("deep", "deep")],
    "part": [("filled", "deep"), ("deep", "deep")],
    "holds": [("deep", "deep")],
}


def edges(
    everything: list[gast.AST], functions: dict[str, gast.AST], context: Context
) -> dict[Edge, set[Edge]]:
    """Node -> the nodes that are tainted if it is, for the nodes of a function."""
    graph = _Graph(functions, context)
    graph.given = _given(everything)
    graph.has_dicts = any(map(_is_of_dict, everything))
    for node in everything:
        visit = _VISITS.get(node.__class__)
        if visit is not None:
            visit(graph, node)
    return graph.edges


def _is_of_dict(node: gast.AST) -> bool:
    """`{"steps": 3}` or `options["steps"]`."""
    if isinstance(node, (gast.Dict, gast.DictComp)):
        return True
    key = getattr(node, "slice", None)
    return isinstance(key, gast.Constant) and isinstance(key.value, str)


def _given(everything: list[gast.AST]) -> dict[str, list[gast.AST]]:
    """Name -> what it is bound to; an element, where it is the target of a loop."""
    found: dict[str, list[gast.AST]] = {}
    for node in everything:
        if isinstance(node, gast.Assign):
            for target in node.targets:
                if isinstance(target, gast.Name):
                    found.setdefault(target.id, []).append(node.value)
        elif isinstance(node, (gast.FunctionDef, gast.ClassDef)):
            found.setdefault(node.name, []).append(node)
        elif isinstance(node, (gast.For, gast.comprehension)):
            for part in nodes(node.target):
                if isinstance(part, gast.Name):
                    element = _some_element(node.iter)
                    found.setdefault(part.id, []).append(element)
    return found


_GROWING = frozenset({"append", "insert", "extend"})


class _Graph:
    def __init__(self, functions: dict[str, gast.AST], context: Context) -> None:
        self.functions, self.context = functions, context
        self.given: dict[str, list[gast.AST]] = {}
        self.has_dicts = False
        self.edges: dict[Edge, set[Edge]] = {}

    def link(self, source: Edge, target: Edge) -> None:
        self.edges.setdefault(source, set()).add(target)
        if source[0] != "value":
            self.edges[source].add(("value", source[1]))
        if target[0] != "value":
            self.edges.setdefault(target, set()).add(("value", target[1]))

    def flow(self, sources: Iterable[str], name: str, what: str = "value") -> None:
        for source in sources:
            self.link(("value", source), (what, name))

    def share(self, name: str, with_: dict[str, str]) -> None:
        for other, how in with_.items():
            for mine, theirs in _SHARED[how]:
                self.link((mine, name), (theirs, other))

    def assign(self, node: gast.Assign) -> None:
        """The names of one assignment hold one thing: `b` is `a` in `a = b = e`."""
        for target in node.targets:
            self.bind(target, node.value)
        for target in node.targets[1:]:
            self.bind(target, node.targets[0])

    def bind(self, target: gast.AST | None, value: gast.AST | None) -> None:
        """`target = value`, element by element where both are displays."""
        if target is None or value is None:
            return
        if isinstance(target, gast.Starred):
            self.bind(target.value, value)
        elif isinstance(target, (gast.Tuple, gast.List)):
            for place, element in enumerate(target.elts):
                self.bind(element, _element(target, value, place))
        elif isinstance(target, gast.Name):
            self.flow(values(value, self.context), target.id)
            self.share(target.id, storage(value, self.context))
        else:
            self.fill(target, values(value, self.context))

    def fill(self, target: gast.AST, sources: Iterable[str]) -> None:
        """A store into a part of the storage of a name."""
        owner = base(target)
        if owner is not None:
            inner = target.value if not isinstance(target, gast.Name) else target
            what = "filled" if isinstance(inner, gast.Name) else "deep"
            self.flow(sources, owner, what)

    def augmented(self, node: gast.AugAssign) -> None:
        self.fill(node.target, values(node.value, self.context))

    def iterate(self, target: gast.AST, iterable: gast.AST) -> None:
        """`for target in iterable`; the counter of `enumerate` is not tainted."""
        pair = isinstance(target, (gast.Tuple, gast.List))
        if pair and self.context.is_builtin(iterable, "enumerate") and iterable.args:
            self.iterate(target.elts[-1], iterable.args[0])
        elif pair and self.matches_zip(target, iterable):
            for element, sequence in zip(target.elts, iterable.args):
                self.iterate(element, sequence)
        else:
            self.bind(target, _some_element(iterable))

    def matches_zip(self, target: gast.AST, iterable: gast.AST) -> bool:
        if not self.context.is_builtin(iterable, "zip"):
            return False
        starred = any(
            isinstance(e, gast.Starred) for e in [*target.elts, *iterable.args]
        )
        return not starred and len(target.elts) == len(iterable.args)

    def define(self, node: gast.FunctionDef) -> None:
        captured = reads(node)
        self.flow(captured, node.name)
        self.share(node.name, dict.fromkeys(captured | declared(node.body), "same"))

    def call(self, node: gast.Call) -> None:
        """What a call may store its arguments into."""
        if is_inert_call(node, self.context):
            return
        sources = values(node, self.context)
        if self.grows(node):
            self.hold(node)
        elif isinstance(node.func, gast.Attribute) and self.may_fill(node.func):
            self.store_into(node.func.value, sources)
        for target in outputs(node, self.context):
            self.store_into(target, sources)
        called = self.visible(node.func)
        if called is not None and self.enter(called, node, sources):
            return
        if self.may_store(node) and not self.is_harmless(node):
            parts = [*node.args, *(k.value for k in node.keywords)]
            for part in parts if self.is_picked(node.func) else [node.func, *parts]:
                self.hand(part, sources, parts)

    def visible(self, func: gast.AST) -> gast.AST | None:
        """The nested function or lambda that an expression is, if it is known."""
        if isinstance(func, gast.Lambda):
            return func
        return self.functions.get(func.id) if isinstance(func, gast.Name) else None

    def enter(self, called: gast.AST, node: gast.Call, sources: set[str]) -> bool:
        """Bind the parameters of a visible function; what it stores is in the graph."""
        own = called.args
        plain = not (own.vararg or own.kwarg or own.kwonlyargs or own.posonlyargs)
        stars = any(isinstance(a, gast.Starred) for a in node.args)
        named = {k.arg: k.value for k in node.keywords}
        if not plain or stars or None in named or len(node.args) > len(own.args):
            return False
        for target, value in zip(own.args, node.args):
            self.bind(target, value)
        for target in own.args:
            self.bind(target, named.get(target.id))
        self.flow(sources, getattr(node.func, "id", ""))
        return True

    def hand(self, part: gast.AST, sources: set[str], parts: list[gast.AST]) -> None:
        """An argument of a call that may store anything; or run it on anything."""
        if callable(self.context.resolve(part)):
            return  # a function of a module holds nothing of its own
        passed = self.visible(part)
        if passed is None:
            self.store_into(part, sources)
            return
        self.flow(sources, getattr(part, "id", ""))
        others = [storage(p, self.context) for p in parts if p is not part]
        for name in parameters(passed):
            self.flow(sources, name)
            for held in others:
                self.share(name, dict.fromkeys(held, "part"))

    def is_picked(self, func: gast.AST) -> bool:
        """Whether a function comes out of a container or a call.

        Then it is differentiated when it is met, and may keep nothing.
        """
        if isinstance(func, gast.Name):
            given = self.given.get(func.id, ())
            return bool(given) and all(map(self.is_picked, given))
        return isinstance(func, (gast.Subscript, gast.Call))

    def is_harmless(self, node: gast.Call) -> bool:
        """Whether a function is known to store nothing: asked where it matters.

        A dict that is passed on would be taken for one that carries a derivative.
        """
        target = self.context.resolve(node.func) if self.has_dicts else None
        return isinstance(target, FunctionType) and only_computes(target, self.context)

    def grows(self, node: gast.AST) -> bool:
        """Whether `node` is `xs.append(v)` of a list that has a name."""
        func = getattr(node, "func", None)
        known = isinstance(func, gast.Attribute) and isinstance(func.value, gast.Name)
        return known and func.attr in _GROWING and self.may_fill(func)

    def hold(self, node: gast.Call) -> None:
        """The list holds the value itself: who changes its element changes that."""
        owner = node.func.value.id
        for value in node.args:
            self.flow(values(value, self.context), owner, "filled")
            for name in storage(value, self.context):
                self.link(("deep", owner), ("filled", name))
                self.link(("deep", owner), ("deep", name))

    def may_fill(self, method: gast.Attribute) -> bool:
        known = self.context.resolve(method) is not None
        return not known and method.attr not in PURE_METHODS

    def may_store(self, node: gast.Call) -> bool:
        """Whether the call runs code of the user's, which may store anywhere."""
        local = (
            isinstance(node.func, gast.Name) and self.context.resolve(node.func) is None
        )
        return local or self.context.is_user_call(node)

    def store_into(self, part: gast.AST, sources: set[str]) -> None:
        for name in storage(part, self.context):
            self.flow(sources, name, "deep")

    def effect(self, node: gast.Expr) -> None:
        """A call for its effect: `np.copyto(a, b)`, `random.shuffle(xs)`."""
        call = node.value
        if self.grows(call):
            return
        if isinstance(call, gast.Call) and not is_inert_call(call, self.context):
            for target in call.args[:1]:
                self.store_into(target, values(call, self.context))


_VISITS: dict[type, Callable[[_Graph, gast.AST], None]] = {
    gast.Assign: _Graph.assign,
    gast.AnnAssign: lambda graph, n: graph.bind(n.target, n.value),
    gast.AugAssign: _Graph.augmented,
    gast.NamedExpr: lambda graph, n: graph.bind(n.target, n.value),
    gast.For: lambda graph, n: graph.iterate(n.target, n.iter),
    gast.comprehension: lambda graph, n: graph.iterate(n.target, n.iter),
    gast.withitem: lambda graph, n: graph.bind(n.optional_vars, n.context_expr),
    gast.FunctionDef: _Graph.define,
    gast.Call: _Graph.call,
    gast.Expr: _Graph.effect,
}


def _element(target: gast.AST, value: gast.AST, place: int) -> gast.AST:
    """What an element of a target is assigned: that of a display, or some part."""
    displays = isinstance(value, (gast.Tuple, gast.List))
    if displays and len(value.elts) == len(target.elts):
        pairs = [*target.elts, *value.elts]
        if not any(isinstance(e, gast.Starred) for e in pairs):
            return value.elts[place]
    return value if displays else _some_element(value)


def _some_element(iterable: gast.AST) -> gast.AST:
    index = gast.Constant(value=0, kind=None)
    return gast.Subscript(value=iterable, slice=index, ctx=gast.Load())
