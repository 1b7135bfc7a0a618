"""This module shrinks a program: it deletes what its failure does not need.

    shrink(text, fails) -> text

`fails(text)` says whether a smaller program still fails in the same way.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

BODIES = ("body", "orelse")


def shrink(text: str, fails: Callable[[str], bool], tries: int = 400) -> str:
    """Return a smaller program that fails; `tries` bounds the candidates."""
    budget = iter(range(tries))
    progress = True
    while progress:
        progress = False
        for change in (_delete, _unwrap, _simplify, _drop_parameter):
            shorter = _reduce(text, change, fails, budget)
            progress = progress or shorter != text
            text = shorter
    return text


def _reduce(text: str, change: Callable, fails: Callable, budget: Iterator) -> str:
    """Apply one kind of change, at every place from the last to the first."""
    place = len(list(change(ast.parse(text))))
    while place > 0:
        place -= 1
        tree = ast.parse(text)
        edits = list(change(tree))
        if place >= len(edits):
            continue
        edits[place]()
        candidate = _printed(tree)
        if candidate is None or len(candidate) >= len(text) + 4 or candidate == text:
            continue
        if next(budget, None) is None:
            return text
        if fails(candidate):
            text = candidate
    return text


def _printed(tree: ast.Module) -> str | None:
    try:
        text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        compile(text, "candidate", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return None
    return text


def _blocks(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for name in BODIES:
            block = getattr(node, name, None)
            if isinstance(block, list):
                yield block


def _delete(tree: ast.Module) -> Iterator[Callable[[], None]]:
    """Yield edits that delete one statement, or half of a block."""
    for block in _blocks(tree):
        for start in range(len(block)):
            yield lambda b=block, s=start: _cut(b, s, s + 1)
        if len(block) > 3:
            middle = len(block) // 2
            yield lambda b=block, m=middle: _cut(b, m, len(b) - 1)
            yield lambda b=block, m=middle: _cut(b, 0, m)


def _cut(block: list[ast.stmt], start: int, stop: int) -> None:
    del block[start:stop]
    if not block:
        block.append(ast.Pass())


def _unwrap(tree: ast.Module) -> Iterator[Callable[[], None]]:
    """Yield edits that put the body of an `if` or a loop in its place."""
    for block in _blocks(tree):
        for place, statement in enumerate(block):
            for name in BODIES:
                inner = getattr(statement, name, [])
                if inner and not isinstance(statement, ast.FunctionDef):
                    yield lambda b=block, p=place, i=inner: _put(b, p, i)


def _put(block: list[ast.stmt], place: int, inner: list[ast.stmt]) -> None:
    block[place : place + 1] = inner


def _simplify(tree: ast.Module) -> Iterator[Callable[[], None]]:
    """Yield edits that put an operand, or a number, in an expression's place."""
    function = [s for s in tree.body if not isinstance(s, (ast.Import, ast.Assign))]
    for parent in (node for root in function for node in ast.walk(root)):
        for field, value in ast.iter_fields(parent):
            values = value if isinstance(value, list) else [value]
            for place, node in enumerate(values):
                if _is_compound(node):
                    holder = value if isinstance(value, list) else None
                    yield from _replacements(parent, field, holder, place, node)


def _is_compound(node: object) -> bool:
    kinds = (ast.BinOp, ast.Call, ast.IfExp, ast.BoolOp, ast.UnaryOp, ast.Compare)
    return isinstance(node, (*kinds, ast.NamedExpr))


def _replacements(
    parent: ast.AST, field: str, holder: list | None, place: int, node: ast.expr
) -> Iterator[Callable[[], None]]:
    parts = [n for n in ast.iter_child_nodes(node) if isinstance(n, ast.expr)]
    parts = [n for n in parts if not isinstance(n, ast.Lambda)]
    for new in [*parts, ast.Constant(0.5)]:
        yield lambda new=new: _replace(parent, field, holder, place, new)


def _replace(
    parent: ast.AST, field: str, holder: list | None, place: int, new: ast.expr
) -> None:
    new = copy.deepcopy(new)
    if isinstance(getattr(new, "ctx", None), ast.Store):
        new.ctx = ast.Load()
    if holder is None:
        setattr(parent, field, new)
    else:
        holder[place] = new


def _drop_parameter(tree: ast.Module) -> Iterator[Callable[[], None]]:
    """Yield edits that drop a parameter of `f` together with its argument."""
    named = [s for s in tree.body if isinstance(s, ast.FunctionDef) and s.name == "f"]
    values = [s for s in tree.body if isinstance(s, ast.Assign)][-1:]
    if not named or not values or not isinstance(values[0].value, ast.Tuple):
        return
    signature, arguments = named[0].args, values[0].value.elts
    parameters = signature.args
    if len(parameters) > len(arguments):
        yield lambda: (parameters.pop(), signature.defaults.clear())
    passed = len(arguments) if len(parameters) == len(arguments) > 1 else 0
    for place in range(passed):
        yield lambda p=place: (parameters.pop(p), arguments.pop(p))
