"""This module is what users call: take a function, derive it for the arguments of the call."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable as AnyCallable
from typing import Any

import numpy as np

from s2s import runtime
from s2s.compiled import Compiled, compiled
from s2s.derive.facts import carries
from s2s.errors import BadArgument
from s2s.kinds import Array, Float, Inert, Kind, Tuple
from s2s.pipeline import Request
from s2s.signature import kind_of_annotation, kinds_of_arguments
from s2s.tree.function import Function
from s2s.tree.names import parameters
from s2s.tree.parse import parse

Wrt = int | str | tuple


class Differentiable:
    """A function and its derivatives.

    Calling it calls the function itself. `grad(...)`, `value_and_grad(...)` and `vjp(...)` take the
    function's arguments; `source()` shows the derivative as text.
    """

    def __init__(self, fn: AnyCallable, wrt: Wrt = 0, jit: bool = False) -> None:
        fn = getattr(fn, "__wrapped__", fn) if isinstance(fn, Differentiable) else fn
        functools.update_wrapper(self, fn)
        self.__wrapped__ = fn
        self.jit = jit
        self._wrt = wrt
        self._ready: dict = {}
        self._last: tuple | None = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.__wrapped__(*args, **kwargs)

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else functools.partial(self, instance)

    def __repr__(self) -> str:
        return f"<differentiable {self.__wrapped__!r}>"

    @functools.cached_property
    def function(self) -> Function:
        """The function as text and meaning."""
        return parse(self.__wrapped__)

    @functools.cached_property
    def signature(self) -> inspect.Signature:
        """The signature of the function."""
        return inspect.signature(self.__wrapped__)

    @functools.cached_property
    def parameters(self) -> list[str]:
        """The names of the parameters."""
        return parameters(self.function.tree)

    @functools.cached_property
    def wrt(self) -> tuple[str, ...]:
        """The names of the parameters that are differentiated."""
        wanted = self._wrt if isinstance(self._wrt, tuple) else (self._wrt,)
        found = tuple(self._parameter(w) for w in wanted)
        if len(set(found)) != len(found) or not found:
            raise BadArgument(f"wrt={self._wrt!r} names a parameter twice, or none")
        return found

    def _parameter(self, wanted: int | str) -> str:
        names = self.parameters
        if isinstance(wanted, (int, np.integer)) and not isinstance(wanted, bool):
            if -len(names) <= wanted < len(names):
                return names[wanted]
        elif wanted in names:
            return wanted
        raise BadArgument(
            f"wrt={wanted!r} is no parameter of `{self.function.name}`: "
            f"it has {', '.join(names) or 'none'}"
        )

    def grad(self, *args: Any, **kwargs: Any) -> Any:
        """The gradient with respect to `wrt`: one in the structure of its argument, or a tuple.

        Raises BadArgument where the result is not one real number or `wrt` not differentiable.
        """
        if not kwargs:
            ready = self._ready.get(("grad", *map(type, args)))
            if ready is not None:
                return ready(*args)
        return self._slow("grad", args, kwargs)

    def value_and_grad(self, *args: Any, **kwargs: Any) -> tuple:
        """The value of the function and its gradient, from one forward sweep."""
        return self._slow("value", args, kwargs)

    def vjp(self, *args: Any, **kwargs: Any) -> tuple:
        """The value, and the pullback of a cotangent of it; see `s2s.vjp`."""
        args = self.bound(args, kwargs)
        made = self.compiled("pair", args)
        value, tape = made.call(*args)
        return value, Pullback(self, made, tape, value, args)

    def source(self, *example_args: Any, mode: str = "reverse") -> str:
        """The derivative as text: for the kinds of the examples, of the last call, or of the annotations."""
        if mode != "reverse":
            raise BadArgument("forward mode is not there yet: mode must be 'reverse'")
        if example_args:
            kinds = kinds_of_arguments(*self.bound(example_args, {}))
        elif self._last is not None:
            kinds = self._last
        else:
            kinds = self.annotated_kinds()
        return compiled(self.function, Request(self.wrt, kinds, "grad")).text

    def annotated_kinds(self) -> tuple[Kind, ...]:
        """The kinds that the annotations of the parameters state."""
        namespace = self.function.globals
        found = self.signature.parameters
        return tuple(
            kind_of_annotation(found[n].annotation, namespace) for n in self.parameters
        )

    def bound(self, args: tuple, kwargs: dict) -> tuple:
        """One argument for each parameter, defaults filled in."""
        if len(args) == len(self.parameters) and not kwargs:
            return args
        try:
            found = self.signature.bind(*args, **kwargs)
        except TypeError as error:
            raise BadArgument(f"`{self.function.name}`: {error}") from None
        found.apply_defaults()
        return tuple(found.arguments[n] for n in self.parameters)

    def compiled(self, form: str, args: tuple, wrt: tuple | None = None) -> Compiled:
        """The derivative for the kinds of these arguments."""
        kinds = kinds_of_arguments(*args)
        wrt = self.wrt if wrt is None else wrt
        for parameter, kind in zip(self.parameters, kinds):
            if parameter in wrt:
                _check_input(self.function, parameter, kind)
        self._last = kinds
        made = compiled(self.function, Request(wrt, kinds, form))
        _check_sharing(made, self.parameters, args)
        return made

    def _slow(self, form: str, args: tuple, kwargs: dict) -> Any:
        args = self.bound(args, kwargs)
        made = self.compiled(form, args)
        if isinstance(made.result, Float):
            if form == "grad" and not kwargs and made.fast and not self._wants_pack:
                self._ready[("grad", *map(type, args))] = made.call
            return self._as_asked(form, made.call(*args))
        return self._as_asked(form, self._from_pair(form, args))

    def _as_asked(self, form: str, found: Any) -> Any:
        """A tuple gives a tuple back, one of a single name too."""
        if not self._wants_pack:
            return found
        return (found,) if form == "grad" else (found[0], (found[1],))

    @functools.cached_property
    def _wants_pack(self) -> bool:
        return isinstance(self._wrt, tuple) and len(self._wrt) == 1

    def _from_pair(self, form: str, args: tuple) -> Any:
        """The gradient where the result has to be looked at first."""
        made = self.compiled("pair", args)
        value, tape = made.call(*args)
        check_one_real(self.function, value)
        seed = np.ones_like(value) if isinstance(value, np.ndarray) else 1.0
        found = made.backward(tape, *made.seeds(seed))
        return found if form == "grad" else (value, found)


class Pullback:
    """Takes a cotangent of the value to gradients of the positional arguments.

    It can be called any number of times.
    """

    def __init__(self, owner: Differentiable, made: Compiled, tape, value, args) -> None:
        self._made, self._tape, self._value, self._args = made, tape, value, args
        self._owner = owner

    def __call__(self, y_bar: Any) -> tuple:
        """One gradient for each positional argument, None where there is no derivative."""
        seed = fitted_seed(y_bar, self._value)
        tape = runtime.copy(self._tape)
        found = self._made.backward(tape, *self._made.seeds(seed))
        wrt = self._made.request.wrt
        by_name = dict(zip(wrt, found if len(wrt) > 1 else (found,)))
        return tuple(by_name.get(p) for p in self._owner.parameters[: len(self._args)])


def differentiate(fn: AnyCallable | None = None, *, wrt: Wrt = 0, jit: bool = False) -> Any:
    """Decorate a function: it stays what it is, and has `.grad`, `.value_and_grad`, `.source`.

    `wrt`: an index, a name, or a tuple of them; a tuple gives a tuple back.
    """
    if fn is None:
        return functools.partial(differentiate, wrt=wrt, jit=jit)
    return Differentiable(fn, wrt, jit)


def grad(fn: AnyCallable, wrt: Wrt = 0) -> AnyCallable:
    """The function that computes the gradient of `fn` with respect to `wrt`."""
    made = _differentiable(fn, wrt)
    return _named(made.grad, fn, "gradient")


def value_and_grad(fn: AnyCallable, wrt: Wrt = 0, has_aux: bool = False) -> AnyCallable:
    """The function that computes (value, gradient).

    With `has_aux`, `fn` returns (loss, anything); the result is ((loss, anything), gradient).
    """
    made = _differentiable(fn, wrt)
    if has_aux:
        return _named(functools.partial(_with_aux, made), fn, "value and gradient")
    return _named(made.value_and_grad, fn, "value and gradient")


def vjp(fn: AnyCallable, *args: Any) -> tuple:
    """(value, pullback): `pullback(y_bar)` is a tuple, one gradient per positional argument."""
    made = _differentiable(fn, 0)
    args = tuple(args)
    full = made.bound(args, {})
    kinds = kinds_of_arguments(*full)
    wrt = tuple(p for p, k in zip(made.parameters[: len(args)], kinds) if carries(k))
    if not wrt:
        raise BadArgument(f"no argument of `{made.function.name}` carries a derivative")
    compiled_ = made.compiled("pair", full, wrt)
    value, tape = compiled_.call(*full)
    return value, Pullback(made, compiled_, tape, value, args)


def _differentiable(fn: AnyCallable, wrt: Wrt) -> Differentiable:
    return Differentiable(getattr(fn, "__wrapped__", fn) if isinstance(
        fn, Differentiable) else fn, wrt)


def _named(made: AnyCallable, fn: AnyCallable, what: str) -> AnyCallable:
    @functools.wraps(fn)
    def derivative(*args: Any, **kwargs: Any) -> Any:
        return made(*args, **kwargs)

    name = getattr(fn, "__name__", "function")
    derivative.__doc__ = f"The {what} of `{name}`."
    derivative.differentiable = getattr(made, "__self__", made)
    del derivative.__wrapped__
    return derivative


def _with_aux(made: Differentiable, *args: Any, **kwargs: Any) -> tuple:
    full = made.bound(args, kwargs)
    found = made.compiled("pair", full)
    value, tape = found.call(*full)
    if not isinstance(value, tuple) or len(value) != 2:
        raise BadArgument(f"has_aux: `{made.function.name}` must return (loss, anything)")
    check_one_real(made.function, value[0])
    loss = np.ones_like(value[0]) if isinstance(value[0], np.ndarray) else 1.0
    seed = (loss, runtime.zeros(value[1]))
    return value, found.backward(tape, *found.seeds(seed))


def _check_input(function: Function, parameter: str, kind: Kind) -> None:
    if carries(kind):
        return
    what = f"an array of dtype {kind.dtype}" if isinstance(kind, Array) else (
        f"of type {kind.type}" if isinstance(kind, Inert) and kind.type else "not a number")
    raise BadArgument(
        f"`{parameter}` of `{function.name}` is {what}, which has no derivative; "
        f"pass a float or an array of floats"
    )


def check_one_real(function: Function, value: Any) -> None:
    """A gradient is that of one real number."""
    real = isinstance(value, (float, np.floating)) or (
        isinstance(value, np.ndarray) and value.size == 1 and value.dtype.kind == "f"
    )
    if not real:
        what = f"an array of shape {value.shape}" if isinstance(value, np.ndarray) else (
            f"a {type(value).__name__}")
        raise BadArgument(
            f"the gradient of `{function.name}` needs a result that is one real number, "
            f"this one is {what}; use `s2s.vjp` for others"
        )


def fitted_seed(y_bar: Any, value: Any) -> Any:
    """The cotangent as the backward sweep takes it; raises BadArgument where it does not fit."""
    if isinstance(value, (tuple, list)):
        if not isinstance(y_bar, (tuple, list)) or len(y_bar) != len(value):
            raise BadArgument(f"y_bar must have the structure of the value: {len(value)} items")
        return tuple(fitted_seed(b, v) for b, v in zip(y_bar, value))
    if isinstance(value, np.ndarray):
        return _fitted_array(y_bar, value)
    if value is None or isinstance(value, (bool, int, str)):
        return None if y_bar is None else y_bar
    if y_bar is None:
        return 0.0
    if np.ndim(y_bar) != 0:
        raise BadArgument(f"y_bar must be a number, not an array of shape {np.shape(y_bar)}")
    return complex(y_bar) if isinstance(value, complex) else float(y_bar)


def _fitted_array(y_bar: Any, value: np.ndarray) -> np.ndarray:
    if y_bar is None:
        return np.zeros_like(value)
    found = np.asarray(y_bar)
    if found.shape != value.shape:
        raise BadArgument(
            f"y_bar has shape {found.shape}, the value has shape {value.shape}"
        )
    if found.dtype.kind not in "fciub":
        raise BadArgument(f"y_bar has dtype {found.dtype}")
    return found.astype(value.dtype) if value.dtype.kind in "fc" else found


def _check_sharing(made: Compiled, names: list[str], args: tuple) -> None:
    """Two arguments that share storage which the function changes have no partials by position."""
    for i in made.changed:
        for k, other in enumerate(args):
            if k != i and runtime.overlap(args[i], other):
                raise BadArgument(
                    f"the arguments `{names[i]}` and `{names[k]}` share storage that the "
                    "function changes in place: pass a copy of one of them"
                )


__all__ = ["Differentiable", "Tuple", "differentiate", "grad", "value_and_grad", "vjp"]
