"""This module makes the calls and the arrays at which rules are tested."""

import math
from typing import Any, NamedTuple

import numpy as np


class Call(NamedTuple):
    """A call of a library function at a point of its domain."""

    function: Any
    args: tuple
    keywords: dict


def call(function: Any, *args: Any, **keywords: Any) -> Call:
    return Call(function, args, keywords)


def array(*shape: int, seed: int = 0) -> np.ndarray:
    """Distinct numbers, none near 0, of both signs."""
    generator = np.random.default_rng([seed, *shape])
    size = math.prod(shape)
    values = (np.arange(size) + 0.5 + 0.6 * generator.random(size)) / max(size, 1)
    signs = generator.choice([-1.0, 1.0], size)
    return (generator.permutation(values) * signs).reshape(shape)


def positive(*shape: int, seed: int = 0) -> np.ndarray:
    return np.abs(array(*shape, seed=seed)) + 0.3


def spd(n: int) -> np.ndarray:
    """A symmetric positive definite matrix."""
    root = array(n, n, seed=7)
    return root @ root.T + np.eye(n)
