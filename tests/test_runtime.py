"""This module tests the functions that generated text may call."""

import math
from typing import Any, NamedTuple

import numpy as np
import pytest
import scipy.special

from s2s import runtime


class Pair(NamedTuple):
    """A named tuple, whose gradients are one again."""

    a: Any
    b: Any


# ---------------------------------------------------------------- structure


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
    assert runtime.zeros(2) is None and runtime.zeros("text") is None
    assert runtime.zeros(True) is None and runtime.zeros(np.arange(3)) is None
    assert runtime.zeros((1.0, [2.0, 3], "a")) == [0.0, [0.0, None], None]
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


# ------------------------------------------------------------------ storage


def test_copy_keeps_what_is_shared_shared() -> None:
    base = np.arange(6.0)
    items = [base, base[1:], base[::-1], [base], (base, 1.0)]
    twin = runtime.copy(items)
    twin[0][2] = 9.0
    assert base[2] == 2.0
    assert twin[1][1] == 9.0 and twin[2][3] == 9.0
    assert twin[3][0] is twin[0] and twin[4][0] is twin[0]


def test_copy_of_a_list_that_holds_itself() -> None:
    items: list = [1.0]
    items.append(items)
    twin = runtime.copy(items)
    assert twin[1] is twin and twin is not items


def test_copy_of_plain_values_and_named_tuples() -> None:
    assert runtime.copy("a") == "a" and runtime.copy(2.0) == 2.0
    pair = runtime.copy(Pair([1.0], 2))
    assert isinstance(pair, Pair) and pair == Pair([1.0], 2)
    strided = np.arange(10.0)[::3]
    assert runtime.copy([strided])[0].base is None
    assert runtime.snapshot(strided).tolist() == strided.tolist()


def test_same_storage() -> None:
    a = np.arange(6.0)
    assert runtime.same_storage(a, a[1:].reshape(5, 1))
    assert not runtime.same_storage(a, a.copy())
    items = [1.0]
    assert runtime.same_storage(items, items)
    assert not runtime.same_storage(items, [1.0])
    assert not runtime.same_storage(1.0, 1.0) and not runtime.same_storage(a, 1.0)


VIEWS = [
    lambda a: a,
    lambda a: a[1:],
    lambda a: a[::-1],
    lambda a: a[:, ::2],
    lambda a: a[::-2, 1:],
    lambda a: a.T,
    lambda a: a[1:].T[::-1][1:],
    lambda a: a.ravel("K"),
    lambda a: a.reshape(2, 2, 6)[1],
    lambda a: np.diagonal(a),
    lambda a: np.broadcast_to(a[0], (3, 6)),
    lambda a: a[2, 3:4],
    lambda a: a[2:2],
    lambda a: np.lib.stride_tricks.sliding_window_view(a, 2, axis=0),
]


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("view", VIEWS)
def test_adjoint_is_shared_as_the_primal(view: Any, order: str) -> None:
    a = np.asarray(np.arange(24.0).reshape(4, 6), order=order)
    v = view(a)
    shared = runtime.Shared()
    shared.of(v)  # the view may be met first
    shared.of(a)[...] = a
    assert shared.of(v).shape == v.shape
    assert np.array_equal(shared.of(v), v)


def test_adjoint_of_a_view_is_writeable_and_seen_in_the_root() -> None:
    a = np.zeros((4, 6))
    shared = runtime.Shared()
    shared.of(a[1:, ::2].T)[0] += 1.0
    assert shared.of(a).sum() == 3.0 and shared.of(a)[1:, 0].tolist() == [1.0] * 3


def test_adjoints_of_different_arrays_are_apart() -> None:
    shared = runtime.Shared()
    seen = []
    for _ in range(50):  # dead arrays may be followed by others at the same address
        bar = shared.of(np.ones(3))
        assert bar.tolist() == [0.0] * 3
        bar += 1.0
        seen.append(bar)
    assert not any(np.shares_memory(seen[0], other) for other in seen[1:])


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
def test_adjoint_has_the_dtype_of_the_primal(dtype: Any) -> None:
    assert runtime.Shared().of(np.ones(3, dtype)).dtype == dtype


