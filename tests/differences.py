"""This module differentiates plain functions numerically, along one direction.

A `Projection` is the number `<seed, f(..., argument + t * direction, ...)>` as a
function of t. Finite differences at several steps and the complex step estimate its
derivative at t = 0; `bounds` says between which numbers differences are sure that it
lies; `kink` measures how far its two one-sided derivatives differ.
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
# Ratios of three: no two extrapolations, which halve their steps, share a point.
EXTRAPOLATED_STEPS = tuple(0.1 / 3.0**k for k in reversed(range(17)))
NEIGHBOURS, NOISIEST, CAUTION = 4, 4, 10.0
EPSILON = float(np.finfo(float).eps)
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
        estimate = _central(projection, step)
        if np.isfinite(estimate):
            yield estimate


def extrapolated(projection: Projection, step: float) -> float:
    """Return Richardson's estimate from h, h / 2 and h / 4: it errs by O(h**6)."""
    first = [_central(projection, step / part) for part in (1.0, 2.0, 4.0)]
    second = [(4.0 * fine - coarse) / 3.0 for coarse, fine in zip(first, first[1:])]
    return (16.0 * second[1] - second[0]) / 15.0


def bounds(projection: Projection) -> tuple[float, float]:
    """Return the numbers between which the derivative lies, as far as differences know.

    Neighbouring extrapolations err by about what they differ by: by rounding, which
    the smallest steps show, and by what larger steps leave out. From small to large
    they narrow the bounds, until they contradict them: a branch or kink is in reach.
    """
    low, high = -np.inf, np.inf
    estimates = list(_neighbours(projection))
    seen = [step * spread for step, _, spread in estimates[:NOISIEST]]
    rounding = max(EPSILON * abs(projection.at(0.0)), *seen, 0.0)
    for step, middle, spread in estimates:
        error = CAUTION * max(spread, rounding / step)
        if middle - error > high or middle + error < low:
            break
        low, high = max(low, middle - error), min(high, middle + error)
    return low, high


def _neighbours(projection: Projection) -> Iterator[tuple[float, float, float]]:
    """Yield step, median and spread of neighbouring extrapolations, small steps first.

    Zeros among others say nothing: rounding swallows their steps. But what no step
    moves is constant, as `np.sign` is.
    """
    estimates = [extrapolated(projection, step) for step in EXTRAPOLATED_STEPS]
    constant = not any(estimates)
    for start, step in enumerate(EXTRAPOLATED_STEPS[: 1 - NEIGHBOURS]):
        few = estimates[start : start + NEIGHBOURS]
        if np.all(np.isfinite(few)) and (constant or any(few)):
            yield step, float(np.median(few)), float(np.ptp(few))


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


def _central(projection: Projection, step: float) -> float:
    ahead, behind = _tried(projection, step), _tried(projection, -step)
    return (float(ahead) - float(behind)) / (2.0 * step)


def _tried(projection: Projection, step: float) -> float:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return projection.at(step)
    except UNFIT:
        return np.nan
