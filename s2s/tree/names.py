"""This module knows the names in a tree, and invents fresh ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import gast

Tree = gast.AST | Iterable[gast.AST]

_FUNCTIONS = (gast.FunctionDef, gast.AsyncFunctionDef, gast.Lambda)
_DEFINITIONS = (gast.FunctionDef, gast.AsyncFunctionDef, gast.ClassDef)
_COMPREHENSIONS = (gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)
_CAPTURES = {gast.MatchAs: "name", gast.MatchStar: "name", gast.MatchMapping: "rest"}
_BINDING = frozenset((*_DEFINITIONS, gast.alias, *_CAPTURES))


class Names:
    """The names that are taken, and a source of fresh ones.

    >>> names = Names({"x", "v2"})
    >>> names.fresh("x"), names.fresh("x"), names.fresh("v2"), names.fresh("y")
    ('x2', 'x3', 'v2_2', 'y')
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)

    def fresh(self, base: str) -> str:
        """`base` if it is free, else `base` with the first free number from 2."""
        name, number = base, 2
        stem = f"{base}_" if base[-1:].isdigit() else base
        while name in self.taken:
            name, number = f"{stem}{number}", number + 1
        self.taken.add(name)
        return name


def names_in(tree: Tree) -> set[str]:
    """Every name that occurs in `tree`, whatever its role; attributes are not names."""
    return {name for node in _walk(tree, _children) for name in _mentioned(node)}


def parameters(function: gast.AST) -> list[str]:
    """The names of the parameters of a definition or a lambda, in their order."""
    args = function.args
    stars = [name for name in (args.vararg, args.kwarg) if name is not None]
    return [a.id for a in (*args.posonlyargs, *args.args, *args.kwonlyargs, *stars)]


def assigned(statements: Tree) -> list[str]:
    """The names that `statements` bind in their own scope, in order, each once."""
    return list(dict.fromkeys(_bindings(statements, inside=False)))


def bound(statements: Tree) -> list[str]:
    """Like `assigned`, with what comprehensions and lambdas bind for themselves."""
    return list(dict.fromkeys(_bindings(statements, inside=True)))


def declared(statements: Tree) -> set[str]:
    """The names that `statements` declare `global` or `nonlocal`."""
    kinds = (gast.Global, gast.Nonlocal)
    found = (n.names for n in _walk(statements, _own) if isinstance(n, kinds))
    return {name for names in found for name in names}


def reads(tree: Tree) -> set[str]:
    """The names whose value `tree` may read, those of nested functions included.

    >>> sorted(reads(gast.parse("y += [x * k for x in xs][i]")))
    ['i', 'k', 'xs', 'y']
    """
    found: set[str] = set()
    for node in [tree] if isinstance(tree, gast.AST) else tree:
        _add_reads(node, found)
    return found


def _add_reads(node: gast.AST, found: set[str]) -> None:
    kind = type(node)
    if kind is gast.Name:
        if isinstance(node.ctx, gast.Load):
            found.add(node.id)
    elif kind in _FUNCTIONS:
        found |= _reads_of_function(node)
    elif kind in _COMPREHENSIONS:
        own = {n for g in node.generators for n in _bindings(g.target, inside=True)}
        found |= reads(_children(node)) - own
    else:
        if kind is gast.AugAssign and isinstance(node.target, gast.Name):
            found.add(node.target.id)
        for child in _children(node):
            _add_reads(child, found)


def _reads_of_function(function: gast.AST) -> set[str]:
    body = function.body if isinstance(function.body, list) else [function.body]
    own = {*parameters(function), *assigned(body)} - declared(body)
    return (reads(body) - own) | reads(_outside(function))


def _outside(function: gast.AST) -> list[gast.AST]:
    """What a definition evaluates in the scope around it."""
    args = function.args
    given = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
    kinds = [parameter.annotation for parameter in given if parameter is not None]
    kinds.append(getattr(function, "returns", None))
    decorators = getattr(function, "decorator_list", ())
    parts = [*decorators, *args.defaults, *args.kw_defaults, *kinds]
    return [part for part in parts if part is not None]


def _bindings(tree: Tree, inside: bool) -> Iterator[str]:
    for node in _walk(tree, _own if inside else _strictly_own):
        kind = type(node)
        if kind is gast.Name:
            if isinstance(node.ctx, (gast.Store, gast.Param)):
                yield node.id
        elif kind in _BINDING:
            yield from _mentioned(node)


def _mentioned(node: gast.AST) -> Iterator[str]:
    """The names that stand in `node` itself, not in its children."""
    kind = type(node)
    if kind is gast.Name:
        yield node.id
    elif kind in _DEFINITIONS:
        yield node.name
    elif kind is gast.Global or kind is gast.Nonlocal:
        yield from node.names
    elif kind is gast.alias:
        yield node.asname or node.name.partition(".")[0]
    elif kind in _CAPTURES:
        name = getattr(node, _CAPTURES[kind])
        yield from () if name is None else (name,)


def _walk(tree: Tree, children: Callable) -> Iterator[gast.AST]:
    """The nodes of `tree` in the order of the text (gast.walk goes by levels)."""
    stack = [tree] if isinstance(tree, gast.AST) else list(tree)[::-1]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children(node)))


def _children(node: gast.AST) -> list[gast.AST]:
    """The nodes in `node` that can hold a name: contexts and operators cannot."""
    found: list[gast.AST] = []
    given = node.__dict__
    for field in node._fields:
        value = given.get(field)
        if isinstance(value, list):
            found.extend(item for item in value if isinstance(item, gast.AST))
        elif isinstance(value, gast.AST) and value._fields:
            found.append(value)
    return found


def _own(node: gast.AST) -> list[gast.AST]:
    """The children that share the scope of `node`; lambdas count as sharing it."""
    kind = type(node)
    if kind in _DEFINITIONS:
        return [] if kind is gast.ClassDef else _outside(node)
    return _children(node)


def _strictly_own(node: gast.AST) -> list[gast.AST]:
    kind = type(node)
    if kind is gast.Lambda:
        return _outside(node)
    return _walruses(node) if kind in _COMPREHENSIONS else _own(node)


def _walruses(comprehension: gast.AST) -> list[gast.AST]:
    """`:=` in a comprehension binds in the scope around it."""
    inside = _walk(comprehension, _children)
    return [node.target for node in inside if isinstance(node, gast.NamedExpr)]
