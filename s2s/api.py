"""This module is what users call: take a function, give its derivatives."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from s2s.differentiable import Differentiable, Wrt


def differentiate(
    fn: Callable | None = None, *, wrt: Wrt = 0, jit: bool = False
) -> Any:
    """Decorate a function: it stays what it is, and has `.grad`, `.vjp`, `.source`.

    `wrt`: an index, a name, or a tuple of them; a tuple gives a tuple back. With `jit`
    the derivative is compiled by Numba, or refused where Numba cannot.
    """
    if fn is None:
        return functools.partial(differentiate, wrt=wrt, jit=jit)
    return Differentiable(fn, wrt, jit)


def grad(
    fn: Callable, wrt: Wrt = 0, has_aux: bool = False, *, jit: bool = False
) -> Callable:
    """The function that computes the gradient of `fn` with respect to `wrt`.

    With `has_aux`, `fn` returns (loss, anything); the result is (gradient, anything).
    """
    made = Differentiable(fn, wrt, jit)
    called = made.grad_with_aux if has_aux else made.grad
    return _named(made, called, "gradient")


def value_and_grad(
    fn: Callable, wrt: Wrt = 0, has_aux: bool = False, *, jit: bool = False
) -> Callable:
    """The function that computes (value, gradient).

    With `has_aux`, `fn` returns (loss, anything); the result is
    ((loss, anything), gradient).
    """
    made = Differentiable(fn, wrt, jit)
    called = made.with_aux if has_aux else made.value_and_grad
    return _named(made, called, "value and gradient")


def vjp(fn: Callable, *args: Any) -> tuple:
    """(value, pullback): `pullback(y_bar)` is a tuple, one gradient per argument."""
    value, pullback = Differentiable(fn).vjp(*args)
    pullback._names = pullback._names[: len(args)]
    return value, pullback


def _named(made: Differentiable, called: Callable, what: str) -> Callable:
    def derivative(*args: Any, **kwargs: Any) -> Any:
        return called(*args, **kwargs)

    name = getattr(made, "__name__", "function")
    derivative.__name__ = derivative.__qualname__ = name
    derivative.__doc__ = f"The {what} of `{name}`."
    derivative.differentiable = made
    return derivative
