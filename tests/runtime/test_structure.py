"""This module tests how adjoints are made, added and shaped."""

import math
from typing import Any, NamedTuple

import numpy as np
import pytest

from s2s import runtime


class Pair(NamedTuple):
    """A named tuple, whose gradients are one again."""

    a: Any
    b: Any


@pytest.mark.parametrize(
    ("shape", "like"),
    [
        ((2, 3), (3,)),
        ((2, 3), (2, 1)),
        ((2, 3), (1, 1)),
        ((2, 3), (2, 3)),
        ((4, 2, 3), (2, 1)),
        ((), (2, 3)),
        ((3,), (2, 3)),
        ((2, 3), ()),
        ((2, 0), (2, 1)),
        ((0, 3), (3,)),
    ],
)
def test_unbroadcast_is_the_transpose_of_broadcasting(shape, like) -> None:
    value = np.arange(math.prod(shape), dtype=float).reshape(shape)
    got = runtime.unbroadcast(value, np.zeros(like))
    assert got.shape == like
    if len(shape) >= len(like):
        x_dot = np.arange(math.prod(like), dtype=float).reshape(like) + 1.0
        assert np.sum(got * x_dot) == np.sum(value * np.broadcast_to(x_dot, shape))


def test_unbroadcast_keeps_the_structure_of_a_list() -> None:
    assert runtime.unbroadcast([1.0, 2.0], [0.1, 0.2]) == [1.0, 2.0]
    assert runtime.unbroadcast(np.ones((4, 2, 2)), [[0.1, 0.2], (0.3, 4)]) == [
        [4.0, 4.0],
        [4.0, 4.0],
    ]
    assert runtime.unbroadcast(3.0, [0.1, 0.2]) == [3.0, 3.0]
    assert runtime.unbroadcast([[1.0], None], [[0.1], "name"]) == [[1.0], None]


def test_unbroadcast_keeps_type_and_realness() -> None:
    ones = np.ones((2, 3))
    assert type(runtime.unbroadcast(ones, 1.0)) is float
    assert type(runtime.unbroadcast(2.0, np.float32(1))) is np.float32
    assert type(runtime.unbroadcast(ones, 1j)) is complex
    assert runtime.unbroadcast(ones, np.ones(3, np.float32)).dtype == np.float32
    assert runtime.unbroadcast(ones * 1j, np.ones(3)).dtype == float
    assert runtime.unbroadcast(1j, 1.0) == 0.0
    assert runtime.unbroadcast(ones, np.ones(3, complex)).dtype == complex


def test_zeros_have_the_structure_of_the_primal() -> None:
    assert runtime.zeros(2.0) == 0.0 and type(runtime.zeros(2.0)) is float
    assert type(runtime.zeros(np.float32(2))) is np.float32
    assert runtime.zeros(2) == runtime.zeros(True) == runtime.zeros(np.int8(2)) == 0.0
    assert runtime.zeros("text") is None
    assert runtime.zeros(np.arange(3)).dtype == float
    assert runtime.zeros((1.0, [2.0, 3], "a")) == [0.0, [0.0, 0.0], None]
    assert runtime.zeros(np.ones(2, np.float32)).dtype == np.float32


def test_add_changes_neither() -> None:
    a, b = np.ones(2), np.ones(2)
    assert runtime.add(a, b).tolist() == [2.0, 2.0] and a.tolist() == [1.0, 1.0]
    assert runtime.add(None, b) is b and runtime.add(a, None) is a
    assert runtime.add([1.0, [None, 2.0]], [1.0, [3.0, None]]) == [2.0, [3.0, 2.0]]
    assert runtime.add([1.0, 2.0], (1.0, 1.0)) == [2.0, 3.0]
    assert runtime.add(0.0, [1.0, 2.0]) == [1.0, 2.0]
    assert runtime.add([1.0, 2.0], np.array([1.0, 1.0])) == [2.0, 3.0]


def test_add_into_changes_the_adjoint_of_a_list() -> None:
    inner, block = [1.0], np.ones(2)
    bars = [1.0, inner, block, None]
    runtime.add_into(bars, [1.0, [2.0], np.ones(2), 4.0])
    assert bars[0] == 2.0 and bars[3] == 4.0
    assert bars[1] is inner and inner == [3.0]
    assert bars[2] is block and block.tolist() == [2.0, 2.0]
    runtime.add_into(bars, [1.0, None, None, None])
    assert bars[0] == 3.0 and inner == [3.0]


def test_add_at_takes_places_and_slices() -> None:
    bars = [0.0, 1.0, 2.0]
    runtime.add_at(bars, -1, 5.0)
    runtime.add_at(bars, slice(0, 2), [1.0, 1.0])
    assert bars == [1.0, 2.0, 7.0]
    runtime.add_at(bars, slice(None, None, -1), np.array([1.0, 2.0, 3.0]))
    assert bars == [4.0, 4.0, 8.0]
    runtime.add_at(bars, slice(0, 2), 1.0)
    assert bars == [5.0, 5.0, 8.0]


def test_repeated_back() -> None:
    assert runtime.repeated_back([1.0, 2.0, 3.0, 4.0], 2) == [4.0, 6.0]
    assert runtime.repeated_back([], 0) == 0.0


def test_repeated_back_counts_the_adjoint_of_an_object_once() -> None:
    one, number = np.ones(2), 2.0
    bars = [one, number, one, number]
    got = runtime.repeated_back(bars, 2, True)
    assert got[0] is one and got[1] == 4.0
    assert runtime.repeated_back([number, number], 2) == [4.0]


def test_like_gives_the_structure_of_the_primal() -> None:
    got = runtime.like([1.0, [np.ones((2, 3)), None]], (2.0, [np.ones(3), "a"]))
    assert isinstance(got, tuple) and isinstance(got[1], list)
    assert got[1][0].tolist() == [2.0, 2.0, 2.0] and got[1][1] is None
    assert runtime.like([1.0, 2.0], Pair(0.0, 3)) == Pair(1.0, None)
    assert runtime.like(None, (1.0, np.ones(2)))[1].tolist() == [0.0, 0.0]
    assert runtime.like(1j, 2.0) == 0.0
    assert runtime.like(2.0, [1.0, 1.0]) == [2.0, 2.0]
    assert runtime.like(2.0, np.ones(2)).tolist() == [2.0, 2.0]
    assert runtime.like([1.0, 2.0], np.ones(2, np.float32)).dtype == np.float32


def test_like_shares_nothing_with_the_adjoint() -> None:
    adjoint = np.ones(3)
    assert not np.shares_memory(runtime.like(adjoint, np.ones(3)), adjoint)
    assert not np.shares_memory(runtime.like(adjoint[:], np.ones((3,))), adjoint)
    assert runtime.like(np.broadcast_to(1.0, 3), np.ones(3)).flags.writeable
