"""This module asserts the values of a gradient, then every oracle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import s2s
from tests.check import check


def gradient_is(f: Callable, expected: Any, *args: Any, wrt: Any = 0) -> None:
    """Check the values of the gradient of `f` at `args`, then every oracle."""
    np.testing.assert_allclose(s2s.grad(f, wrt)(*args), expected, rtol=1e-12)
    check(f, *args, wrt=wrt)
