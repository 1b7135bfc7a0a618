"""This module tests the table of `docs/conventions.md`, row by row."""

import math
import operator
from typing import Any

import numpy as np
import pytest

from s2s.rules import registry
from tests.rules.calling import bind, cotangents, evaluate

NAN, INF = math.nan, math.inf


def bars(function: Any, *args: Any, y_bar: Any = 1.0, **keywords: Any) -> list:
    """The cotangents of all operands."""
    rule = registry.lookup(function, len(args))
    bound = bind(rule, args, keywords)
    with np.errstate(all="ignore"):
        y = evaluate(function, args, keywords)
        return [bar for _, bar in cotangents(rule, bound, y, y_bar)]


def close(got: Any, wanted: Any) -> bool:
    return np.allclose(got, wanted, rtol=1e-14, atol=0.0, equal_nan=True)


@pytest.mark.parametrize(
    ("function", "args", "wanted"),
    [
        (abs, (0.0,), [0.0]),
        (operator.abs, (0.0,), [0.0]),
        (np.abs, (np.array([0.0, -2.0]),), [[0.0, -1.0]]),
        (math.fabs, (0.0,), [0.0]),
        (math.copysign, (0.0, -1.0), [0.0, 0.0]),
        (np.copysign, (0.0, -1.0), [0.0, 0.0]),
        (np.copysign, (3.0, -1.0), [-1.0, 0.0]),
        (np.max, (np.array([1.0, 2.0, 2.0]),), [[0.0, 0.5, 0.5]]),
        (np.min, (np.zeros(4),), [[0.25] * 4]),
        (np.ptp, (np.array([1.0, 2.0, 2.0]),), [[-1.0, 0.5, 0.5]]),
        (np.maximum, (2.0, 2.0), [0.5, 0.5]),
        (np.minimum, (2.0, 2.0), [0.5, 0.5]),
        (np.fmax, (2.0, 2.0), [0.5, 0.5]),
        (np.fmin, (2.0, 2.0), [0.5, 0.5]),
        (np.fmax, (NAN, 2.0), [0.0, 1.0]),
        (np.fmin, (2.0, NAN), [1.0, 0.0]),
        (np.maximum, (-INF, -INF), [0.5, 0.5]),
        (np.clip, (1.0, 1.0, 3.0), [0.5, 0.5, 0.0]),
        (np.clip, (3.0, 1.0, 3.0), [0.5, 0.0, 0.5]),
        (np.clip, (2.0, 5.0, 3.0), [0.0, 0.0, 1.0]),
        (max, (2.0, 2.0), [1.0, 0.0]),
        (min, (2.0, 2.0), [1.0, 0.0]),
        (max, (NAN, 2.0), [1.0, 0.0]),
        (max, (2.0, NAN), [1.0, 0.0]),
        (max, (1.0, 2.0, 2.0), [[0.0, 1.0, 0.0]]),
        (min, ([2.0, 1.0, 1.0],), [[0.0, 1.0, 0.0]]),
        (math.hypot, (0.0, 0.0), [0.0, 0.0]),
        (math.hypot, (0.0, 0.0, 0.0), [[0.0, 0.0, 0.0]]),
        (np.hypot, (0.0, 0.0), [0.0, 0.0]),
        (math.dist, ([1.0, 2.0], [1.0, 2.0]), [[0.0, 0.0], [0.0, 0.0]]),
        (np.linalg.norm, (np.zeros(3),), [[0.0, 0.0, 0.0]]),
        (np.linalg.norm, (np.zeros(3), 2), [[0.0, 0.0, 0.0]]),
        (np.linalg.norm, (np.zeros(3), 1), [[0.0, 0.0, 0.0]]),
        (np.linalg.norm, (np.zeros(3), 3), [[0.0, 0.0, 0.0]]),
        (np.linalg.norm, (np.zeros(3), INF), [[0.0, 0.0, 0.0]]),
        (np.std, (np.ones(3),), [[0.0, 0.0, 0.0]]),
        (np.prod, (np.array([0.0, 2.0, 3.0]),), [[6.0, 0.0, 0.0]]),
        (np.prod, (np.array([0.0, 0.0, 3.0]),), [[0.0, 0.0, 0.0]]),
        (operator.pow, (0.0, 0.0), [0.0, 0.0]),
        (operator.pow, (0.0, 1.0), [1.0, 0.0]),
        (operator.pow, (0.0, 2.0), [0.0, 0.0]),
        (operator.pow, (-2.0, 3.0), [12.0, NAN]),
        (np.power, (0.0, 0.0), [0.0, 0.0]),
        (np.power, (np.array([-2.0, 0.0]), 2.0), [[-4.0, 0.0], NAN]),
        (np.sinc, (0.0,), [0.0]),
        (np.logaddexp, (-INF, 1.0), [0.0, 1.0]),
        (np.logaddexp, (-INF, -INF), [0.0, 0.0]),
        (np.logaddexp2, (1.0, -INF), [1.0, 0.0]),
        (operator.mod, (4.0, 2.0), [1.0, -2.0]),
        (np.fmod, (4.0, 2.0), [1.0, -2.0]),
        (math.remainder, (4.0, 2.0), [1.0, -2.0]),
        (np.heaviside, (0.0, 0.5), [0.0, 1.0]),
        (np.heaviside, (1.0, 0.5), [0.0, 0.0]),
        (np.nan_to_num, (np.array([NAN, INF, 2.0]),), [[0.0, 0.0, 1.0]]),
        (np.linalg.det, (np.diag([0.0, 2.0]),), [[[2.0, 0.0], [0.0, 0.0]]]),
        (np.median, (np.array([1.0, 2.0, 2.0]),), [[0.0, 1.0, 0.0]]),
    ],
)
def test_kink(function: Any, args: tuple, wanted: list) -> None:
    got = bars(function, *args)
    assert len(got) == len(wanted)
    assert all(close(*pair) for pair in zip(got, wanted)), got


