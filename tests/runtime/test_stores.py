"""This module tests the adjoints of reading and storing elements of arrays."""

from typing import Any

import numpy as np
import pytest

from s2s import runtime

INDICES = [
    2,
    slice(1, 4),
    slice(None, None, -2),
    [0, 0, 3],
    np.array([[1, 1], [-1, 0]]),
    np.array([True, False, True, False, True]),
    ([0, 0, 1], [1, 1, 2]),
    (slice(None), [0, 0]),
    (1, [0, 0]),
    (slice(1, 3), None, 2),
    ...,
    np.int64(3),
]


@pytest.mark.parametrize("index", INDICES)
def test_gather_add_is_the_transpose_of_reading(index: Any) -> None:
    a_dot = np.random.default_rng(0).standard_normal((5, 4))
    y_bar = np.random.default_rng(1).standard_normal(a_dot[index].shape)
    a_bar = np.zeros((5, 4))
    runtime.gather_add(a_bar, index, y_bar)
    assert np.sum(a_bar * a_dot) == pytest.approx(np.sum(y_bar * a_dot[index]))


@pytest.mark.parametrize("index", INDICES)
@pytest.mark.parametrize("whole", [True, False])
def test_take_stored_is_the_transpose_of_storing(index: Any, whole: bool) -> None:
    generator = np.random.default_rng(0)
    a_dot, z_bar = generator.standard_normal((2, 5, 4))
    v_dot = generator.standard_normal(a_dot[index].shape if whole else ())
    z_dot = a_dot.copy()
    z_dot[index] = v_dot
    a_bar = z_bar.copy()
    v_bar = runtime.take_stored(a_bar, index, v_dot)
    total = np.sum(a_bar * a_dot) + np.sum(v_bar * v_dot)
    assert total == pytest.approx(np.sum(z_bar * z_dot))


def test_take_stored_takes_a_copy_of_the_kind_of_the_value() -> None:
    a_bar = np.ones(4)
    v_bar = runtime.take_stored(a_bar, slice(0, 2), np.ones(2, np.float32))
    assert v_bar.dtype == np.float32 and v_bar.tolist() == [1.0, 1.0]
    assert a_bar.tolist() == [0.0, 0.0, 1.0, 1.0]
    assert type(runtime.take_stored(np.ones(4), 1, 2.0)) is float


def test_overlapping_store() -> None:
    # a[1:] = a[:-1] with z_bar = [1, 1, 1]: SEMANTICS, "Overlapping store"
    a_bar = np.ones(3)
    v_bar = runtime.take_stored(a_bar, slice(1, None), np.ones(2))
    a_bar[:-1] += v_bar
    assert a_bar.tolist() == [2.0, 1.0, 0.0]


def test_last_writers() -> None:
    assert runtime.last_writers((3,), [0, 0, 2]).tolist() == [False, True, True]
    assert runtime.last_writers((3,), np.array([-1, 2])).tolist() == [False, True]


def test_stores_of_size_zero() -> None:
    a_bar = np.ones(3)
    none = np.array([], dtype=int)
    assert runtime.take_stored(a_bar, none, np.ones(0)).shape == (0,)
    runtime.gather_add(a_bar, none, np.ones(0))
    assert a_bar.tolist() == [1.0, 1.0, 1.0]
