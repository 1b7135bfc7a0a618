"""This module tests the section "Storage": overlap, views, double buffers."""

import numpy as np
import pytest

import s2s
from tests.check import check
from tests.language.examples import grid, vector
from tests.semantics.values import gradient_is

# Overlapping store.


def shifted_up(a):
    a[1:] = a[:-1]
    return np.sum(a)


def shifted_down(a):
    a[:-1] = a[1:]
    return np.sum(a)


def mirrored(a):
    a[:] = a[::-1]
    return a[0] * 5.0 + a[1]


def shifted_through_two_views(a):
    left, right = a[:-1], a[1:]
    right[:] = left
    return np.sum(a)


def shifted_in_a_callee(a):
    assign(a[1:], a[:-1])
    return np.sum(a)


def assign(target, value):
    target[:] = value


def column_into_row(A):
    A[0] = A[:, 0]
    return np.sum(A)


@pytest.mark.parametrize(
    "f, expected",
    [
        (shifted_up, [2.0, 1.0, 0.0]),
        (shifted_down, [0.0, 1.0, 2.0]),
        (mirrored, [0.0, 1.0, 5.0]),
        (shifted_through_two_views, [2.0, 1.0, 0.0]),
        (shifted_in_a_callee, [2.0, 1.0, 0.0]),
    ],
)
def test_overlapping_store(f, expected):
    gradient_is(f, expected, vector(0.3, 0.5, 0.7))


def test_overlapping_store_of_a_column_into_a_row():
    gradient_is(column_into_row, [[1.0, 0.0], [2.0, 1.0]], grid(2, 2))


# Repeated indices.


def read_with_repeats(a, idx):
    y = a[idx]
    return y[0] * 2.0 + y[1] * 3.0


def store_with_repeats(a, v, idx):
    a[idx] = v
    return np.sum(a)


def update_with_repeats(a, v, idx):
    a[idx] += v
    return np.sum(a)


def scale_with_repeats(a, v, idx):
    a[idx] *= v
    return np.sum(a)


def add_at(a, v, idx):
    np.add.at(a, idx, v)
    return np.sum(a)


@pytest.mark.parametrize("idx", [[0, 0], np.array([0, 0]), np.array([-2, 0])])
def test_repeated_indices_read(idx):
    gradient_is(read_with_repeats, [5.0, 0.0], vector(0.3, 0.5), idx)


@pytest.mark.parametrize(
    "f, a_bar, v_bar",
    [
        (store_with_repeats, [0.0, 1.0], [0.0, 1.0]),
        (update_with_repeats, [1.0, 1.0], [0.0, 1.0]),
        (scale_with_repeats, [0.9, 1.0], [0.0, 0.3]),
        (add_at, [1.0, 1.0], [1.0, 1.0]),
    ],
)
@pytest.mark.parametrize("idx", [[0, 0], np.array([0, -2])])
def test_repeated_indices_credit_the_last_writer(f, a_bar, v_bar, idx):
    a, v = vector(0.3, 0.5), vector(0.7, 0.9)
    found = s2s.grad(f, (0, 1))(a, v, idx)
    np.testing.assert_allclose(found[0], a_bar, rtol=1e-12)
    np.testing.assert_allclose(found[1], v_bar, rtol=1e-12)
    check(f, a, v, idx, wrt=(0, 1))


def test_distinct_indices_are_as_plain_ones():
    a, v, idx = vector(0.3, 0.5, 0.7), vector(2.0, 3.0), np.array([2, 0])
    gradient_is(store_with_repeats, [0.0, 1.0, 0.0], a, v, idx)
    gradient_is(read_with_repeats, [3.0, 0.0, 2.0], a, idx)


# Overlap under Numba: NumPy's meaning on CPython is the one that counts.


def cumulated_by_overlap(a):
    a[1:] += a[:-1]
    return np.sum(a * np.array([1.0, 10.0, 100.0]))


def overlap_of_a_product(a):
    a[1:] *= a[:-1]
    return np.sum(a)


def overlap_backwards(a):
    a[:-1] -= 2.0 * a[1:]
    return np.sum(a)


def test_overlap_under_numba():
    gradient_is(cumulated_by_overlap, [11.0, 110.0, 100.0], vector(1.0, 2.0, 3.0))
    gradient_is(overlap_of_a_product, [3.0, 4.0, 2.0], vector(1.0, 2.0, 3.0))
    gradient_is(overlap_backwards, [1.0, -1.0, -1.0], vector(1.0, 2.0, 3.0))


# View or copy.


def ravel_of_a_strided_view(big):
    x = big[::2]
    v = x.ravel()
    v[0] = 0.0
    return np.sum(big) + np.sum(v)


def ravel_of_columns(big):
    v = big[:, ::2].ravel()
    v[0] = 0.0
    return np.sum(big) + np.sum(v)


def ravel_of_everything(big):
    v = big.ravel()
    v[0] = 0.0
    return np.sum(big) + np.sum(v)


def reshape_of_a_transpose(big):
    v = big.T.reshape(-1)
    v[0] = 0.0
    return np.sum(big) + np.sum(v)


def asarray_shares(big):
    v = np.asarray(big)
    v[0] = 0.0
    return np.sum(big) + np.sum(v)


def astype_without_copy(big):
    v = big.astype(float, copy=False)
    v[0] = 0.0
    return np.sum(big) + np.sum(v)


def contiguous_of_every_second(big):
    v = np.ascontiguousarray(big[::2])
    v[0] = 0.0
    return np.sum(big) + np.sum(v)


@pytest.mark.parametrize(
    "f, x, expected",
    [
        (ravel_of_a_strided_view, vector(1.0, 2.0, 3.0), [1.0, 1.0, 2.0]),
        (ravel_of_columns, grid(2, 3), [[1.0, 1.0, 2.0], [2.0, 1.0, 2.0]]),
        (ravel_of_everything, grid(2, 2), [[0.0, 2.0], [2.0, 2.0]]),
        (reshape_of_a_transpose, grid(2, 2), [[1.0, 2.0], [2.0, 2.0]]),
        (asarray_shares, vector(1.0, 2.0), [0.0, 2.0]),
        (astype_without_copy, vector(1.0, 2.0), [0.0, 2.0]),
        (contiguous_of_every_second, vector(1.0, 2.0, 3.0), [1.0, 1.0, 2.0]),
    ],
)
def test_view_or_copy(f, x, expected):
    gradient_is(f, expected, x)


# Double buffering.


def two_buffers(u, n):
    u = u.copy()
    v = np.zeros_like(u)
    for _ in range(n):
        v[:] = u * u
        u, v = v, u
    return np.sum(u)


def two_buffers_of_the_callers(u, v, n):
    for _ in range(n):
        v[:] = u * v
        u, v = v, u
    return np.sum(u)


def two_lists(x, n):
    u, v = [x], [1.0]
    for _ in range(n):
        v[0] = u[0] * u[0]
        u, v = v, u
    return u[0]


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_double_buffering(n):
    u = vector(0.9, 1.1)
    gradient_is(two_buffers, 2**n * u ** (2**n - 1), u, n)
    check(two_buffers_of_the_callers, u, vector(0.5, 0.7), n, wrt=(0, 1))
    assert s2s.grad(two_lists)(0.9, n) == pytest.approx(2**n * 0.9 ** (2**n - 1))
