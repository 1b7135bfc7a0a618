"""This module finds the definition that a Python function was compiled from.

A definition counts as found only if compiling it gives what Python runs; else the
source has changed since, and positions and meaning would be somebody else's.
"""

from __future__ import annotations

import ast
import linecache
from collections.abc import Iterator, Sequence
from functools import lru_cache
from types import CodeType, FunctionType, ModuleType
from typing import NamedTuple

from s2s.errors import NoSource
from s2s.tree.recompile import all_codes, compiles_to

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Found(NamedTuple):
    """A definition, the lines of its file, and the name that a lambda is given."""

    node: Definition
    lines: Sequence[str]
    name: str


def locate(fn: FunctionType) -> Found:
    """The definition of `fn` in the text that Python's `linecache` knows."""
    filename = fn.__code__.co_filename
    found = _matching(fn, _lines(fn))
    if found is None:
        linecache.checkcache(filename)
        found = _matching(fn, _lines(fn))
    if found is None:
        raise _missing(fn, _lines(fn))
    return found


def _missing(fn: FunctionType, lines: Sequence[str]) -> NoSource:
    name, code = fn.__qualname__, fn.__code__
    if lines:
        return NoSource(
            f"the source of `{name}` has changed since it was imported: line "
            f"{code.co_firstlineno} of {code.co_filename} is no longer what Python "
            f"runs; import it again"
        )
    return NoSource(
        f"the source of `{name}` is not to be found: {code.co_filename!r} is no file "
        f"and no cell of a notebook (text given to `exec`?); define `{name}` in a file"
    )


def _lines(fn: FunctionType) -> Sequence[str]:
    """The lines of the file or notebook cell of `fn`; empty if nobody knows them."""
    of_code = getattr(linecache, "_getlines_from_code", None)
    known = of_code(fn.__code__) if of_code else None
    return known or linecache.getlines(fn.__code__.co_filename, fn.__globals__)


def _matching(fn: FunctionType, lines: Sequence[str]) -> Found | None:
    """The candidate that gives the code of `fn`, by the imports that are at hand first.

    Which names the module imports takes reading all of it: only where a guess fails.
    """
    for imports in (_modules, _imported):
        for node, name in _candidates(fn.__code__, lines):
            if compiles_to(node, fn, imports(fn, lines)):
                return Found(node, lines, name)
    return None


def _modules(fn: FunctionType, lines: Sequence[str]) -> list[str]:
    """The global names of `fn` that stand for modules now."""
    names = dict.fromkeys(n for c in all_codes(fn.__code__) for n in c.co_names)
    return [n for n in names if isinstance(fn.__globals__.get(n), ModuleType)]


def _imported(fn: FunctionType, lines: Sequence[str]) -> list[str]:
    """The names that the module of `fn` imports by its text."""
    return list(_read("".join(lines)).imports)


def _candidates(
    code: CodeType, lines: Sequence[str]
) -> Iterator[tuple[Definition, str]]:
    """The definitions that begin where `code` begins, the likeliest first."""
    if code.co_firstlineno > len(lines):
        return
    alone = None if code.co_name == "<lambda>" else _alone(code, lines)
    if alone is not None:
        yield alone, ""
    here = _read("".join(lines)).definitions.get(code.co_firstlineno, [])
    wanted = [d for d in here if getattr(d[0], "name", "<lambda>") == code.co_name]
    exact = [d for d in wanted if _spans(d[0], code)]
    yield from reversed(exact) if exact else wanted


def _alone(code: CodeType, lines: Sequence[str]) -> Definition | None:
    """The `def` parsed from its own lines: the rest of a long file is not read."""
    first = code.co_firstlineno - 1
    margin = _indent(lines[first])
    last = max(_last_line(code), first + 1)
    while last < len(lines) and _belongs(lines[last], margin):
        last += 1
    above = "\n" * (first - 1) + "if 1:\n" if margin else "\n" * first
    try:
        tree = ast.parse(above + "".join(lines[first:last]))
    except SyntaxError:
        return None
    body = tree.body[0].body if margin else tree.body
    if len(body) != 1 or not _named(body[0], code.co_name):
        return None
    return body[0]


def _named(node: ast.AST, name: str) -> bool:
    return getattr(node, "name", None) == name and not isinstance(node, ast.ClassDef)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _belongs(line: str, margin: int) -> bool:
    blank = not line.strip() or line.lstrip().startswith("#")
    return blank or _indent(line) > margin


def _last_line(code: CodeType) -> int:
    lines = (line for c in all_codes(code) for _, _, line in c.co_lines())
    return max(line or 0 for line in lines)


class Read(NamedTuple):
    """A file: its definitions by their first line, and the names it imports."""

    definitions: dict[int, list[tuple[Definition, str]]]
    imports: dict[str, None]


@lru_cache(maxsize=16)
def _read(text: str) -> Read:
    read = Read({}, {})
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return read
    names = dict(_lambda_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, Definition):
            line = min([node.lineno, *(d.lineno for d in _decorators(node))])
            found = (node, names.get(node, ""))
            read.definitions.setdefault(line, []).append(found)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            read.imports.update(dict.fromkeys(_bound(node)))
    return read


def _bound(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    names = (alias.asname or alias.name.partition(".")[0] for alias in node.names)
    return (name for name in names if name != "*")


def _decorators(node: Definition) -> list[ast.expr]:
    return getattr(node, "decorator_list", [])


def _lambda_names(tree: ast.AST) -> Iterator[tuple[ast.Lambda, str]]:
    """`square = lambda x: x * x` has a name that its reader knows it by."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            if isinstance(node.targets[0], ast.Name):
                yield node.value, node.targets[0].id


def _spans(node: Definition, code: CodeType) -> bool:
    """Whether all instructions of a lambda come from inside of its body."""
    if not isinstance(node, ast.Lambda) or not hasattr(code, "co_positions"):
        return False
    body = node.body
    first = (body.lineno, body.col_offset)
    last = (body.end_lineno, body.end_col_offset)
    places = [p for p in code.co_positions() if p[2] or p[3]]
    inside = (first <= (p[0], p[2]) and (p[1], p[3]) <= last for p in places)
    return bool(places) and all(inside)
