"""This module finds calls and stores through which no derivative can be followed (yet).

Objects of classes, their methods, callable objects, generators, dicts, attributes that
are set, and code that is a text. Each is found as (node, what it is, what to write).
"""

from __future__ import annotations

import inspect
import sys
import types
from collections.abc import Iterator
from typing import Any, NamedTuple

import gast

from s2s.normalise.bindings import Bindings
from s2s.normalise.sources import base
from s2s.normalise.taint import Taint
from s2s.rules import registry
from s2s.tree.names import names_in

_LIBRARIES = frozenset(sys.stdlib_module_names) | {"numpy", "scipy", "s2s"}
_TEXTS = (eval, exec)
_SPACES = (locals, vars, globals)
_SETTERS = (setattr, delattr, object.__setattr__)
_DICT_METHODS = ("update", "setdefault")
_FUNCTION = "a plain function that returns what it computes"


class Finding(NamedTuple):
    """A place where a derivative is lost, what it is, and what to write instead.

    What is only `read` there loses none if it turns out to carry none.
    """

    node: gast.AST
    what: str
    instead: str
    read: bool = False


def calls(parts: list[gast.AST], taint: Taint, bindings: Bindings) -> Iterator[Finding]:
    """The calls of one statement that carry a derivative where it is lost."""
    for node in parts:
        if isinstance(node, gast.Call):
            found = _call(node, taint, bindings)
            if found is not None:
                yield Finding(node, *found)


def _call(node: gast.Call, taint: Taint, bindings: Bindings) -> tuple[str, str] | None:
    target = taint.context.resolve(node.func)
    if _is_one_of(target, _TEXTS):
        return _text(node, target, taint)
    if _is_one_of(target, (locals, vars)) and not node.args:
        what = f"`{target.__name__}()`, which shows what carries a derivative,"
        return what, "the names themselves"
    if not any(map(taint.value, arguments(node))) or registry.lookup(target):
        return None
    if target is None:
        return _unresolved(node, bindings)
    if isinstance(target, types.FunctionType) and hasattr(target, "__wrapped__"):
        what = f"`{target.__name__}`, which a decorator has changed,"
        return what, "a plain function"
    if _is_one_of(target, _SETTERS):
        what = f"`{target.__name__}` of an attribute of an object, with a derivative,"
        return what, "an assignment to a name"
    return _of_a_class(target) or _generator(target)


def _is_one_of(target: Any, known: tuple) -> bool:
    return any(target is each for each in known)


def arguments(node: gast.Call) -> list[gast.AST]:
    """What a call passes, by position and by name."""
    return [*node.args, *(keyword.value for keyword in node.keywords)]


def _unresolved(node: gast.Call, bindings: Bindings) -> tuple[str, str] | None:
    """A call of something local: a dict that is filled, or a local class."""
    func = node.func
    if isinstance(func, gast.Attribute) and func.attr in _DICT_METHODS:
        if base(func) in bindings.dicts:
            return f"`{func.attr}` of a dict, with a derivative,", "a list or a tuple"
    if isinstance(func, gast.Name) and func.id in bindings.classes:
        return _made(func.id)
    return None


def _of_a_class(target: Any) -> tuple[str, str] | None:
    """What is made by or belongs to a class of the user's."""
    if isinstance(target, type):
        wanted = _is_users(target) and not issubclass(target, BaseException)
        return _made(target.__name__) if wanted else None
    if isinstance(target, types.MethodType):
        return _method(target)
    plain = isinstance(target, types.FunctionType) or hasattr(target, "__wrapped__")
    if plain or not _is_users(type(target)):
        return None
    what = f"a callable object of the class `{type(target).__name__}`"
    return f"{what}, given what carries a derivative,", _FUNCTION


def _method(target: types.MethodType) -> tuple[str, str] | None:
    owner = target.__self__
    owner = owner if isinstance(owner, type) else type(owner)
    if not _is_users(owner):
        return None
    what = f"the method `{target.__name__}` of an object of the class"
    return f"{what} `{owner.__name__}`, with a derivative,", _FUNCTION


def _made(name: str) -> tuple[str, str]:
    what = f"an object of the class `{name}` that holds a derivative"
    return what, "functions of numbers, arrays, lists and tuples"


def _is_users(kind: type) -> bool:
    return (kind.__module__ or "").partition(".")[0] not in _LIBRARIES


def _generator(target: Any) -> tuple[str, str] | None:
    target = inspect.unwrap(target)
    if inspect.isgeneratorfunction(target):
        what = f"the generator `{target.__name__}`, given what carries a derivative,"
        return what, "a function that returns a list"
    if inspect.iscoroutinefunction(target):
        return f"the coroutine `{target.__name__}` with a derivative", "a plain `def`"
    return None


def _text(node: gast.Call, target: Any, taint: Taint) -> tuple[str, str] | None:
    """`eval(text)` reads whatever it likes, unless it is told where to look."""
    if len(node.args) != 1 or node.keywords:
        return None
    source = node.args[0]
    if isinstance(source, gast.Constant) and isinstance(source.value, str):
        if taint.names.isdisjoint(_names_of_text(source.value)):
            return None
    what = f"`{target.__name__}` of a text that may read what carries a derivative"
    return what, "the code itself"


def _names_of_text(text: str) -> set[str]:
    try:
        return names_in(gast.parse(text.strip()))
    except SyntaxError:
        return set()


def dict_items(
    statement: gast.stmt, parts: list, taint: Taint, bindings: Bindings
) -> Iterator[Finding]:
    """The items of dicts that are stored or read, with a derivative."""
    for node in parts:
        if not isinstance(node, gast.Subscript):
            continue
        if _is_space(node.value, taint) and _carries(node, statement, taint):
            yield Finding(node, "a name set in a dict of names", "an assignment")
        elif base(node) in taint.names:
            known = _is_dict(node, bindings) and not _shown(node, taint, bindings)
            if known and _carries(node, statement, taint):
                what = "an item of a dict that carries a derivative"
                read = isinstance(node.ctx, gast.Load)
                yield Finding(node, what, "a list or a tuple", read)


def _is_space(node: gast.AST, taint: Taint) -> bool:
    """Whether `node` is `globals()`."""
    if not isinstance(node, gast.Call):
        return False
    return _is_one_of(taint.context.resolve(node.func), _SPACES)


def _shown(node: gast.Subscript, taint: Taint, bindings: Bindings) -> bool:
    """Whether the dict is displayed with a derivative in it: a better place."""
    shown = (gast.Dict, gast.DictComp)
    given = bindings.values.get(base(node), ())
    return any(isinstance(value, shown) and taint.value(value) for value in given)


def _carries(node: gast.Subscript, statement: gast.stmt, taint: Taint) -> bool:
    value = getattr(statement, "value", None)
    stored = not isinstance(node.ctx, gast.Load)
    return not stored or value is None or taint.value(value)


def _is_dict(node: gast.Subscript, bindings: Bindings) -> bool:
    key = node.slice
    if isinstance(key, gast.Constant) and isinstance(key.value, (str, bytes)):
        return True
    return isinstance(node.value, gast.Name) and node.value.id in bindings.dicts