def test_inert_values_have_no_adjoint() -> None:
    shared = runtime.Shared()
    assert shared.of(np.arange(3)) is None and shared.of(2) is None
    assert shared.of(2.0) == 0.0


def test_array_without_an_array_as_base_is_its_own_root() -> None:
    a = np.frombuffer(bytes(24))
    shared = runtime.Shared()
    shared.of(a[1:])[...] = 1.0
    assert shared.of(a).tolist() == [0.0, 1.0, 1.0]


@pytest.mark.parametrize("shape", [(), (0,), (0, 3), (1,)])
def test_adjoint_of_small_arrays(shape: tuple) -> None:
    assert runtime.Shared().of(np.ones(shape)).shape == shape


def test_adjoint_of_a_list() -> None:
    shared = runtime.Shared()
    inner, block = [1.0, 2.0], np.ones(2)
    xs = [3.0, inner, block, 7, inner]
    assert shared.of(xs)[0] == 0.0 and shared.of(xs)[3] is None
    assert shared.of(xs)[1] is shared.of(inner) is shared.of(xs)[4]
    shared.of(xs)[0] += 5.0
    shared.of(xs[1])[0] += 1.0
    shared.of(xs)[2] += 1.0
    assert shared.of(block).tolist() == [1.0, 1.0]
    assert shared.of((inner, 2.0)) == [[1.0, 0.0], 0.0]
    gathered = shared.gather((xs, 2.0))
    assert gathered[0][:2] == [5.0, [1.0, 0.0]] and gathered[1] == 0.0
    assert gathered[0][2].tolist() == [1.0, 1.0]


def test_adjoint_of_a_list_follows_what_is_stored_in_it() -> None:
    shared, a, b = runtime.Shared(), np.ones(1), np.ones(1)
    xs = [a]
    shared.of(xs)[0] += 1.0
    xs[0] = b  # undone: the slot holds another array again
    shared.of(xs)[0] += 2.0
    assert shared.of(a) == 1.0 and shared.of(b) == 2.0


def test_adjoint_of_a_list_shrinks_and_grows_with_it() -> None:
    shared, xs, a = runtime.Shared(), [1.0], np.ones(2)
    bars = shared.of(xs)
    xs.append(a)  # undoes a pop
    bars.append(0.0)
    assert shared.of(xs)[1] is not None and shared.of(xs)[1].tolist() == [0.0, 0.0]
    shared.of(xs).pop()  # undoes an append
    xs.pop()
    assert shared.of(xs) == [0.0]


def test_adjoint_of_a_list_that_holds_itself() -> None:
    xs: list = [1.0]
    xs.append(xs)
    assert runtime.Shared().of(xs) == [0.0, None]


def test_overlap() -> None:
    a, xs = np.ones(4), [1.0]
    assert runtime.overlap(a[1:], [1.0, (a[:2],)])
    assert not runtime.overlap(a[:2], a[2:])
    assert runtime.overlap([xs], (xs, 2.0)) and not runtime.overlap(xs, [1.0])
    assert not runtime.overlap(1.0, 1.0)


# ------------------------------------------------------------------- stores


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


# ----------------------------------------------------------------- partials


@pytest.mark.parametrize("x", [0.1, 0.9, 1.0, 3.7, 12.0, 80.0, -0.4, -3.3])
def test_digamma(x: float) -> None:
    assert runtime.digamma(x) == pytest.approx(scipy.special.digamma(x), rel=1e-12)


def test_ratio_of_numbers_stays_a_number() -> None:
    assert type(runtime.ratio(1.0, 2.0)) is float
    assert runtime.ratio(1.0, 0.0) == 0.0
    assert runtime.ratio(np.ones(2), np.array([0.0, 2.0])).tolist() == [0.0, 0.5]
    assert runtime.ratio(np.ones(2, np.float32), np.float32(2)).dtype == np.float32


def test_inverse_axes() -> None:
    for axes in [(2, 0, 1), ((2, 0, 1),), (-1, 0, 1)]:
        x = np.ones((2, 3, 4))
        assert x.transpose(*axes).transpose(runtime.inverse_axes(axes)).shape == x.shape
    assert runtime.inverse_axes(()) is None
