"""This module gives a function its derivatives, made for the arguments of each call."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any, NamedTuple

import numpy as np

from s2s import runtime
from s2s.build.depend import MISSING
from s2s.build.key import function_inside
from s2s.checks import (
    carries,
    check_input,
    check_kinds,
    check_one_real,
    check_storage,
    is_number_like,
)
from s2s.compiled import Compiled, compiled, compiler, met
from s2s.errors import BadArgument
from s2s.kinds import Kind
from s2s.pullback import Pullback
from s2s.request import Request
from s2s.signature import PLAIN, kind_of_annotation, kinds_of_arguments

Wrt = int | str | tuple
_READY = 64
_MET = "# Met when it ran\n\n"


class Ready(NamedTuple):
    """A derivative for arguments of certain plain types, and the defaults to add."""

    made: Compiled
    defaults: tuple


class Differentiable:
    """A function and its derivatives.

    Calling it calls the function itself. `grad(...)`, `value_and_grad(...)` and
    `vjp(...)` take the function's arguments; `source()` shows the derivative as text.

    In a class it is a method: `wrt` then counts the parameters after `self`, also where
    it is called as `Class.method.grad(object, ...)`.
    """

    inner = False

    def __init__(self, fn: Callable, wrt: Wrt = 0, jit: bool = False) -> None:
        fn = fn.__wrapped__ if isinstance(fn, Differentiable) else fn
        functools.update_wrapper(self, fn)
        self.__wrapped__ = fn
        self.jit = jit
        self._wrt = wrt
        self._owner = (fn.__self__,) if isinstance(fn, MethodType) else ()
        self._is_method = bool(self._owner)
        self._packs = isinstance(wrt, tuple) and len(wrt) == 1
        self._ready: dict[str, dict[tuple, Ready]] = {"grad": {}, "value": {}}
        self._last: list[tuple[Kind, ...]] = []

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.__wrapped__(*args, **kwargs)

    def __set_name__(self, owner: type, name: str) -> None:
        self._is_method = True

    def __get__(self, instance: Any, owner: type | None = None) -> Differentiable:
        if instance is None:
            return self
        bound = MethodType(self.__wrapped__, instance)
        made = Differentiable(bound, self._wrt, self.jit)
        made._last = self._last
        return made

    def __repr__(self) -> str:
        return f"<differentiable {self.__wrapped__!r}>"

    @functools.cached_property
    def fn(self) -> FunctionType:
        """The Python function behind methods and wrappers."""
        found = function_inside(self.__wrapped__)
        return compiler().parse(self.__wrapped__).fn if found is None else found

    @functools.cached_property
    def function(self) -> Any:
        """The function as text and meaning: the `Function` of `s2s.tree.function`."""
        return compiler().parse(self.__wrapped__)

    @functools.cached_property
    def signature(self) -> inspect.Signature:
        """The signature of the function, `self` included."""
        return inspect.signature(self.fn, follow_wrapped=False)

    @functools.cached_property
    def parameters(self) -> list[str]:
        """The names of the parameters, `self` included, those with stars last."""
        code = self.fn.__code__
        stars = (inspect.CO_VARARGS, inspect.CO_VARKEYWORDS)
        count = code.co_argcount + code.co_kwonlyargcount
        count += sum(bool(code.co_flags & flag) for flag in stars)
        return list(code.co_varnames[:count])

    @functools.cached_property
    def wrt(self) -> tuple[str, ...]:
        """The names of the parameters that are differentiated."""
        wanted = self._wrt if isinstance(self._wrt, tuple) else (self._wrt,)
        found = tuple(self._parameter(w) for w in wanted)
        if len(set(found)) != len(found) or not found:
            raise BadArgument(f"wrt={self._wrt!r} names a parameter twice, or none")
        return found

    def _parameter(self, wanted: int | str) -> str:
        names = self.parameters[1:] if self._is_method else self.parameters
        if isinstance(wanted, int | np.integer) and not isinstance(wanted, bool):
            if -len(names) <= wanted < len(names):
                return names[wanted]
        elif wanted in names:
            return wanted
        raise BadArgument(
            f"wrt={wanted!r} is no parameter of `{self.fn.__name__}`: "
            f"it has {', '.join(names) or 'none'}"
        )

    def grad(self, *args: Any, **kwargs: Any) -> Any:
        """The gradient with respect to `wrt`: of its structure, or a tuple.

        Raises BadArgument where the result is not one real number, or where what `wrt`
        names cannot be differentiated.
        """
        # The quick way, for plain numbers, is written out: each call of a function of
        # ours would cost as much as all of it.
        ready = self._ready["grad"].get(tuple(map(type, args)))
        if ready is not None and not kwargs:
            for space, name, known in ready.made.guards:
                if space.get(name, MISSING) is not known:
                    break
            else:
                return ready.made.functions[0](*args, *ready.defaults)
        return self._slow("grad", args, kwargs)

    def value_and_grad(self, *args: Any, **kwargs: Any) -> tuple:
        """The value of the function and its gradient, from one forward sweep."""
        ready = self._ready["value"].get(tuple(map(type, args)))
        if ready is not None and not kwargs:
            for space, name, known in ready.made.guards:
                if space.get(name, MISSING) is not known:
                    break
            else:
                return ready.made.functions[0](*args, *ready.defaults)
        return self._slow("value", args, kwargs)

    def vjp(self, *args: Any, **kwargs: Any) -> tuple:
        """The value, and the pullback of a cotangent of it; see `s2s.vjp`."""
        args = self.bound(args, kwargs)
        pairs = list(zip(self.parameters, args))
        wrt = tuple(p for p, a in pairs if is_number_like(a))
        wrt = wrt or tuple(p for p, a in pairs if carries(a))
        if self._is_method:
            wrt = tuple(p for p in wrt if p != self.parameters[0])
        if not wrt:
            raise BadArgument(f"no argument of `{self.fn.__name__}` has a derivative")
        made = self.compiled("pair", args, wrt)
        value, tape = made.call(*args)
        return value, Pullback(made, tape, value, self.parameters[len(self._owner) :])

    def source(self, *example_args: Any, mode: str = "reverse") -> str:
        """The derivative as text.

        It is that for the kinds of the examples, else of the last call, else of the
        annotations; a parameter that is not annotated is then taken as a `Number`: a
        scalar or an array of floats, not known which. The derivatives of functions that
        only the run knew follow once they are met.
        """
        if mode != "reverse":
            raise BadArgument("forward mode is not there yet: mode must be 'reverse'")
        assumed: tuple = ()
        if example_args:
            kinds = kinds_of_arguments(*self.bound(example_args, {}))
        elif self._last:
            kinds = self._last[-1]
        else:
            kinds, assumed = self.annotated_kinds(), self._bare()
        check_kinds(self.fn.__name__, self.wrt, dict(zip(self.parameters, kinds)))
        request = Request(self.wrt, kinds, "grad", assumed, self.jit)
        text = compiled(self.fn, request).text
        return "\n\n".join([text, *(_MET + each.source() for each in met(self.fn))])

    def _bare(self) -> tuple[str, ...]:
        """The parameters without annotation."""
        found, empty = self.signature.parameters, inspect.Parameter.empty
        return tuple(p for p in self.parameters if found[p].annotation is empty)

    def annotated_kinds(self) -> tuple[Kind, ...]:
        """The kinds that the annotations of the parameters state."""
        namespace, found = self.fn.__globals__, self.signature.parameters
        return tuple(
            kind_of_annotation(found[name].annotation, namespace)
            for name in self.parameters
        )

    def bound(self, args: tuple, kwargs: dict) -> tuple:
        """One argument for each parameter, `self` and defaults filled in."""
        args = self._owner + args
        if not kwargs and len(args) == self._positional:
            return args
        try:
            found = self.signature.bind(*args, **kwargs)
        except TypeError as error:
            raise BadArgument(f"`{self.fn.__name__}`: {error}") from None
        found.apply_defaults()
        return tuple(found.arguments[name] for name in self.parameters)

    @functools.cached_property
    def _positional(self) -> int:
        """How many arguments need no binding; -1 if some are not positional."""
        count = self.fn.__code__.co_argcount
        return count if count == len(self.parameters) else -1

    def compiled(self, form: str, args: tuple, wrt: tuple | None = None) -> Compiled:
        """The derivative for the kinds of these arguments."""
        wrt = self.wrt if wrt is None else wrt
        for parameter, value in zip(self.parameters, args):
            if parameter in wrt:
                check_input(self.fn.__name__, parameter, value)
        kinds = kinds_of_arguments(*args)
        self._last[:] = [kinds]
        request = Request(wrt, kinds, form, jit=self.jit, inner=self.inner)
        made = compiled(self.fn, request)
        check_storage(made, self.parameters, args)
        return made

    def _slow(self, form: str, args: tuple, kwargs: dict) -> Any:
        if not kwargs:
            ready = self._ready[form].get(tuple(map(_layout, args)))
            if ready is not None and ready.made.holds(self.fn):
                return ready.made.call(*args, *ready.defaults)
        full = self.bound(args, kwargs)
        made = self.compiled(form, full)
        if made.is_float:
            if not (kwargs or self._owner):
                self._remember(form, made, len(args), full)
            return self._as_asked(form, made.call(*full))
        return self._as_asked(form, self._looked_at(form, full))

    def _remember(self, form: str, made: Compiled, given: int, full: tuple) -> None:
        """Numbers have kinds by their types, arrays by dtype and shape."""
        layouts, table = tuple(map(_layout, full)), self._ready[form]
        plain = all(isinstance(k, tuple) or k in PLAIN for k in layouts)
        if plain and not (self._packs or made.volatile or made.changed):
            if len(table) >= _READY:
                table.clear()
            table[layouts[:given]] = Ready(made, full[given:])

    def _looked_at(self, form: str, full: tuple) -> Any:
        """The gradient where the result has to be looked at first."""
        made = self.compiled("pair", full)
        value, tape = made.call(*full)
        check_one_real(self.fn.__name__, value)
        found = made.backward(tape, *made.seeds(_one(value)))
        return found if form == "grad" else (value, found)

    def with_aux(self, *args: Any, **kwargs: Any) -> tuple:
        """((loss, anything), gradient) of a function that returns (loss, anything)."""
        full = self.bound(args, kwargs)
        made = self.compiled("pair", full)
        value, tape = made.call(*full)
        if not isinstance(value, tuple) or len(value) != 2:
            name = self.fn.__name__
            raise BadArgument(f"has_aux: `{name}` must return (loss, anything)")
        check_one_real(self.fn.__name__, value[0])
        seed = (_one(value[0]), runtime.zeros(value[1]))
        found = made.backward(tape, *made.seeds(seed))
        return self._as_asked("value", (value, found))

    def grad_with_aux(self, *args: Any, **kwargs: Any) -> tuple:
        """(gradient, anything) of a function that returns (loss, anything)."""
        (_, aux), found = self.with_aux(*args, **kwargs)
        return found, aux

    def _as_asked(self, form: str, found: Any) -> Any:
        """A tuple gives a tuple back, one of a single name too."""
        if not self._packs:
            return found
        return (found,) if form == "grad" else (found[0], (found[1],))


def _layout(value: Any) -> Any:
    """What the kind of a number or an array depends on."""
    kind = type(value)
    return (value.dtype, value.shape) if kind is np.ndarray else kind


def _one(value: Any) -> Any:
    return np.ones_like(value) if isinstance(value, np.ndarray) else 1.0
