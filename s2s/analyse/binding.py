"""This module knows what the user's functions take, and binds arguments to it.

def f(a, b=2.0): ...        f(b=x, a=y)        [y, x]
def g(t): return t * x      g(t)               [t, x]        `x` is captured
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import gast

from s2s.errors import refusal
from s2s.normalise.outputs import has_options
from s2s.tree.function import Function
from s2s.tree.names import parameters
from s2s.tree.template import constant, expression, is_literal


@dataclass(frozen=True, eq=False)
class Callee:
    """A user's function as a call sees it.

    `own` are its parameters and `defaults` those of their defaults that can be written
    down. `function` takes its free local variables as further parameters (lambda
    lifting); `captures` are the caller's names that are passed for them. The first
    `positional` parameters take arguments by position; `rest` is the name of `*rest`,
    the last of its own. `plain` is a nested function as one outside, which is given
    what it captures by name.
    """

    function: Function
    own: tuple[str, ...]
    defaults: dict[str, gast.expr]
    positional: int
    captures: tuple[str, ...] = ()
    rest: str = ""
    plain: gast.FunctionDef | None = None

    @property
    def key(self) -> tuple:
        """Equal keys: the same function, called with the same captures."""
        return (id(self.function), self.captures)

    @property
    def identity(self) -> tuple:
        """Equal identities: the same function, whatever its captures are called."""
        return ("callee", id(self.function))

    @property
    def captured(self) -> tuple[str, ...]:
        """The names of the captures in the function itself."""
        return tuple(parameters(self.function.tree)[len(self.own) :])


@dataclass(frozen=True, eq=False)
class Library:
    """A library function that is known where it is passed as an argument."""

    function: Any
    captures: tuple[str, ...] = ()

    @property
    def key(self) -> tuple:
        """Equal keys: the same function."""
        return ("library", id(self.function))

    identity = key
    captured = ()


def callee_of(function: Function) -> Callee:
    """A function as its callers see it; `*rest` is a parameter that takes a tuple."""
    own, args = tuple(parameters(function.tree)), function.tree.args
    positional = len(args.posonlyargs) + len(args.args)
    plain = Callee(function, own, default_values(function), positional)
    if args.vararg is None:
        return plain
    return replace(plain, function=lift(function, ()), rest=args.vararg.id)


def lift(function: Function, extra: tuple[str, ...]) -> Function:
    """The function with further parameters behind its own, and without defaults."""
    old = function.tree.args
    new = [gast.Name(name, gast.Param(), None, None) for name in extra]
    rest = [] if old.vararg is None else [old.vararg]
    every = [*old.posonlyargs, *old.args, *old.kwonlyargs, *rest, *new]
    args = gast.arguments(every, [], None, [], [], old.kwarg, [])
    tree = gast.FunctionDef(**{**vars(function.tree), "args": args})
    return replace(function, tree=tree)


def bind(callee: Callee, call: gast.Call, caller: Function) -> list[gast.expr]:
    """The arguments of `call`, one for each parameter of the callee, in order."""
    signature = callee.function
    own = callee.own
    if signature.tree.args.kwarg:
        raise refusal(signature, signature.tree, "`**kwargs`", "parameters with names")
    values: dict[str, gast.expr] = {}
    given = list(call.args)
    if callee.rest:
        count = callee.positional
        given, values[callee.rest] = given[:count], _rest_of(given[count:])
    if any(isinstance(a, gast.Starred) for a in given) or has_options(call):
        raise refusal(
            caller,
            call,
            "unpacking into the arguments of a call",
            "the arguments one by one",
        )
    if len(given) > callee.positional:
        raise refusal(caller, call, f"too many arguments for `{signature.name}`")
    values.update(zip(own, given))
    values.update({k.arg: k.value for k in call.keywords})
    defaults = {**_defaults_by_name(callee, call), **callee.defaults}
    for name in own:
        if name not in values and name not in defaults:
            raise refusal(caller, call, *_missing(callee, name))
        values.setdefault(name, defaults.get(name))
    if set(values) - set(own):
        raise refusal(caller, call, f"`{signature.name}` takes no such keyword")
    names = [gast.Name(c, gast.Load(), None, None) for c in callee.captures]
    return [values[name] for name in own] + names


def _missing(callee: Callee, name: str) -> tuple[str, ...]:
    """What a call leaves out, and what to write instead."""
    plain = callee.plain
    if plain is None or name not in _defaults(plain.args):
        return (f"`{name}` is missing in this call",)
    return f"the default of `{name}`, which is no constant, here", "the argument itself"


def _rest_of(values: list[gast.expr]) -> gast.expr:
    """The tuple of the arguments that are left; `*rest` passes one on."""
    if len(values) == 1 and isinstance(values[0], gast.Starred):
        made = expression("tuple(xs)")
        made.args = [values[0].value]  # itself, not a copy
        return made
    return gast.Tuple(values, gast.Load())


def _defaults_by_name(callee: Callee, call: gast.Call) -> dict[str, gast.expr]:
    """Defaults that cannot be written down are read off the function."""
    fn = callee.function.fn
    if fn is None:
        return {}
    positional = callee.own[: fn.__code__.co_argcount]
    count = len(fn.__defaults__ or ())
    places = [("__defaults__", k) for k in range(count)]
    pairs = list(zip(positional[len(positional) - count :], places))
    pairs += [(n, ("__kwdefaults__", n)) for n in fn.__kwdefaults__ or ()]
    return {
        name: expression(f"f.{attribute}[k]", f=call.func, k=constant(key))
        for name, (attribute, key) in pairs
    }


def default_values(function: Function) -> dict[str, gast.expr]:
    """The defaults of a function that can be written down, by parameter."""
    if function.fn is not None:
        return _defaults_of_object(function)
    found = _defaults(function.tree.args)
    return {name: default for name, default in found.items() if is_literal(default)}


def _defaults(args: gast.arguments) -> dict[str, gast.expr]:
    positional = [*args.posonlyargs, *args.args]
    pairs = list(zip(positional[len(positional) - len(args.defaults) :], args.defaults))
    pairs += zip(args.kwonlyargs, args.kw_defaults)
    return {a.id: default for a, default in pairs if default is not None}


def _defaults_of_object(function: Function) -> dict[str, gast.expr]:
    fn = function.fn
    names = parameters(function.tree)[: fn.__code__.co_argcount]
    given = fn.__defaults__ or ()
    values = dict(zip(names[len(names) - len(given) :], given))
    values.update(fn.__kwdefaults__ or {})
    simple = (bool, int, float, str, type(None))
    return {
        name: gast.Constant(value, None)
        for name, value in values.items()
        if type(value) in simple
    }
