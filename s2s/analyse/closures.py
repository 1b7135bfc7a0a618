"""This module makes functions of their own of those defined inside of another.

def f(x):                            def half(t, x):
    def half(t):                         return t * x
        return t * x
    def g(x, n):                     def g(x, n, x2):
        return half(n) + x               return half(n, x2=x2) + x
    return g(2.0, 3)

What they read of the function around them becomes a further parameter (lambda lifting),
and where they call each other they pass it on, by name. A variable whose name one of
them gives to something else has another name in all of them.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import gast

from s2s.analyse.binding import Callee, callee_of, lift
from s2s.errors import refusal
from s2s.tree.function import Function
from s2s.tree.names import Names, assigned, bound, declared, names_in, parameters, reads
from s2s.tree.parse import nested
from s2s.tree.template import clone, is_literal
from s2s.tree.walk import nodes


class _Family(NamedTuple):
    """The functions defined in one, and the variables of it that each of them needs.

    `words` are the names of these variables in the functions.
    """

    definitions: dict[str, gast.FunctionDef]
    captures: dict[str, tuple[str, ...]]
    words: dict[str, str]


def closures(function: Function, parsed: dict) -> dict[str, Callee]:
    """The functions defined in a function, each with its free local variables."""
    family = _family(function)
    siblings: dict[str, Callee] = {}
    known = ChainMap(siblings, function.siblings)
    for node in family.definitions.values():
        if node not in parsed:
            parsed[node] = _lifted(function, node, family, known)
    found = {name: parsed[node] for name, node in family.definitions.items()}
    for name, callee in found.items():
        own = callee.own + callee.captured
        siblings[name] = replace(callee, own=own, captures=())
    return found


def refuse_bound(callee: Callee) -> None:
    """Refuse a nested function that means something else where it stands outside."""
    tree, instead = callee.plain, "a plain `def`"
    own = {*parameters(tree), *assigned(tree.body)} - declared(tree.body)
    parts = [n for n in nodes(tree.body) if isinstance(n, gast.Nonlocal)]
    shared = {name for part in parts for name in part.names} - own
    defaults = [*tree.args.defaults, *tree.args.kw_defaults]
    if shared:
        what, instead = (
            f"writes to `nonlocal {min(shared)}`",
            "a list that it writes to",
        )
    elif not all(d is None or is_literal(d) for d in defaults):
        what, instead = "has a default that is no constant", "one more argument"
    elif tree.decorator_list:
        what = "has a decorator"
    else:
        return
    what = f"`{tree.name}`, which is called by a nested function and {what}"
    raise refusal(callee.function, tree, what, instead)


def _family(function: Function) -> _Family:
    definitions: dict[str, gast.FunctionDef] = {}
    for node in _definitions(function.tree.body):
        if node.name in definitions:
            what = f"a function `{node.name}` that is defined in several places"
            raise refusal(function, node, what, "one function with a branch inside")
        definitions[node.name] = node
    free = {name: _free(function, node) for name, node in definitions.items()}
    captures = {name: _closure(name, free) for name in definitions}
    inside = set().union(*map(_bound_in, definitions.values()))
    names, words = Names(names_in(function.tree) if inside else ()), {}
    for variable in sorted(set().union(*captures.values())):
        words[variable] = names.fresh(variable) if variable in inside else variable
    return _Family(definitions, captures, words)


def _definitions(body: list[gast.stmt]) -> Iterator[gast.FunctionDef]:
    """The functions defined in a body itself, not inside of these."""
    for node in body:
        if isinstance(node, gast.FunctionDef):
            yield node
        else:
            for field in ("body", "orelse", "finalbody"):
                yield from _definitions(getattr(node, field, []))


def _free(function: Function, node: gast.FunctionDef) -> list[str]:
    own = {*parameters(node), *assigned(node.body)}
    around = function.locals
    return sorted(n for n in reads(node.body) if n in around and n not in own)


def _closure(name: str, free: dict) -> tuple[str, ...]:
    """The values that a nested function reads, itself or through others it calls."""
    seen, todo, values = set(), [name], set()
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        todo += [n for n in free[current] if n in free]
        values |= {n for n in free[current] if n not in free}
    return tuple(sorted(values))


def _bound_in(node: gast.FunctionDef) -> set[str]:
    """The names that a definition binds, anywhere inside."""
    inner = [n for n in nodes(node) if isinstance(n, gast.FunctionDef)]
    return {name for n in inner for name in (*parameters(n), *bound(n.body))}


def _lifted(
    function: Function, node: gast.FunctionDef, family: _Family, known: ChainMap
) -> Callee:
    callee = callee_of(nested(function, node))
    captures = family.captures[node.name]
    extra = tuple(family.words[c] for c in captures)
    own = frozenset((*parameters(node), *assigned(node.body)))
    body = [_Passing(family, own).visit(clone(part)) for part in node.body]
    tree = gast.FunctionDef(**{**vars(callee.function.tree), "body": body})
    lifted = lift(replace(callee.function, tree=tree, siblings=known), extra)
    args, around = _with_names(node.args, extra), node.decorator_list
    changed = {"args": args, "decorator_list": around}
    plain = gast.FunctionDef(**{**vars(tree), **changed})
    return replace(callee, function=lifted, captures=captures, plain=plain)


def _with_names(args: gast.arguments, extra: tuple[str, ...]) -> gast.arguments:
    """The parameters of a definition, and further ones that are given by name."""
    more = [gast.Name(word, gast.Param(), None, None) for word in extra]
    named = [*args.kwonlyargs, *more], [*args.kw_defaults, *(None for _ in more)]
    changed = {"kwonlyargs": named[0], "kw_defaults": named[1]}
    return gast.arguments(**{**vars(args), **changed})


class _Passing(gast.NodeTransformer):
    """Gives variables their names, and to what is called those that it needs.

    `hidden` are the names that stand for something else here.
    """

    def __init__(self, family: _Family, hidden: frozenset[str]) -> None:
        self.family, self.hidden = family, hidden

    def visit_Call(self, node: gast.Call) -> gast.Call:
        word = getattr(node.func, "id", "")
        if word not in self.family.captures or word in self.hidden:
            return self.generic_visit(node)
        node.args = [self.visit(argument) for argument in node.args]
        node.keywords = [self.visit(keyword) for keyword in node.keywords]
        node.keywords += self._passed(word, node)
        return node

    def visit_Name(self, node: gast.Name) -> gast.expr:
        if node.id in self.hidden or not isinstance(node.ctx, gast.Load):
            return node
        if self.family.captures.get(node.id):
            return gast.copy_location(self._calling(node), node)
        return _named(self.family.words.get(node.id, node.id), node)

    def visit_FunctionDef(self, node: gast.FunctionDef) -> gast.AST:
        node.args = self.visit(node.args)
        node.decorator_list = [self.visit(each) for each in node.decorator_list]
        inner = self._hiding([*parameters(node), *assigned(node.body)])
        node.body = [inner.visit(part) for part in node.body]
        return node

    def visit_Lambda(self, node: gast.Lambda) -> gast.AST:
        node.args = self.visit(node.args)
        node.body = self._hiding(parameters(node)).visit(node.body)
        return node

    def comprehension(self, node: gast.AST) -> gast.AST:
        """What is iterated first does not see the names of a comprehension."""
        first = node.generators[0]
        iterated, first.iter = self.visit(first.iter), gast.Constant(None, None)
        own = [name for each in node.generators for name in bound(each.target)]
        self._hiding(own).generic_visit(node)
        first.iter = iterated
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = comprehension
    visit_GeneratorExp = comprehension

    def _hiding(self, own: list[str]) -> _Passing:
        return _Passing(self.family, self.hidden.union(own))

    def _passed(self, word: str, node: gast.AST) -> list[gast.keyword]:
        words = [self.family.words[c] for c in self.family.captures[word]]
        return [gast.keyword(each, _named(each, node)) for each in words]

    def _calling(self, node: gast.Name) -> gast.Lambda:
        """A function with captures as a value: `lambda t: half(t, x=x)`."""
        args = clone(self.family.definitions[node.id].args)
        given = [_named(a.id, node) for a in (*args.posonlyargs, *args.args)]
        if args.vararg is not None:
            given.append(gast.Starred(_named(args.vararg.id, node), gast.Load()))
        keywords = [gast.keyword(a.id, _named(a.id, node)) for a in args.kwonlyargs]
        if args.kwarg is not None:
            keywords.append(gast.keyword(None, _named(args.kwarg.id, node)))
        keywords += self._passed(node.id, node)
        called = gast.Call(_named(node.id, node), given, keywords)
        return gast.Lambda(args, gast.copy_location(called, node))


def _named(word: str, place: gast.AST) -> gast.Name:
    return gast.copy_location(gast.Name(word, gast.Load(), None, None), place)
