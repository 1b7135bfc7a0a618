"""This module finds the source of a function and makes a tree of it.

>>> parse(parse).tree.name
'parse'
"""

from __future__ import annotations

import functools
import inspect
import keyword
import linecache
from types import FunctionType, SimpleNamespace
from typing import Any

import gast

from s2s.errors import BadArgument, NoSource, refusal
from s2s.tree.deep import deep
from s2s.tree.function import Function
from s2s.tree.locate import Found, locate
from s2s.tree.template import copy_location
from s2s.tree.to_gast import to_gast

ANONYMOUS = "function"


def parse(fn: Any) -> Function:
    """The tree and the meaning of a function, method, nested function or lambda.

    The tree has the positions of the user's file, and no decorators. A wrapper that
    is not itself a Python function is looked through; one that is (`functools.wraps`)
    is taken as what it is, for it may change the result.
    """
    fn = python_function(fn)
    try:
        with deep():
            return _function(fn, locate(fn))
    except RecursionError:
        raise _too_deep(fn) from None


def _function(fn: FunctionType, found: Found) -> Function:
    plain = fn.__name__.isidentifier() and not keyword.iskeyword(fn.__name__)
    name = fn.__name__ if plain else found.name or ANONYMOUS
    function = Function(
        tree=_definition(to_gast(found.node), name),
        name=name,
        filename=fn.__code__.co_filename,
        lines=found.lines,
        globals=fn.__globals__,
        cells=dict(zip(fn.__code__.co_freevars, fn.__closure__ or (), strict=True)),
        fn=fn,
    )
    _refuse_async(function, found)
    return function


def nested(function: Function, node: gast.AST) -> Function:
    """The function that a nested `def` or a lambda inside of `function` makes."""
    name = getattr(node, "name", ANONYMOUS)
    return Function(
        tree=_definition(node, name),
        name=name,
        filename=function.filename,
        lines=function.lines,
        globals=function.globals,
        cells=function.cells,
        outer=function,
        rebound=function.rebound,
    )


def python_function(fn: Any) -> FunctionType:
    """The Python function that a method or a transparent wrapper stands for."""
    while not isinstance(fn, FunctionType):
        if isinstance(fn, functools.partial):
            raise BadArgument(_PARTIAL)
        inner = getattr(fn, "__func__", None) or getattr(fn, "__wrapped__", None)
        inner = inner or getattr(fn, "py_func", None)
        if inner is None:
            raise _without_source(fn)
        fn = inner
    return fn


_PARTIAL = (
    "functools.partial is not supported; write instead: a function that makes the call,"
    " for example `lambda x: f(x, 3.0)`"
)


def _without_source(fn: Any) -> Exception:
    if not callable(fn):
        return BadArgument(f"a function is needed, not {type(fn).__name__}")
    name = getattr(fn, "__qualname__", None) or getattr(fn, "__name__", None)
    name = name or type(fn).__qualname__
    if inspect.isclass(fn):
        return NoSource(
            f"`{name}` is a class, not the source of one function; pass a method of it"
        )
    if isinstance(vars(type(fn)).get("__call__"), FunctionType):
        return NoSource(f"`{name}` is an object; pass its method `__call__`")
    return NoSource(
        f"`{name}` has no Python source: it is built in or written in another language;"
        f" pass a function of your own that calls it, for example `lambda x: {name}(x)`"
    )


def _too_deep(fn: FunctionType) -> Exception:
    filename, line = fn.__code__.co_filename, fn.__code__.co_firstlineno
    place = SimpleNamespace(lineno=line, col_offset=0)
    lines = linecache.getlines(filename, fn.__globals__)
    function = SimpleNamespace(lines=lines, tree=place, filename=filename)
    what = "an expression as deep as one in this function is not supported"
    return refusal(function, place, what, "several statements")


def _definition(node: gast.AST, name: str) -> gast.FunctionDef:
    """`node` without decorators; a lambda as the function that returns its body."""
    if not isinstance(node, gast.Lambda):
        place, fields = node, (node.args, node.body, node.returns)
    else:
        body = copy_location(gast.Return(value=node.body), node.body)
        place, fields = node, (node.args, [body], None)
    args, body, returns = fields
    made = gast.FunctionDef(
        name=name,
        args=args,
        body=body,
        decorator_list=[],
        returns=returns,
        type_comment=None,
        type_params=getattr(node, "type_params", []),
    )
    return copy_location(made, place)


def _refuse_async(function: Function, found: Found) -> None:
    if type(found.node).__name__ == "AsyncFunctionDef":
        what = "differentiating `async def` is not supported"
        raise refusal(function, function.tree, what, "a plain `def`")
