"""This module knows the names in a tree, and invents fresh ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import gast

from s2s.tree.walk import children, nodes

Tree = gast.AST | Iterable[gast.AST]

_FUNCTIONS = (gast.FunctionDef, gast.AsyncFunctionDef, gast.Lambda)
_DEFINITIONS = (gast.FunctionDef, gast.AsyncFunctionDef, gast.ClassDef)
COMPREHENSIONS = (gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)
_CAPTURES = {gast.MatchAs: "name", gast.MatchStar: "name", gast.MatchMapping: "rest"}
_USES = frozenset({gast.Load, gast.Del})
_BINDING = frozenset((*_DEFINITIONS, gast.alias, *_CAPTURES))
_MENTIONING = _BINDING | {gast.Global, gast.Nonlocal}
_BLOCKS = (gast.stmt, gast.ExceptHandler, gast.match_case)
_SCOPES = frozenset((*_DEFINITIONS, gast.Lambda, *COMPREHENSIONS))


class Names:
    """The names that are taken, and a source of fresh ones.

    >>> names = Names({"x", "v2"})
    >>> names.fresh("x"), names.fresh("x"), names.fresh("v2"), names.fresh("y")
    ('x2', 'x3', 'v2_2', 'y')
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self._next: dict[str, int] = {}
        self._made: list[tuple[str, str, int]] = []

    def fresh(self, base: str) -> str:
        """`base` if it is free, else `base` with the first free number from 2."""
        name, stem = base, f"{base}_" if base[-1:].isdigit() else base
        first = number = self._next.get(base, 2)
        while name in self.taken:
            name, number = f"{stem}{number}", number + 1
        self.taken.add(name)
        self._next[base] = number
        self._made.append((name, base, first))
        return name

    def mark(self) -> int:
        """A point to come back to."""
        return len(self._made)

    def back_to(self, mark: int) -> None:
        """Forget the names made since."""
        while len(self._made) > mark:
            name, base, number = self._made.pop()
            self._next[base] = number
            self.taken.remove(name)


def names_in(tree: Tree) -> set[str]:
    """Every name that occurs in `tree`, whatever its role; attributes are not names."""
    found: set[str] = set()
    for node in nodes(tree):
        if node.__class__ is gast.Name:
            found.add(node.id)
        elif node.__class__ in _MENTIONING:
            found.update(_mentioned(node))
    return found


def free_name(base: str, tree: Tree) -> str:
    """`base` if it does not occur in `tree`, else with a number."""
    return Names(names_in(tree)).fresh(base)


def dotted_name(node: gast.AST) -> str | None:
    """The text of a chain of names, None for anything else.

    >>> dotted_name(gast.parse("np.linalg.norm").body[0].value)
    'np.linalg.norm'
    """
    if isinstance(node, gast.Name):
        return node.id
    if isinstance(node, gast.Attribute):
        owner = dotted_name(node.value)
        return None if owner is None else f"{owner}.{node.attr}"
    return None


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
    found: set[str] = set()
    waiting = [statements] if isinstance(statements, gast.AST) else list(statements)
    for node in waiting:
        if isinstance(node, (gast.Global, gast.Nonlocal)):
            found.update(node.names)
        elif isinstance(node, _BLOCKS) and not isinstance(node, _DEFINITIONS):
            waiting += [part for part in children(node) if isinstance(part, _BLOCKS)]
    return found


def reads(tree: Tree) -> set[str]:
    """The names whose value `tree` may read, those of nested functions included.

    >>> sorted(reads(gast.parse("y += [x * k for x in xs][i]")))
    ['i', 'k', 'xs', 'y']
    """
    found: set[str] = set()
    waiting = [tree] if isinstance(tree, gast.AST) else list(tree)
    for node in waiting:
        kind = node.__class__
        if kind is gast.Name:
            if node.ctx.__class__ is gast.Load:
                found.add(node.id)
        elif kind is gast.Constant:
            continue
        elif kind in _FUNCTIONS:
            found |= _reads_of_function(node)
        elif kind in COMPREHENSIONS:
            own = {n for g in node.generators for n in _bindings(g.target, inside=True)}
            found |= reads(children(node)) - own
            waiting.append(node.generators[0].iter)  # this is read in the scope around
        else:
            if kind is gast.AugAssign and isinstance(node.target, gast.Name):
                found.add(node.target.id)
            waiting += children(node)
    return found


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


def _bindings(tree: Tree, inside: bool) -> list[str]:
    """The names bound, in the order of the text (gast.walk goes by levels)."""
    own = _own if inside else _strictly_own
    found: list[str] = []
    stack = [tree] if isinstance(tree, gast.AST) else list(tree)[::-1]
    while stack:
        node = stack.pop()
        kind = node.__class__
        if kind is gast.Name:
            if node.ctx.__class__ not in _USES:
                found.append(node.id)
            if node.annotation:
                stack.append(node.annotation)
        elif kind is not gast.Constant:
            if kind in _BINDING:
                found += _mentioned(node)
            stack += (own(node) if kind in _SCOPES else children(node))[::-1]
    return found


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


def _own(node: gast.AST) -> Sequence[gast.AST]:
    """The children that share the scope of `node`; lambdas count as sharing it."""
    kind = type(node)
    if kind in _DEFINITIONS:
        return [] if kind is gast.ClassDef else _outside(node)
    return children(node)


def _strictly_own(node: gast.AST) -> Sequence[gast.AST]:
    kind = type(node)
    if kind is gast.Lambda:
        return _outside(node)
    return _walruses(node) if kind in COMPREHENSIONS else _own(node)


def _walruses(comprehension: gast.AST) -> list[gast.AST]:
    """`:=` in a comprehension binds in the scope around it."""
    inside = nodes(comprehension)
    return [node.target for node in inside if isinstance(node, gast.NamedExpr)]
