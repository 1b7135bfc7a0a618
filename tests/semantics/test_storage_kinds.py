"""This module tests the section "Storage": unknown kinds, aliases, inert storage."""

import numpy as np
import pytest

import s2s
from tests.check import check
from tests.language.examples import vector
from tests.semantics.values import gradient_is

# `x += y` of unknown kind.


def added_in_place(x, y):
    z = x
    z += y
    z *= y
    return np.sum(z * x)


def added_in_a_loop(x, n):
    kept = x
    for i in range(n):
        x *= x
        x += i
    return np.sum(x * kept)


def added_to_a_list(xs, y):
    ys = xs
    ys += [y]
    return xs[-1] * xs[0] * len(xs)


def test_augmented_assignment_of_unknown_kind():
    assert s2s.grad(added_in_place)(3.0, 2.0) == 2.0 * (2 * 3.0 + 2.0)
    gradient_is(added_in_place, [4.0 * 2.0 * 5.0], vector(3.0), 2.0)
    assert s2s.grad(added_in_place)(np.array(3.0), 2.0) == 4.0 * 2.0 * 5.0
    check(added_in_a_loop, 0.9, 3)
    check(added_in_a_loop, vector(0.9, 0.5), 3)
    assert s2s.grad(added_to_a_list, 1)([3.0], 2.0) == 6.0


# Aliased arguments, shared leaves.


def product_of_two(x, y):
    return np.sum(x * y * y)


def writes_the_first(x, y):
    x[0] = 2.0 * x[1]
    return np.sum(x * y)


def product_of_a_pair(p):
    return np.sum(p[0] * p[1] * p[1])


def test_aliased_arguments_that_are_read():
    x = vector(2.0, 3.0)
    x_bar, y_bar = s2s.grad(product_of_two, (0, 1))(x, x)
    np.testing.assert_array_equal(x_bar, x * x)
    np.testing.assert_array_equal(y_bar, 2.0 * x * x)
    assert not np.shares_memory(x_bar, y_bar)


def test_aliased_leaves_that_are_read():
    w = vector(2.0, 3.0)
    first, second = s2s.grad(product_of_a_pair)((w, w))
    np.testing.assert_array_equal(first, w * w)
    np.testing.assert_array_equal(second, 2.0 * w * w)


@pytest.mark.parametrize("wrt", [0, 1, (0, 1)])
def test_aliased_arguments_that_are_written_are_refused(wrt):
    x = vector(2.0, 3.0)
    with pytest.raises(s2s.errors.S2SError, match=r"(?s)x.*y"):
        s2s.grad(writes_the_first, wrt)(x, x)
    with pytest.raises(s2s.errors.S2SError, match=r"(?s)x.*y"):
        s2s.grad(writes_the_first, wrt)(x, x[::-1])


def test_separate_arguments_that_are_written_work():
    check(writes_the_first, vector(2.0, 3.0), vector(0.5, 0.7), wrt=(0, 1))


# Integer storage.


def into_integers(x):
    a = np.zeros(3, int)
    a[0] = x
    return a[0] * x


def update_of_integers(x):
    a = np.arange(3)
    a[1:] = x * x
    return np.sum(a)


def into_booleans(x):
    a = np.zeros(2, dtype=bool)
    a[0] = x
    return np.sum(a) * x


def integers_that_stay_inert(x):
    a = np.zeros(3, int)
    a[0] = 2
    return a[0] * x * x


@pytest.mark.parametrize("f", [into_integers, update_of_integers, into_booleans])
def test_integer_storage(f):
    with pytest.raises(s2s.errors.S2SError, match="(?s)int|bool") as caught:
        s2s.grad(f)(0.7)
    assert "store" in str(caught.value) or "storage" in str(caught.value)


def test_integer_storage_that_stays_inert():
    assert s2s.grad(integers_that_stay_inert)(0.75) == 3.0


# Inert storage that an adjoint reads.


def permutation_changes(a, x):
    perm = np.array([0])
    y = 0.0
    for _ in range(3):
        y += a[perm[0]] * x
        perm[0] += 1
    return y


def bound_changes(x, n):
    y = x
    for i in range(n):
        y = y * (x + i)
        n -= 1
    return y * n


def mask_changes(x):
    mask = x > 0.4
    y = np.sum(x[mask] ** 2)
    mask[:] = True
    return y + np.sum(x[mask])


def view_index_changes(x, k):
    a = x * x
    v = a[k:]
    k = 0
    v[k] *= x[k]
    return np.sum(a)


def factor_array_changes(x):
    w = np.array([2.0, 3.0])
    y = x * w
    w[0] = 5.0
    w *= 2.0
    return np.sum(y * w)


def test_inert_storage_that_an_adjoint_reads():
    a = vector(0.3, 0.5, 0.7)
    gradient_is(permutation_changes, [2.0, 2.0, 2.0], a, 2.0)
    check(bound_changes, 0.7, 4)
    gradient_is(mask_changes, [1.0, 2.0, 2.4], vector(0.3, 0.5, 0.7))
    check(view_index_changes, vector(0.3, 0.5, 0.7), 1)
    gradient_is(factor_array_changes, [20.0, 18.0], vector(0.3, 0.5))


# When adjoint storage is made.


def scratch_kept_in_a_list(x, n):
    kept = []
    for i in range(n):
        work = np.zeros(2)
        work[0] = x * i
        kept.append(work)
    kept[0][1] = kept[1][0] * x
    return np.sum(kept[0] * kept[2])


def scratch_aliased(x):
    a = np.zeros(2)
    b = a
    b[0] = x * x
    b[1] = a[0] * x
    return a[0] * a[1]


def scratch_local(x):
    a = np.zeros(2)
    a[0] = x * x
    a[1] = a[0] * x
    return a[0] * a[1]


def test_when_adjoint_storage_is_made():
    check(scratch_kept_in_a_list, 0.7, 3)
    assert s2s.grad(scratch_aliased)(0.5) == pytest.approx(5 * 0.5**4)
    assert s2s.grad(scratch_local)(0.5) == pytest.approx(5 * 0.5**4)
