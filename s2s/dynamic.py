"""This module differentiates functions that generated text meets only when it runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import ModuleType
from typing import Any

from s2s import api, runtime
from s2s.build.module import build
from s2s.checks import carries
from s2s.compiled import MET
from s2s.errors import NotDifferentiable
from s2s.rules import registry


class Met(api.Differentiable):
    """A function that the run of another one has met."""

    inner = True


def vjp(space: dict[str, Any], fn: Callable, *args: Any) -> tuple:
    """(value, pullback) of a function that was chosen at run time.

    The module of the caller, which has these names, keeps what it has met.
    Raises NotDifferentiable where the function changes its arguments in place.
    """
    if not callable(fn) or not any(map(carries, args)):
        return fn(*args), lambda _: (None,) * len(args)
    known = _known(fn, len(args))
    if hasattr(fn, "__code__"):
        space.setdefault(MET, {})[known] = None
    value, pullback = known.vjp(*args)
    if pullback.changes:
        name = getattr(fn, "__name__", "function")
        raise NotDifferentiable(
            f"`{name}`, a function that only the run knows, changes its arguments in "
            "place; write instead: a call of it by its name"
        )
    return value, pullback


def _known(fn: Callable, count: int) -> Met:
    fn = fn.__wrapped__ if isinstance(fn, api.Differentiable) else fn
    return _of_python(fn) if hasattr(fn, "__code__") else _of_library(fn, count)


@lru_cache(maxsize=256)
def _of_python(fn: Callable) -> Met:
    return Met(fn)


@lru_cache(maxsize=256)
def _of_library(fn: Callable, count: int) -> Met:
    """A library function has a rule but no source: a function around it has."""
    if registry.lookup(fn, count) is None:
        raise NotDifferentiable(_described(fn))
    names = ", ".join(f"x{i + 1}" for i in range(count))
    text = f"def call({names}):\n    return function({names})\n"
    made = build(text, getattr(fn, "__name__", "function"), {"function": fn})
    return Met(made["call"])


def _described(fn: Callable) -> str:
    """What is wrong with a value that is called, and what to write."""
    word, owner = getattr(fn, "__name__", "call"), getattr(fn, "__self__", None)
    if owner is None or isinstance(owner, ModuleType):
        return (
            f"no derivative is known for `{word}`, a function that only the run knows"
        )
    kind = type(owner).__name__
    what = f"the method `{word}` of a {kind} as a value that is called elsewhere"
    return f"{what}; write instead: `lambda v: x.{word}(v)`, where `x` is the {kind}"


runtime.dynamic.install(vjp)
