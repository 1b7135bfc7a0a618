"""This module finds what should not stand in a derivative: its structural faults.

>>> faults("def f(x):\\n    y = x\\n    y = 2.0\\n    return y")
['f: line 2: `y` is assigned and never read']
>>> faults("def f(x):\\n    s = []\\n    s.append(x)\\n    return x")
['f: `s` is pushed and never popped']
"""

from __future__ import annotations

import ast
from collections.abc import Iterator


def faults(text: str) -> list[str]:
    """Return the dead stores, idle accumulators and unused stacks of each function."""
    found: list[str] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            found += [f"{node.name}: {fault}" for fault in _of_function(node)]
    return found


def lines_of_code(text: str) -> int:
    """Count the lines of a text without comments, docstrings, imports and wrapping."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [s for s in body if not _is_silent(s)] or [ast.Pass()]
    return len([line for line in ast.unparse(tree).splitlines() if line.strip()])


def _is_silent(statement: ast.stmt) -> bool:
    docstring = isinstance(statement, ast.Expr) and isinstance(
        statement.value, ast.Constant
    )
    return docstring or isinstance(statement, (ast.Import, ast.ImportFrom))


def _of_function(function: ast.FunctionDef) -> Iterator[str]:
    unpopped = _unpopped(function)
    for name in sorted(unpopped):
        yield f"`{name}` is pushed and never popped"
    yield from _idle_accumulators(function)
    found: dict[int, str] = {}
    _live_before(function.body, unpopped, _Exits(), found)
    for line, name in sorted(found.items()):
        yield f"line {line}: `{name}` is assigned and never read"


def _unpopped(function: ast.FunctionDef) -> frozenset:
    """Return the local names of lists that are appended to and never read."""
    owners = [n.value.func.value for n in ast.walk(function) if _is_append(n)]
    read = {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Load)
        and not any(node is owner for owner in owners)
    }
    parameters = {argument.arg for argument in function.args.args}
    return frozenset({owner.id for owner in owners} - read - parameters)


def _is_append(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and node.value.func.attr == "append"
        and isinstance(node.value.func.value, ast.Name)
    )


def _idle_accumulators(function: ast.FunctionDef) -> Iterator[str]:
    started, read = set(), set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            started |= {t.id for t in node.targets if isinstance(t, ast.Name)}
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            read.add(node.id)
    updated = {
        node.target.id
        for node in ast.walk(function)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)
    }
    for name in sorted((started & updated) - read):
        yield f"`{name}` is accumulated and never read"


class _Exits:
    """What is live where `break` and `continue` lead."""

    def __init__(self, after: frozenset = frozenset(), again: frozenset = frozenset()):
        self.after, self.again = after, again


def _live_before(
    body: list[ast.stmt], live: frozenset, exits: _Exits, found: dict
) -> frozenset:
    """Return the names that are live before `body`; note the dead stores in it."""
    for statement in reversed(body):
        live = _step(statement, live, exits, found)
    return live


def _step(
    statement: ast.stmt, live: frozenset, exits: _Exits, found: dict
) -> frozenset:
    if isinstance(statement, ast.If):
        then = _live_before(statement.body, live, exits, found)
        other = _live_before(statement.orelse, live, exits, found)
        return then | other | _reads(statement.test)
    if isinstance(statement, (ast.For, ast.While)):
        return _loop(statement, live, found)
    if isinstance(statement, (ast.Return, ast.Raise)):
        return _reads(statement)
    if isinstance(statement, ast.Break):
        return exits.after
    if isinstance(statement, ast.Continue):
        return exits.again
    if isinstance(statement, ast.Assign):
        return _assign(statement, live, found)
    return live | _reads(statement)


def _loop(statement: ast.For | ast.While, live: frozenset, found: dict) -> frozenset:
    head = statement.iter if isinstance(statement, ast.For) else statement.test
    bound = _stores(statement.target) if isinstance(statement, ast.For) else frozenset()
    again = live | _reads(head)
    while True:
        exits = _Exits(live, again)
        before = again | _live_before(statement.body, again, exits, {}) - bound
        if before == again:
            _live_before(statement.body, again, exits, found)
            return before
        again = before


def _assign(statement: ast.Assign, live: frozenset, found: dict) -> frozenset:
    stored = frozenset().union(*map(_stores, statement.targets))
    plain = all(
        not isinstance(n, (ast.Subscript, ast.Attribute))
        for t in statement.targets
        for n in ast.walk(t)
    )
    if plain and not stored & live and stored != {"_"} and not _acts(statement.value):
        found[statement.lineno] = ", ".join(sorted(stored))
    return live - stored | _reads(statement)


def _acts(value: ast.expr) -> bool:
    """Say whether evaluating may have an effect: a call of a method or a function."""
    return any(isinstance(node, ast.Call) and _named(node) for node in ast.walk(value))


def _named(call: ast.Call) -> bool:
    # Library functions are pure; `pop` takes what was recorded off its stack.
    function = call.func
    if isinstance(function, ast.Attribute):
        owner = function.value
        library = isinstance(owner, ast.Name) and owner.id in ("np", "math", "numpy")
        return not library and function.attr not in ("copy", "sum")
    return True


def _reads(node: ast.AST) -> frozenset:
    found = {
        n.id
        for n in ast.walk(node)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)
    }
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        found.add(node.target.id)
    return frozenset(found)


def _stores(node: ast.AST) -> frozenset:
    names = (n for n in ast.walk(node) if isinstance(n, ast.Name))
    return frozenset(n.id for n in names if isinstance(n.ctx, ast.Store))
