"""This module holds ten complaints of users about this project's ancestor, answered."""

import math

import numpy as np
import pytest

import s2s
from tests.check import check
from tests.language.examples import grid, vector


def upper_triangle(x):
    n = x.shape[0]
    total = 0.0
    for i in np.arange(n):
        for j in np.arange(i, n):
            total += x[i, j]
    return total


def test_upper_triangle_sum_with_nested_arange_loops():
    x = grid(4, 4)
    np.testing.assert_array_equal(s2s.grad(upper_triangle)(x), np.triu(np.ones((4, 4))))
    check(upper_triangle, x, wrt=0)


def weighted_upper_triangle(x, w):
    total = 0.0
    for i in np.arange(x.shape[0]):
        for j in np.arange(i + 1, x.shape[1]):
            total += w * x[i, j] * x[i, j]
    return total


def test_upper_triangle_with_a_weight():
    x = grid(3, 3)
    x_bar, w_bar = s2s.grad(weighted_upper_triangle, (0, 1))(x, 2.0)
    np.testing.assert_allclose(x_bar, 4.0 * np.triu(x, 1))
    assert w_bar == pytest.approx(np.sum(np.triu(x, 1) ** 2))


def square(x):
    return x * x


@pytest.mark.parametrize("x", [3, True, "3", np.array([1, 2])])
def test_integer_input_is_an_error_instead_of_zeros(x):
    with pytest.raises(s2s.errors.BadArgument, match="x"):
        s2s.grad(square)(x)


def test_the_float_beside_it_works():
    assert s2s.grad(square)(3.0) == 6.0


def dot_of_slices(x, w):
    return np.dot(x[1:3], w) + np.dot(x[:2], x[-2:])


def test_slicing_inside_dot():
    x, w = vector(1.0, 2.0, 3.0, 4.0), vector(10.0, 20.0)
    x_bar, w_bar = s2s.grad(dot_of_slices, (0, 1))(x, w)
    np.testing.assert_array_equal(x_bar, [3.0, 10.0 + 4.0, 20.0 + 1.0, 2.0])
    np.testing.assert_array_equal(w_bar, [2.0, 3.0])
    check(dot_of_slices, x, w, wrt=(0, 1))


def matrix_rows(A, x):
    total = 0.0
    for i in range(A.shape[0]):
        total += np.dot(A[i, 1:], x[1:]) ** 2
    return total


def test_slices_of_rows_inside_dot():
    check(matrix_rows, grid(3, 3), vector(1.0, -2.0, 0.5), wrt=(0, 1))


def add_to_diagonal(S, d):
    S = S.copy()
    for i in range(len(d)):
        if d[i] > 0.0:
            S[i, i] += d[i]
    return np.sum(S * S)


def test_store_on_the_diagonal_under_an_if_in_a_loop():
    S, d = np.zeros((3, 3)), vector(2.0, -1.0, 3.0)
    S[0, 1] = 5.0
    S_bar, d_bar = s2s.grad(add_to_diagonal, (0, 1))(S, d)
    expected = np.diag([4.0, 0.0, 6.0])
    expected[0, 1] = 10.0
    np.testing.assert_array_equal(S_bar, expected)
    np.testing.assert_array_equal(d_bar, [4.0, 0.0, 6.0])
    check(add_to_diagonal, grid(3, 3), d, wrt=(0, 1))


def sheet(x, k):
    return np.sum(x[:, :, k] * x[:, :, 0])


def test_a_sheet_of_a_cube():
    x = np.arange(1.0, 13.0).reshape(2, 2, 3)
    expected = np.zeros((2, 2, 3))
    expected[:, :, 2] = x[:, :, 0]
    expected[:, :, 0] = x[:, :, 2]
    np.testing.assert_array_equal(s2s.grad(sheet)(x, 2), expected)
    np.testing.assert_array_equal(s2s.grad(sheet)(x, -1), expected)
    check(sheet, x, 1, wrt=0)
    check(sheet, x, 0, wrt=0)


def powers(x, n):
    terms = []
    term = 1.0
    for _ in range(n):
        term = term * x
        terms.append(term)
    total = 0.0
    for t in terms:
        total += t * t
    return total


def test_append():
    assert s2s.grad(powers)(2.0, 3) == 2 * 2.0 + 4 * 2.0**3 + 6 * 2.0**5
    assert s2s.grad(powers)(2.0, 0) == 0.0
    check(powers, 1.1, 4, wrt=0)


def indexed(xs):
    total = 0.0
    for i, x in enumerate(xs):
        total += i * x * x
    return total


def test_enumerate():
    xs = vector(1.0, 2.0, 3.0)
    np.testing.assert_array_equal(s2s.grad(indexed)(xs), [0.0, 4.0, 12.0])
    assert s2s.grad(indexed)([1.0, 2.0, 3.0]) == [0.0, 4.0, 12.0]
    check(indexed, xs, wrt=0)


def quadratic_form(x, A):
    return x.dot(A.dot(x))


def test_methods():
    x, A = vector(1.0, 2.0), np.array([[1.0, 2.0], [3.0, 4.0]])
    x_bar, A_bar = s2s.grad(quadratic_form, (0, 1))(x, A)
    np.testing.assert_array_equal(x_bar, (A + A.T) @ x)
    np.testing.assert_array_equal(A_bar, np.outer(x, x))
    check(quadratic_form, x, A, wrt=(0, 1))


def with_a_nested_function(x, y):
    def half_square(z):
        return 0.5 * y * z * z

    return half_square(x) + half_square(3.0)


def test_a_nested_def():
    assert s2s.grad(with_a_nested_function, (0, 1))(2.0, 5.0) == (10.0, 0.5 * 4 + 4.5)
    check(with_a_nested_function, 2.0, 5.0, wrt=(0, 1))


def different_names(x, flag):
    if flag:
        a = x * x
    else:
        b = math.sin(x)
    if flag:
        return 3.0 * a
    return 2.0 * b


def test_branches_that_assign_different_names():
    assert s2s.grad(different_names)(2.0, True) == 12.0
    assert s2s.grad(different_names)(2.0, False) == 2.0 * math.cos(2.0)
    check(different_names, 0.7, True, wrt=0)
    check(different_names, 0.7, False, wrt=0)
