"""This module knows the names in a tree, and invents fresh ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import gast

Tree = gast.AST | Iterable[gast.AST]

_SCOPES = (gast.FunctionDef, gast.AsyncFunctionDef, gast.Lambda, gast.ClassDef)
_COMPREHENSIONS = (gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)
_CAPTURES = {"MatchAs": "name", "MatchStar": "name", "MatchMapping": "rest"}


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
    return {name for node in _walk(tree) for name in _mentioned(node)}


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
    if not isinstance(tree, gast.AST):
        return set().union(*map(reads, tree))
    if isinstance(tree, gast.Name):
        return {tree.id} if isinstance(tree.ctx, gast.Load) else set()
    if isinstance(tree, _SCOPES[:3]):
        return _reads_of_function(tree)
    if isinstance(tree, _COMPREHENSIONS):
        own = {n for g in tree.generators for n in _bindings(g.target, inside=True)}
        return _reads_of_children(tree) - own
    if isinstance(tree, gast.AugAssign) and isinstance(tree.target, gast.Name):
        return _reads_of_children(tree) | {tree.target.id}
    return _reads_of_children(tree)


def _reads_of_children(tree: gast.AST) -> set[str]:
    return set().union(*map(reads, gast.iter_child_nodes(tree)))


def _reads_of_function(tree: gast.AST) -> set[str]:
    body = tree.body if isinstance(tree.body, list) else [tree.body]
    own = {*parameters(tree), *assigned(body)} - declared(body)
    return (reads(body) - own) | reads(_outside(tree))


def _outside(function: gast.AST) -> list[gast.AST]:
    """What a definition evaluates in the scope around it."""
    args = function.args
    defaults = [d for d in (*args.defaults, *args.kw_defaults) if d is not None]
    return [*getattr(function, "decorator_list", ()), *defaults]


def _bindings(tree: Tree, inside: bool) -> Iterator[str]:
    for node in _walk(tree, _own if inside else _strictly_own):
        if isinstance(node, gast.Name):
            if isinstance(node.ctx, (gast.Store, gast.Param)):
                yield node.id
        elif not isinstance(node, (gast.Global, gast.Nonlocal)):
            yield from _mentioned(node)


def _mentioned(node: gast.AST) -> Iterator[str]:
    """The names that stand in `node` itself, not in its children."""
    if isinstance(node, gast.Name):
        yield node.id
    elif isinstance(node, (gast.FunctionDef, gast.AsyncFunctionDef, gast.ClassDef)):
        yield node.name
    elif isinstance(node, (gast.Global, gast.Nonlocal)):
        yield from node.names
    elif isinstance(node, gast.alias):
        yield node.asname or node.name.partition(".")[0]
    elif type(node).__name__ in _CAPTURES:
        name = getattr(node, _CAPTURES[type(node).__name__])
        yield from () if name is None else (name,)


def _walk(tree: Tree, children=gast.iter_child_nodes) -> Iterator[gast.AST]:
    """The nodes of `tree` in the order of the text (gast.walk goes by levels)."""
    for node in [tree] if isinstance(tree, gast.AST) else tree:
        yield node
        yield from _walk(children(node), children)


def _own(node: gast.AST) -> Iterable[gast.AST]:
    """The children that share the scope of `node`; lambdas count as sharing it."""
    if isinstance(node, _SCOPES) and not isinstance(node, gast.Lambda):
        return [] if isinstance(node, gast.ClassDef) else _outside(node)
    return gast.iter_child_nodes(node)


def _strictly_own(node: gast.AST) -> Iterable[gast.AST]:
    if isinstance(node, gast.Lambda):
        return _outside(node)
    if isinstance(node, _COMPREHENSIONS):
        return _walruses(node)
    return _own(node)


def _walruses(comprehension: gast.AST) -> list[gast.AST]:
    """`:=` in a comprehension binds in the scope around it."""
    return [
        node.target for node in _walk(comprehension) if isinstance(node, gast.NamedExpr)
    ]
