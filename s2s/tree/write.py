"""This module writes trees as text that people like to read.

>>> import gast
>>> print(write(gast.parse("x=f( (1),-a**2 )")), end="")
x = f(1, -a ** 2)
"""

from __future__ import annotations

import ast
import re
from typing import Any

import gast

from s2s.tree.convert import to_ast
from s2s.tree.generator import Generator
from s2s.tree.same import is_comment, same
from s2s.tree.wrap import WIDTH, shorten, wrap


def write(tree: gast.AST | list[gast.stmt]) -> str:
    """The text of a module, a statement, a list of statements, or an expression.

    The text is parsed again: it must give the same tree. Where the printer on astor's
    generator fails in this, the standard library's is used.
    """
    module = _module(tree)
    for printer in (_wrapped, _generated, _standard):
        text = printer(module)
        if _says(text, module):
            return (
                text if isinstance(tree, (gast.mod, gast.stmt, list)) else text.strip()
            )
    raise ValueError(f"no text says {ast.dump(module)}")


def _module(tree: gast.AST | list[gast.stmt]) -> ast.Module:
    if isinstance(tree, gast.Module):
        return to_ast(tree)
    nodes = tree if isinstance(tree, list) else [tree]
    return ast.Module(
        body=[_statement(to_ast(node)) for node in nodes], type_ignores=[]
    )


def _statement(node: ast.AST) -> ast.stmt:
    return node if isinstance(node, ast.stmt) else ast.Expr(value=node)


def _says(text: str | None, module: ast.Module) -> bool:
    if text is None:
        return False
    try:
        return same(module, ast.parse(text))
    except (SyntaxError, ValueError):
        return False


def _generated(module: ast.Module) -> str | None:
    return _print(module, lambda line: [line])


def _wrapped(module: ast.Module) -> str | None:
    return _print(module, _broken)


def _print(module: ast.Module, broken: Any) -> str | None:
    generator = Generator()
    try:
        generator.visit(module)
    except (AttributeError, KeyError, ValueError):
        return None  # a construct that astor does not know
    lines = "".join(generator.result).strip("\n").split("\n")
    text = "\n".join(piece for line in lines for piece in broken(line))
    docstrings = iter(generator.docstrings)
    return re.sub("\0", lambda match: next(docstrings), text) + "\n"


def _broken(line: str) -> list[str]:
    if len(line) <= WIDTH:
        return [line]
    text = line.lstrip()
    return [shorten(line)] if text[0] == "#" else wrap(text, line[: -len(text)])


def _standard(module: ast.Module) -> str | None:
    """The standard library's text; a comment is printed as a string, then uncovered."""
    text = ast.unparse(ast.fix_missing_locations(module))
    comments = {node.value.value for node in ast.walk(module) if is_comment(node)}
    lines = text.split("\n")
    return "\n".join(_uncovered(line, comments) for line in lines) + "\n"


def _uncovered(line: str, comments: set[str]) -> str:
    text = line.strip()
    if not comments or text[:1] not in ("'", '"'):
        return line
    try:
        value = ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return line
    if value not in comments:
        return line
    return f"{line[: -len(text)]}# {value.removeprefix('= ')}"