def test_running_product_with_zeros_is_exact() -> None:
    (bar,) = bars(np.cumprod, np.array([2.0, 0.0, 3.0]), y_bar=np.ones(3))
    assert bar.tolist() == [1.0, 8.0, 0.0]


def test_poles_are_left_as_they_are() -> None:
    with pytest.raises(ZeroDivisionError):
        bars(math.sqrt, 0.0)
    assert bars(np.sqrt, np.zeros(1)) == [INF]


def test_equal_entries_are_sorted_stably() -> None:
    (bar,) = bars(np.sort, np.array([2.0, 1.0, 1.0]), y_bar=np.array([1.0, 2.0, 3.0]))
    assert bar.tolist() == [3.0, 1.0, 2.0]


@pytest.mark.parametrize("x", [0.0, 1.0, 2.0])
def test_interpolation_takes_the_slope_to_the_right(x: float) -> None:
    points, values = np.array([0.0, 1.0, 2.0]), np.array([0.0, 1.0, 4.0])
    assert bars(np.interp, x, points, values)[0] == (1.0 if x < 1.0 else 3.0)
    assert bars(np.interp, x + 5.0, points, values)[0] == 0.0


def test_where_keeps_nan_out_of_the_branch_not_taken() -> None:
    mask = np.array([True, False])
    y_bar = np.array([1.0, NAN])
    _, taken, other = bars(np.where, mask, np.ones(2), np.ones(2), y_bar=y_bar)
    assert close(taken, [1.0, 0.0]) and close(other, [0.0, NAN])


def test_decompositions_read_one_triangle() -> None:
    a = np.array([[2.0, 99.0], [0.5, 1.0]])
    (bar,) = bars(np.linalg.cholesky, a, y_bar=np.ones((2, 2)))
    assert bar[0, 1] == 0.0
    (lower,) = bars(np.linalg.eigvalsh, a, y_bar=np.array([1.0, 2.0]))
    (upper,) = bars(np.linalg.eigvalsh, a.T, "U", y_bar=np.array([1.0, 2.0]))
    assert lower[0, 1] == 0.0 and np.allclose(upper, lower.T)


@pytest.mark.parametrize(
    "function",
    [round, int, math.floor, math.ceil, math.trunc, np.floor, np.trunc]
    + [
        operator.floordiv,
        operator.lt,
        operator.eq,
        np.round,
        np.argmax,
        np.isnan,
        len,
        bool,
    ],
)
def test_steps_are_flat(function: Any) -> None:
    assert registry.lookup(function).form == "zero"


def test_complex_numbers_pair_without_conjugation() -> None:
    z, y_bar = 0.4 + 0.7j, 0.3 - 0.2j
    z_dot = -0.6 + 0.5j

    def agree(function: Any, seed: complex) -> None:
        (bar,) = bars(function, z, y_bar=seed)
        h = 1e-6
        y_dot = (function(z + h * z_dot) - function(z - h * z_dot)) / (2.0 * h)
        assert np.real(bar * z_dot) == pytest.approx(np.real(seed * y_dot), rel=1e-8)

    for function in (np.exp, np.sin, np.square, np.conj, np.sign):
        agree(function, y_bar)
    for function in (np.real, np.imag):
        agree(function, 0.3)


def test_mean_of_nothing_has_an_empty_cotangent() -> None:
    (bar,) = cotangents(
        registry.lookup(np.mean),
        bind(registry.lookup(np.mean), (np.zeros((0, 3)),), {}),
        NAN,
        1.0,
    )[0][1:]
    assert np.broadcast_to(bar, (0, 3)).shape == (0, 3)
