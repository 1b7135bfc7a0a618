"""This module tests what keeps sharing: copies, and the adjoints of shared storage."""

from typing import Any, NamedTuple

import numpy as np
import pytest

from s2s import runtime
from s2s.errors import NotDifferentiable


class Pair(NamedTuple):
    """A named tuple, whose gradients are one again."""

    a: Any
    b: Any


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
    shared, counts = runtime.Shared(), np.arange(3)
    assert shared.of(2) is None
    shared.of(counts)[0] += 1.5  # what is added to that of integers is forgotten
    assert shared.of(counts).tolist() == [0.0] * 3


def test_a_number_has_no_adjoint_in_the_table() -> None:
    for value in (2.0, (2.0, 1.0)):
        with pytest.raises(NotDifferentiable):
            runtime.Shared().of(value)


def test_adjoint_of_a_tuple_that_holds_numbers_and_objects() -> None:
    shared, a = runtime.Shared(), np.ones(2)
    bar = shared.gain((a, 3.0), None, (np.ones(2), 2.0))
    bar = shared.gain((a, 3.0), bar, [shared.of(a), 1.0])
    assert shared.number((a, 3.0), bar) == [None, 3.0]
    whole = shared.gather((a, 3.0), bar)
    assert whole[0].tolist() == [1.0, 1.0] and whole[1] == 3.0


def test_a_tuple_in_a_list_keeps_what_its_numbers_have_gathered() -> None:
    shared, a = runtime.Shared(), np.ones(2)
    xs = [(a, 3.0)]
    runtime.add_at(shared.of(xs), 0, [None, 2.0])
    assert shared.of(xs)[0][1] == 2.0


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
    assert shared.of(xs)[0] == shared.of(xs)[3] == 0.0
    assert shared.of(xs)[1] is shared.of(inner) is shared.of(xs)[4]
    shared.of(xs)[0] += 5.0
    shared.of(xs[1])[0] += 1.0
    shared.of(xs)[2] += 1.0
    assert shared.of(block).tolist() == [1.0, 1.0]
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


def test_a_copy_lies_in_memory_as_the_array_does():
    x = np.arange(24.0).reshape(4, 6)
    for part in (x, x.T, x[::-1], x[:, ::2], x[1:3, 4:0:-2]):
        copied = runtime.copy_given(part)
        assert copied.strides == part.strides
        assert np.array_equal(copied, part)
        assert not np.shares_memory(copied, part)
