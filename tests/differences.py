"""This module differentiates plain functions numerically, along one direction.

A `Projection` is the number `<seed, f(..., argument + t * direction, ...)>` as a
function of t. Finite differences at several steps and the complex step estimate its
derivative at t = 0; `kink` measures how far its two one-sided derivatives differ.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from tests import trees

STEPS = (1e-5, 1e-4, 1e-6, 1e-3, 1e-2)
STEEP, PARTS = 1e4, (1e-3, 1e-4)
KINK_STEP = 1e-6
COMPLEX_STEP = 1e-30
# What a plain function raises where it does not take complex numbers, or throws the
# imaginary part away, or is left by its domain.
UNFIT = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, Warning)


class Projection(NamedTuple):
    """The number `<seed, f(args moved along direction at position)>`."""

    f: Callable
    args: tuple
    position: int
    direction: Any
    seed: Any

    def at(self, step: Any, dtype: type = float) -> Any:
        """Return the number for one step, from copies of the arguments."""
        args = list(trees.duplicate(trees.cast(self.args, dtype)))
        moved = trees.cast(self.args[self.position], dtype)
        args[self.position] = trees.shifted(moved, self.direction, step)
        with contextlib.redirect_stdout(io.StringIO()):
            return trees.dot(self.seed, self.f(*args))


def central_differences(projection: Projection, steep: float = 0.0) -> Iterator[float]:
    """Yield estimates of the derivative, best step first.

    Where it is `steep` (so large beside the value) that these steps would change all
    of that, smaller ones follow, which change a part of it.
    """
    shorter = [part / steep for part in PARTS] if steep > STEEP else []
    for step in (*STEPS, *shorter):
        ahead, behind = _tried(projection, step), _tried(projection, -step)
        if np.isfinite(ahead) and np.isfinite(behind):
            yield float((ahead - behind) / (2.0 * step))


def kink(projection: Projection) -> float:
    """Return the jump between the derivatives from the left and from the right."""
    ahead, here, behind = (
        _tried(projection, step) for step in (KINK_STEP, 0.0, -KINK_STEP)
    )
    jump = abs(ahead - 2.0 * here + behind) / KINK_STEP
    return float(jump) if np.isfinite(jump) else np.inf


def complex_step(projection: Projection) -> float | None:
    """Return the derivative to rounding, or None where `f` takes no complex numbers."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            moved = projection.at(1j * COMPLEX_STEP, complex)
    except UNFIT:
        return None
    derivative = float(np.imag(moved)) / COMPLEX_STEP
    return derivative if np.isfinite(derivative) else None


def elements(f: Callable, args: tuple, position: int, seed: Any) -> list[float]:
    """Return the gradient of `<seed, f>` element by element, for messages."""
    return [
        next(central_differences(Projection(f, args, position, unit, seed)), np.nan)
        for unit in units(args[position])
    ]


def units(tree: Any) -> Iterator[Any]:
    """Yield the directions that raise one number of a tree each."""
    for chosen, leaf in enumerate(trees.leaves(tree)):
        for index in np.ndindex(np.shape(leaf)) if trees.carries(leaf) else ():
            yield _unit(tree, chosen, index)


def _unit(tree: Any, chosen: int, index: tuple) -> Any:
    unit = trees.constant_like(tree, 0.0)
    count = iter(range(10**9))

    def raise_one(leaf: Any) -> Any:
        if next(count) != chosen:
            return leaf
        if not isinstance(leaf, np.ndarray):
            return type(leaf)(1.0)
        leaf[index] = 1.0
        return leaf

    return trees.combine(raise_one, unit)


def _tried(projection: Projection, step: float) -> float:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return projection.at(step)
    except UNFIT:
        return np.nan
