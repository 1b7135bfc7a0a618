"""This module tells whether a definition is what a Python function was made from."""

from __future__ import annotations
import __future__

import ast
from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType
from typing import Any

_FUTURES = 0
for _name in __future__.all_feature_names:
    _FUTURES |= getattr(__future__, _name).compiler_flag


def compiles_to(node: ast.AST, fn: FunctionType, imports: Iterable[str]) -> bool:
    """Whether compiling `node` gives the code of `fn`, positions aside.

    `imports` are the names that the module imports: Python compiles a call of their
    attributes differently. A test runner rewrites `assert` when it imports: there the
    names and constants of the source must be among those that run.
    """
    made = _compiled(node, fn, imports)
    if made is None:
        return False
    if _essence(made) == _essence(fn.__code__):
        return True
    asserts = any(isinstance(n, ast.Assert) for n in ast.walk(node))
    return asserts and _within(made, fn.__code__)


def _compiled(
    node: ast.AST, fn: FunctionType, imports: Iterable[str]
) -> CodeType | None:
    """The code of `node`, compiled among cells and in a class like those of `fn`."""
    code = fn.__code__
    above = [ast.Import([ast.alias(name, None)]) for name in imports]
    module = ast.Module(
        [*map(ast.fix_missing_locations, above), _setting(node, fn)], []
    )
    flags = code.co_flags & _FUTURES
    try:
        made = compile(module, code.co_filename, "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    same = (c for c in all_codes(made) if c.co_name == code.co_name)
    return next((c for c in same if c.co_firstlineno == code.co_firstlineno), None)


def _setting(node: ast.AST, fn: FunctionType) -> ast.stmt:
    statement = node
    if isinstance(node, ast.Lambda):
        statement = ast.copy_location(ast.Expr(node), node)
    owner = _owner(fn)
    if owner is not None:
        statement = _in_class(statement, owner)
    cells = [name for name in fn.__code__.co_freevars if name != "__class__"]
    around = _in_function(statement, cells)
    called = getattr(statement, "name", None)
    if called is not None and called not in cells:  # a recursion calls a global
        around.body.insert(0, ast.copy_location(ast.Global([called]), statement))
    return around


def _owner(fn: FunctionType) -> str | None:
    """The class that `fn` is written in: it decides what `__x` and `super()` mean."""
    name = getattr(fn.__code__, "co_qualname", fn.__qualname__)
    around = name.split(".")[:-1]
    return around[-1] if around and around[-1] != "<locals>" else None


def _in_class(statement: ast.stmt, owner: str) -> ast.stmt:
    around = ast.parse(f"class {owner}: pass").body[0]
    around.body = [statement]
    return around


def _in_function(statement: ast.stmt, cells: list[str]) -> ast.stmt:
    around = ast.parse(f"def around({', '.join(cells)}): pass").body[0]
    around.body = [statement]
    return around


def all_codes(code: CodeType) -> Iterator[CodeType]:
    """`code` and those of the functions written inside of it."""
    yield code
    for inner in _inner(code):
        yield from all_codes(inner)


def _essence(code: CodeType) -> tuple:
    constants = tuple(_essence_of_constant(c) for c in code.co_consts)
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    return code.co_code, names, constants


def _essence_of_constant(value: Any) -> Any:
    """Constants compare by type and sign too: 1, 1.0 and True, 0.0 and -0.0 differ.

    Of the names of nested functions and classes, what is around `fn` does not count.
    """
    if isinstance(value, CodeType):
        return _essence(value)
    if isinstance(value, tuple):
        return tuple(map(_essence_of_constant, value))
    if isinstance(value, str):
        return value.rpartition("<locals>.")[2]
    return value if isinstance(value, frozenset) else (type(value), repr(value))


def _within(made: CodeType, running: CodeType) -> bool:
    count = made.co_argcount + made.co_kwonlyargcount
    return (
        made.co_varnames[:count] == running.co_varnames[:count]
        and set(made.co_names) - {"AssertionError"} <= set(running.co_names)
        and _plain_constants(made) <= _plain_constants(running)
        and all(map(_within, _inner(made), _inner(running)))
    )


def _plain_constants(code: CodeType) -> set[str]:
    plain = (c for c in code.co_consts if not isinstance(c, CodeType))
    return {repr(_essence_of_constant(c)) for c in plain}


def _inner(code: CodeType) -> list[CodeType]:
    return [c for c in code.co_consts if isinstance(c, CodeType)]
