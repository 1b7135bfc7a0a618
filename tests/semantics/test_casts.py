"""This module tests casts to dtypes that only the run knows: ints carry nothing."""

import numpy as np
import pytest

import s2s


def of_a_list(x, d):
    return np.sum(np.array([x, 2.0 * x], dtype=d)) * x


def of_an_array(x, d):
    return np.sum(np.array([x, 2.0 * x]).astype(d)) * x


def filled(x, d):
    return np.full(3, x, dtype=d)[1] * x


def filled_as_another(x, d):
    return np.full_like(np.zeros(2, d), x)[0] * x


def filled_as_an_argument(x, d):
    z = np.array([1, 2]) if d is int else np.array([1.0, 2.0])
    return np.sum(np.full_like(z, x) ** 2) * x


def summed(x, d):
    return np.sum(np.array([x, 2.0 * x]), dtype=d) * x


def averaged(x, d):
    return np.array([x, 2.0 * x]).mean(dtype=d) * x


def accumulated(x, d):
    return np.cumsum(np.array([x, 2.0 * x]), dtype=d)[1] * x


def converted(x, d):
    return np.asarray([x, 2.0 * x], dtype=d)[1] * x


@pytest.mark.parametrize("dtype", [int, float])
@pytest.mark.parametrize(
    "f",
    [
        of_a_list,
        of_an_array,
        filled,
        filled_as_another,
        filled_as_an_argument,
        summed,
        averaged,
        accumulated,
        converted,
    ],
)
def test_a_cast_to_integers_carries_nothing(f, dtype):
    numerically = (f(2.3 + 1e-6, dtype) - f(2.3 - 1e-6, dtype)) / 2e-6
    value, gradient = s2s.value_and_grad(f)(2.3, dtype)
    assert value == f(2.3, dtype)
    assert gradient == pytest.approx(numerically)
