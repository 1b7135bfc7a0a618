"""This module holds the oracles: what must be true of every derivative.

`check(f, *args)` differentiates `f` and raises a `Disagreement` that names the first
oracle which is not content:

    value         the derivative computes the value of the function
    effects       it prints, and appends to `effects`, what one plain call does
    arguments     the caller's arguments keep every bit
    structure     a gradient has the structure, shapes and dtypes of its argument
    second call   a second call gives the same bits
    pullback      so does a second pullback, whatever became of the first results
    seed          the seed keeps every bit
    linear        the pullback is linear in its seed
    agreement     `grad`, `value_and_grad` and `vjp` with the seed 1 agree, as does
                  `grad` with respect to one argument alone
    differences   finite differences agree, in random directions
    complex step  the complex step agrees, where the function permits it and differences
                  do not refute it
    nothing compared   no direction could be compared: kinks everywhere
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from tests import trees
from tests.compare import SINGLE_RTOL, Disagreement, compare, is_of, is_single
from tests.differences import Projection

VALUE_RTOL = 1e-14
AGREEMENT_RTOL = 1e-12
LINEAR_RTOL = 1e-10
# Numbers below this lose their digits, in single precision at least.
UNDERFLOW = float(np.finfo(np.float32).tiny)
# So is what is left of terms as large as the seed that cancel.
CANCELLED = 1e-14


class Subject(NamedTuple):
    """A function under test, its arguments, and who differentiates it."""

    f: Callable
    args: tuple
    wrt: Any
    positions: tuple[int, ...]
    backend: Any
    effects: list | None


class Run(NamedTuple):
    """What a call gave, printed and appended to `effects`."""

    result: Any
    printed: str
    effects: list


def check(
    f: Callable,
    *args: Any,
    wrt: Any = None,
    seeds: Sequence[int] = (0, 1),
    complex_step: str = "auto",
    effects: list | None = None,
    rtol: float = 1e-6,
    noise: float = 0.0,
    backend: Any = None,
) -> int:
    """Check the derivative of `f` at `args`; return how many directions were compared.

    `wrt` is an index, a name, or a tuple of them; by default every argument that
    carries a derivative. Each of `seeds` starts the random directions and cotangents
    of one round. `complex_step` is "auto", "never" or "always". `effects` is a list
    that `f` appends to. Directions where the derivatives differ by less than `noise`
    are not compared: of `1 - cos(1e-7 * x)` differences know nothing. `backend` has
    `grad`, `value_and_grad` and `vjp`; `s2s` if None.
    """
    backend = importlib.import_module("s2s") if backend is None else backend
    positions = _positions(f, args, wrt)
    wrt = positions if wrt is None else wrt
    subject = Subject(f, args, wrt, positions, backend, effects)
    plain = _run(subject, lambda: f(*trees.duplicate(args)))
    compared = 0
    how = rtol, complex_step, noise
    for seed in seeds:
        rng = np.random.default_rng(seed)
        gradients, y_bar = _check_pullback(subject, plain, rng)
        if not is_of(np.float16, plain.result):  # too coarse for any difference
            compared += _check_numbers(subject, gradients, y_bar, rng, how)
    if _is_number(plain.result) and positions:
        _check_agreement(subject, plain, rng)
    if compared == 0 and positions and trees.active(plain.result):
        raise Disagreement("nothing compared", "every direction has a kink")
    return compared


def _positions(f: Callable, args: tuple, wrt: Any) -> tuple[int, ...]:
    if wrt is None:
        return tuple(i for i, arg in enumerate(args) if trees.active(arg))
    names = list(inspect.signature(f).parameters)
    chosen = wrt if isinstance(wrt, tuple) else (wrt,)
    return tuple(names.index(w) if isinstance(w, str) else w for w in chosen)


def _run(subject: Subject, call: Callable[[], Any]) -> Run:
    printed = io.StringIO()
    if subject.effects is not None:
        subject.effects.clear()
    with contextlib.redirect_stdout(printed):
        result = call()
    return Run(result, printed.getvalue(), list(subject.effects or ()))


def _watched(subject: Subject, plain: Run, name: str, call: Callable) -> Any:
    """Run `call(args)`: it has the effects of a plain call, and no others."""
    kept = trees.duplicate(subject.args)
    run = _run(subject, lambda: call(*subject.args))
    if (run.printed, run.effects) != (plain.printed, plain.effects):
        seen, wanted = (run.printed, run.effects), (plain.printed, plain.effects)
        raise Disagreement("effects", f"{name} gives {seen}, a plain call {wanted}")
    _unchanged(subject, kept, name)
    return run.result


def _unchanged(subject: Subject, kept: tuple, name: str) -> None:
    for position, (now, before) in enumerate(zip(subject.args, kept)):
        if not trees.same(now, before):
            label = f"{name} changed argument {position}"
            raise Disagreement("arguments", f"{label} from {before!r} to {now!r}")


def _check_pullback(
    subject: Subject, plain: Run, rng: np.random.Generator
) -> tuple[tuple, Any]:
    """Apply the oracles of `vjp`; return the gradients and their seed."""
    y_bar, other = (trees.random_like(plain.result, rng) for _ in range(2))
    vjp = subject.backend.vjp

    def whole(*args: Any) -> tuple:
        y, pullback = vjp(subject.f, *args)
        return y, pullback, trees.duplicate(y), _pull(pullback, y_bar)

    y, pullback, value, gradients = _watched(subject, plain, "vjp", whole)
    _check_value(value, plain.result, "vjp")
    _check_structure(subject, gradients)
    kept = trees.duplicate(gradients)
    _check_second_pullback(subject, y, pullback, y_bar, gradients)
    _check_linear(subject, pullback, y_bar, other, kept)
    again = _watched(subject, plain, "a second vjp", whole)
    _require("second call", again[2:], (value, kept), "vjp")
    return kept, y_bar


def _pull(pullback: Callable, y_bar: Any) -> tuple:
    kept = trees.duplicate(y_bar)
    gradients = pullback(y_bar)
    _require("seed", y_bar, kept, "pullback")
    return gradients


def _require(
    oracle: str,
    found: Any,
    wanted: Any,
    name: str,
    rtol: float = 0.0,
    size: float = 0.0,
) -> None:
    if not trees.same(found, wanted, rtol, size):
        raise Disagreement(oracle, f"{name} gives {found!r}, not {wanted!r}")


def _check_value(value: Any, wanted: Any, name: str) -> None:
    _require("value", value, wanted, name, VALUE_RTOL)


def _check_second_pullback(
    subject: Subject, y: Any, pullback: Callable, y_bar: Any, gradients: tuple
) -> None:
    """Write over all that the user holds: the next pullback must not care."""
    kept, args = trees.duplicate(gradients), trees.duplicate(subject.args)
    seed = trees.duplicate(y_bar)
    trees.scribble(gradients)
    if not trees.overlap(y, subject.args):
        trees.scribble(y)
    _require("seed", y_bar, seed, "a gradient that shares storage with the seed")
    _unchanged(subject, args, "writing to a gradient or a result")
    _require("pullback", _pull(pullback, y_bar), kept, "a second pullback")


def _check_linear(
    subject: Subject, pullback: Callable, y_bar: Any, other: Any, first: tuple
) -> None:
    mixed = _pull(pullback, trees.linear(2.0, y_bar, -0.5, other))
    wanted = trees.linear(2.0, first, -0.5, _pull(pullback, other))
    tolerance = SINGLE_RTOL if is_single(subject.args) else LINEAR_RTOL
    least = max(UNDERFLOW, CANCELLED * trees.largest((y_bar, other)))
    size = max(trees.largest(wanted), least / tolerance)
    what = "a pullback of 2 * a - b / 2"
    _require("linear", mixed, wanted, what, tolerance, size)


def _check_structure(subject: Subject, gradients: Any) -> None:
    if not isinstance(gradients, tuple) or len(gradients) != len(subject.args):
        wanted = f"a tuple of {len(subject.args)}"
        raise Disagreement("structure", f"pullback gives {gradients!r}, not {wanted}")
    for position, (gradient, arg) in enumerate(zip(gradients, subject.args)):
        if position in subject.positions or not trees.active(arg):
            _check_alike(gradient, arg, f"the gradient of argument {position}")


def _check_alike(gradient: Any, arg: Any, name: str) -> None:
    blank = trees.constant_like(arg, 0.0)
    inert = gradient is None and not trees.active(arg)
    found = trees.constant_like(gradient, 0.0)
    if not inert and not trees.same(found, blank):
        raise Disagreement("structure", f"{name} is {gradient!r} for {arg!r}")


def _is_number(y: Any) -> bool:
    return trees.carries(y) and np.size(y) == 1 and not np.iscomplexobj(y)


def _check_agreement(subject: Subject, plain: Run, rng: np.random.Generator) -> None:
    """Compare the three ways to the gradient of a real number.

    Terms as large as the largest gradient may cancel in another.
    """
    backend, f, wrt = subject.backend, subject.f, subject.wrt
    _, pullback = _watched(subject, plain, "vjp", lambda *a: backend.vjp(f, *a))
    every = pullback(trees.constant_like(plain.result, 1.0))
    rtol = SINGLE_RTOL if is_single(subject.args) else AGREEMENT_RTOL
    how = rtol, max(trees.largest(every), CANCELLED / rtol)
    alone = int(rng.choice(subject.positions))
    own = trees.duplicate(subject.args)  # what carries nothing may change
    gradient = _run(subject, lambda: backend.grad(f, wrt=alone)(*own)).result
    _require("agreement", gradient, every[alone], f"grad by argument {alone}", *how)
    wanted = tuple(every[position] for position in subject.positions)
    wanted = wanted if isinstance(wrt, tuple) else wanted[0]
    both, grad = backend.value_and_grad(f, wrt=wrt), backend.grad(f, wrt=wrt)
    value, gradient = _watched(subject, plain, "value_and_grad", both)
    _check_value(value, plain.result, "value_and_grad")
    _require("agreement", gradient, wanted, "value_and_grad", *how)
    gradient = _watched(subject, plain, "grad", grad)
    _require("agreement", gradient, wanted, "grad", *how)
    again = _watched(subject, plain, "a second grad", grad)
    _require("second call", again, gradient, "grad")


def _check_numbers(
    subject: Subject,
    gradients: tuple,
    y_bar: Any,
    rng: np.random.Generator,
    how: tuple,
) -> int:
    """Compare with numerical derivatives, one argument at a time."""
    compared = 0
    for position in subject.positions:
        direction = trees.random_like(subject.args[position], rng)
        line = Projection(subject.f, subject.args, position, direction, y_bar)
        compared += compare(line, gradients[position], *how)
    return compared
