"""This module compares one gradient with numerical derivatives along one direction."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests import trees
from tests.differences import (
    Projection,
    bounds,
    central_differences,
    complex_step,
    elements,
    kink,
)

SINGLE_RTOL = 3e-4
COMPLEX_RTOL = 1e-9
# Rounding of a value counts this much beside that of its derivative.
VALUE_WEIGHT = 1e-2
KINK_LEAST = 1e-4
TINY = 1e-300
ELEMENTS_SHOWN = 24


class Disagreement(AssertionError):
    """The derivative of a function is wrong, according to one oracle."""

    def __init__(self, oracle: str, message: str) -> None:
        """Keep the oracle's name beside the message."""
        super().__init__(f"{oracle}: {message}")
        self.oracle = oracle


def compare(
    line: Projection, gradient: Any, rtol: float, mode: str, noise: float = 0.0
) -> bool:
    """Compare; return False where a kink, the domain, or the noise forbids it.

    `mode` says when to use the complex step: "auto", "never" or "always". Nothing is
    said of derivatives that differ by less than `noise`.
    """
    single = is_single(line.args)
    rtol = max(rtol, SINGLE_RTOL) if single else rtol
    found = float(np.real(trees.dot(gradient, line.direction)))
    scale = trees.size_of_dot(gradient, line.direction)
    value = abs(line.at(0.0))
    scale += VALUE_WEIGHT * value
    estimate = _nearest(line, found, abs(found) / max(value, TINY), rtol * scale)
    if estimate is None:
        return False
    if not abs(found - estimate) <= rtol * scale:
        if abs(found - estimate) <= noise or _explained_by_kink(line, found - estimate):
            return False
        raise _wrong("differences", line, gradient, (found, estimate))
    if mode != "never" and not single:
        _compare_complex(line, gradient, found, (COMPLEX_RTOL * scale, noise), mode)
    return True


def is_single(args: Any) -> bool:
    """Say whether any argument is in single precision."""
    return is_of(np.float32, args)


def is_of(dtype: type, tree: Any) -> bool:
    """Say whether any number or array of a tree is of a dtype."""
    return any(getattr(leaf, "dtype", None) == dtype for leaf in trees.leaves(tree))


def _nearest(
    line: Projection, found: float, steep: float, tolerance: float
) -> float | None:
    """Return the finite difference nearest to `found`, or the first near enough."""
    best = None
    for estimate in central_differences(line, steep):
        if best is None or abs(found - estimate) < abs(found - best):
            best = estimate
        if abs(found - best) <= tolerance:
            break
    return best


def _explained_by_kink(line: Projection, difference: float) -> bool:
    """Say whether a nan-free difference lies between the one-sided derivatives."""
    jump = kink(line)
    return jump > KINK_LEAST and abs(difference) <= jump


def _compare_complex(
    line: Projection, gradient: Any, found: float, tolerances: tuple, mode: str
) -> None:
    """Compare with the complex step, unless differences refute it.

    It is no derivative of what is not analytic (`abs`, ...). Where differences are sure
    of that, they judge alone, as sharply as they can.
    """
    tolerance, noise = tolerances
    exact = complex_step(line)
    if exact is None and mode == "auto":
        return
    if exact is not None and abs(found - exact) <= tolerance:
        return
    low, high = bounds(line)
    if mode == "always" or low - noise <= exact <= high + noise:
        raise _wrong("complex step", line, gradient, (found, exact))
    tolerance = max(tolerance, noise)
    if not low - tolerance <= found <= high + tolerance:
        raise _wrong("differences", line, gradient, (found, (low + high) / 2.0))


def _wrong(oracle: str, line: Projection, gradient: Any, pair: tuple) -> Disagreement:
    found, wanted = pair
    message = f"argument {line.position}: {found!r} along a direction, not {wanted!r}"
    arg = line.args[line.position]
    if sum(np.size(leaf) for leaf in trees.leaves(arg)) <= ELEMENTS_SHOWN:
        numerical = elements(line.f, line.args, line.position, line.seed)
        message += f"; gradient {gradient!r}, numerically {numerical}"
    return Disagreement(oracle, f"{message}; cotangent {line.seed!r}")
