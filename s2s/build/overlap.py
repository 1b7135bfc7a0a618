"""This module finds updates in place whose meaning Numba changes.

    a[1:] += a[:-1]         NumPy reads all of `a[:-1]` first, Numba element by element
    a[1:] += 2.0 * a[:-1]   means the same to both: the product is a new array

Two parts of one array may go to Numba where they are the same part, or parts that
coincide or lie apart: `A[i, 1:] -= A[k, 1:]`. A text does not say how many dimensions
an array has, so in doubt an update counts as one that overlaps.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

_VIEWS = set("T mT reshape ravel transpose swapaxes view squeeze real imag".split())
_VIEWS |= set("asarray ascontiguousarray broadcast_to flip diagonal".split())
_NUMPY = {"np", "numpy"}


def overlapping(tree: ast.AST) -> Iterator[ast.stmt]:
    """The statements that read what they update in place, shifted or turned."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            yield from _of_function(function)


def separated(text: str) -> str:
    """The text with a copy of what such an update reads, where a copy helps."""
    lines = text.split("\n")
    for node in overlapping(ast.parse(text)):
        if isinstance(node, ast.AugAssign) and _parts_alone(node.value):
            row, end = node.value.end_lineno - 1, node.value.end_col_offset
            line = lines[row].encode()
            lines[row] = (line[:end] + b".copy()" + line[end:]).decode()
    return "\n".join(lines)


def _parts_alone(value: ast.AST) -> bool:
    return isinstance(value, ast.Name | ast.Subscript | ast.Attribute)


def _of_function(function: ast.FunctionDef) -> Iterator[ast.stmt]:
    roots = _views(function)
    for node in ast.walk(function):
        if isinstance(node, ast.AugAssign):
            found = _overlaps(node, roots)
        else:
            found = _passes_parts(node, roots)
        if found:
            yield node


def _views(function: ast.FunctionDef) -> dict[str, str]:
    """For each name that may be a view, the array that it may be a view of."""
    roots: dict[str, str] = {}
    nodes = [n for n in ast.walk(function) if isinstance(n, ast.Assign)]
    named = [n for n in nodes if isinstance(n.targets[0], ast.Name)]
    for node in [*named, *named]:  # a loop may bring a view of a view round
        name, root = node.targets[0].id, _root(node.value, roots)
        if root is not None and root != name:
            roots[name] = root
    return roots


def _root(node: ast.AST, roots: dict[str, str]) -> str | None:
    """The array that an expression is a part of, if it can be one."""
    if isinstance(node, ast.Name):
        return roots.get(node.id, node.id)
    if isinstance(node, ast.Subscript):
        return _root(node.value, roots)
    if isinstance(node, ast.Attribute) and node.attr in _VIEWS:
        return _root(node.value, roots)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value
        of_numpy = isinstance(owner, ast.Name) and owner.id in _NUMPY
        viewed = node.args[0] if of_numpy and node.args else owner
        return _root(viewed, roots) if node.func.attr in _VIEWS else None
    return None


def _overlaps(node: ast.AugAssign, roots: dict[str, str]) -> bool:
    mine = _root(node.target, roots)
    given = (p for p in _parts(node.value) if not isinstance(p, ast.Constant))
    parts = (part for part in given if _root(part, roots) == mine)
    return any(not _apart(node.target, part) for part in parts)


def _parts(value: ast.AST) -> Iterator[ast.AST]:
    """The expressions whose storage `value` may be: arithmetic makes a new one."""
    if isinstance(value, ast.IfExp):
        yield from _parts(value.body)
        yield from _parts(value.orelse)
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        yield from value.args  # a function of the user's may return its argument
    else:
        yield value


def _apart(target: ast.AST, part: ast.AST) -> bool:
    """Whether two parts of one array are the same, or coincide or lie apart."""
    if ast.unparse(target) == ast.unparse(part):
        return True
    if isinstance(target, ast.Name):
        return False
    if isinstance(part, ast.Name):  # perhaps an element or a row, read before
        return not _slices(target)
    same = ast.unparse(target.value) == ast.unparse(getattr(part, "value", part))
    return same and isinstance(part, ast.Subscript) and _slices(target) == _slices(part)


def _slices(node: ast.AST) -> list[tuple[int, str]]:
    """The places of the slices among the indices, and what they say."""
    if not isinstance(node, ast.Subscript):
        return []
    index = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    places = enumerate(index)
    return [(k, ast.unparse(i)) for k, i in places if isinstance(i, ast.Slice)]


def _passes_parts(node: ast.AST, roots: dict[str, str]) -> bool:
    """Whether a function of the text is given two parts of one array."""
    call = node.value if isinstance(node, ast.Expr | ast.Assign) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return False
    given = {ast.unparse(a): _root(a, roots) for a in call.args if _is_part(a, roots)}
    found = [root for root in given.values() if root is not None]
    return len(set(found)) < len(found)


def _is_part(node: ast.AST, roots: dict[str, str]) -> bool:
    return bool(
        (isinstance(node, ast.Name) and node.id in roots)
        or (isinstance(node, ast.Subscript) and _slices(node))
        or (isinstance(node, ast.Attribute) and node.attr in _VIEWS)
    )
