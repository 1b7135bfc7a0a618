"""This module checks what callers pass, and says in one line what is wrong with it."""

from __future__ import annotations

from typing import Any

import numpy as np

from s2s import runtime
from s2s.build.readable import holds
from s2s.errors import BadArgument
from s2s.kinds import Array, Inert, Kind, show

_WITHOUT = (bool, int, str, bytes, type(None), range, slice, np.integer, np.bool_)


def carries(value: Any) -> bool:
    """Can a value carry a derivative? In doubt the compiler will say."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "fc"
    if isinstance(value, tuple | list):
        return any(map(carries, value)) or value == []
    return not isinstance(value, _WITHOUT) and not callable(value)


def is_number_like(value: Any) -> bool:
    """Is it a number, an array, or a sequence of such, that can carry a derivative?

    Dicts and objects are asked for by name only: their gradient is None otherwise.
    """
    numbers = (float, complex, np.inexact, np.ndarray, list, tuple)
    return isinstance(value, numbers) and carries(value)


def check_input(function: str, parameter: str, value: Any) -> None:
    """What is differentiated must be able to carry a derivative."""
    if not carries(value):
        raise BadArgument(
            f"`{parameter}` of `{function}` is {described(value)}, which has no "
            "derivative; pass a float or an array of floats"
        )


def check_kinds(function: str, wrt: tuple[str, ...], kinds: dict[str, Kind]) -> None:
    """The same for what is known of a parameter before there is a value."""
    for parameter in wrt:
        kind = kinds[parameter]
        numbers = isinstance(kind, Array) and kind.dtype.startswith(
            ("int", "uint", "bool")
        )
        if numbers or isinstance(kind, Inert):
            raise BadArgument(
                f"`{parameter}` of `{function}` is of the kind {show(kind)}, which has "
                "no derivative; annotate it as `float` or an array of floats"
            )


def described(value: Any) -> str:
    """What a value is, in words."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "fc":
        return f"an array of shape {value.shape}"
    if isinstance(value, np.ndarray):
        return f"an array of dtype {value.dtype}"
    holds = " that holds no float" if isinstance(value, tuple | list) else ""
    return _with_article(value) + holds


def _with_article(value: Any) -> str:
    name = type(value).__name__
    article = "an" if name[0] in "aeiou" else "a"
    return "None" if value is None else f"{article} {name}"


def check_one_real(function: str, value: Any) -> None:
    """A gradient is that of one real number."""
    if isinstance(value, np.ndarray):
        real = value.size == 1 and value.dtype.kind == "f"
    else:
        real = isinstance(value, float | np.floating)
    if real:
        return
    found = described if isinstance(value, np.ndarray) else _with_article
    raise BadArgument(
        f"the gradient of `{function}` needs a result that is one real number, "
        f"this one is {found(value)}; use `s2s.vjp` for others"
    )


def check_storage(made: Any, names: list[str], args: tuple) -> None:
    """What a derivative is stored into is reached by one argument, and no global."""
    _check_sharing(made.changed, names, args)
    for name, value in zip(names, args) if made.logs else ():
        if any(holds(value, place) for place in made.logs):
            raise BadArgument(
                f"the argument `{name}` is, or holds, a list of a global name that the "
                "function appends a derivative to: pass a copy of it"
            )


def _check_sharing(changed: tuple[int, ...], names: list[str], args: tuple) -> None:
    """Two arguments that share storage which the function changes have no partials."""
    for i in changed:
        for k, other in enumerate(args):
            if k != i and runtime.overlap(args[i], other):
                raise BadArgument(
                    f"the arguments `{names[i]}` and `{names[k]}` share storage that "
                    "the function changes in place: pass a copy of one of them"
                )


def fitted_seed(y_bar: Any, value: Any) -> Any:
    """The cotangent as the backward sweep takes it: in the structure of the value."""
    if y_bar is None and carries(value):
        raise BadArgument("y_bar is None: pass a cotangent of the value")
    return _fitted(y_bar, value)


def _fitted(y_bar: Any, value: Any) -> Any:
    """Inside of structures, None stands for zero."""
    if isinstance(value, tuple | list):
        return _fitted_items(y_bar, value)
    if isinstance(value, np.ndarray):
        return np.zeros_like(value) if y_bar is None else _fitted_array(y_bar, value)
    if value is None or isinstance(value, bool | int | str):
        return y_bar
    return 0.0 if y_bar is None else _fitted_number(y_bar, value)


def _fitted_items(y_bar: Any, value: tuple | list) -> tuple | list:
    if y_bar is None:
        y_bar = (None,) * len(value)
    if not isinstance(y_bar, tuple | list) or len(y_bar) != len(value):
        raise BadArgument(
            f"y_bar must have the structure of the value: {len(value)} items"
        )
    items = [_fitted(b, v) for b, v in zip(y_bar, value)]
    return items if isinstance(value, list) else tuple(items)


def _fitted_number(y_bar: Any, value: Any) -> Any:
    if np.ndim(y_bar) != 0:
        raise BadArgument(
            f"y_bar must be a number, not an array of shape {np.shape(y_bar)}"
        )
    try:
        return complex(y_bar) if isinstance(value, complex) else float(y_bar)
    except (TypeError, ValueError):
        raise BadArgument(f"y_bar must be a number, not {described(y_bar)}") from None


def _fitted_array(y_bar: Any, value: np.ndarray) -> np.ndarray:
    found = np.asarray(y_bar)
    if found.shape != value.shape:
        raise BadArgument(
            f"y_bar has shape {found.shape}, the value has shape {value.shape}"
        )
    if found.dtype.kind not in "fciub":
        raise BadArgument(f"y_bar has dtype {found.dtype}")
    if found.dtype.kind == "c" and value.dtype.kind == "f":
        raise BadArgument("y_bar is complex, the value is real")
    return found.astype(value.dtype) if value.dtype.kind in "fc" else found
