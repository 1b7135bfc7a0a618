"""This module checks that cotangents of real values are real beside complex numbers.

Each function takes two real numbers and goes through real and complex values: what the
kinds know of these, and what only the run knows, must give the same.
"""

import numpy as np
import pytest

from tests.check import check

C = np.array([1 + 2j, 0.5 - 1j])
M = np.array([[1j, 1], [2, 3]])


class Settings:
    c, m, k = C, M, 2j


def stacked(x):
    z = np.exp(1j * x)
    a = np.stack([z.real, z])
    return np.sum((a[0] * 1j).real + a[1].real)


def joined(x):
    z = np.exp(1j * x)
    return np.sum((np.concatenate([z.real, 1j * z.imag]) * (1 + 2j)).imag)


def solved(x):
    return np.sum((np.linalg.solve(M, np.cos(x)) * (1 + 2j)).imag)


def displayed(ns):
    n = ns[0]
    return np.abs((np.eye(2) @ np.array([[n, -1j / n], [-1j * n, n]]))[0, 1])


def displayed_with_a_name(x):
    z = np.exp(1j * x)
    rows = [[z[0].real, z[1]], [z[0], z[1].imag]]
    return np.sum((np.array(rows) @ M).imag)


def list_as_an_array(x):
    z = np.exp(1j * x)
    r = [z[0].real, z[1].imag]
    a = np.dot(r, C).imag + np.linalg.solve(M, r).imag.sum()
    return (
        a + (np.array(r, dtype=complex) * 1j).real.sum() + np.dot([r[0], 1.0], C).imag
    )


def lists_of_both(x):
    z = np.exp(1j * x)
    xs = [z[0].real, 1j * z[1]]
    xs[1] = z[1].imag
    xs.append(z[0])
    return np.sum(np.real(np.array(xs) * (1 + 2j))) + (xs[0] * xs[2]).imag


def stacked_lists(x):
    z = np.exp(1j * x)
    r = [z[0].real, z[1].imag]
    return np.sum((np.stack([r, z, [z[0].imag, 1.0]]) * C * 1j).real)


def cast(x):
    z = np.exp(1j * x)
    a = np.array(z.real, complex) + np.asarray(x, complex) + x.astype(complex)
    return np.sum((a * C).imag)


def of_either_kind(x):
    z = np.exp(1j * x)
    w = z.real if x[0] > 0 else z
    return np.sum(np.imag(np.kron(w, Settings.c) * (1 + 2j)))


def complex_from_a_trip_on(x):
    w = x
    for k in range(3):
        if k == 1:
            w = w * C
        w = w + x
    return np.sum(np.real(w * (1 + 2j)))


def of_unknown_partners(x):
    w = np.exp(1j * x).real
    for _ in range(2):
        w = np.kron(Settings.m @ w, Settings.k) + x
    return np.sum(np.real(w * (1 + 2j)))


def items_of_either_kind(x):
    z = np.exp(1j * x)
    total = 0.0
    for w in [z.real, z]:
        total += np.sum(np.linalg.solve(Settings.m, w).imag)
        total += np.sum(np.concatenate([w, C * w]).imag)
    return total


def product(w, k):
    return np.kron(w, C) * k


def called_with_both(x):
    z = np.exp(1j * x)
    return np.sum(np.imag(product(z.real, 1j) + product(z, 2.0)))


def powers(w, k):
    return w if k == 0 else powers(w * Settings.c, k - 1) + w


def becomes_complex_in_recursion(x):
    return np.sum(np.imag(powers(np.exp(1j * x).real, 3)))


def fourier(v):
    n = len(v)
    if n == 1:
        return v
    even, odd = fourier(v[::2]), fourier(v[1::2])
    odd = np.exp(-2j * np.pi * np.arange(n // 2) / n) * odd
    return np.concatenate([even + odd, even - odd])


def transformed(x):
    modes = fourier(np.concatenate([x, np.cos(x)]))
    return np.sum(np.abs(modes) ** 2) + modes[1].imag


def added_at(x):
    z = np.exp(1j * x)
    a = np.zeros(2, complex)
    np.add.at(a, [0, 1], z.real)
    a[0] += z[1].imag
    a *= C
    return np.sum((a * 1j).real)


def sign_of_a_determinant(x):
    sign, size = np.linalg.slogdet(M * x + np.diag(x))
    return (sign * (1 - 2j)).real + 3 * size


FUNCTIONS = [
    *(stacked, joined, solved, displayed, displayed_with_a_name, list_as_an_array),
    *(lists_of_both, stacked_lists, cast, of_either_kind, complex_from_a_trip_on),
    *(of_unknown_partners, items_of_either_kind, called_with_both),
    *(becomes_complex_in_recursion, transformed, added_at, sign_of_a_determinant),
]


@pytest.mark.filterwarnings("error:Casting complex")
@pytest.mark.parametrize("x", [np.array([0.4, 0.5]), np.array([-0.9, 0.3])], ids=str)
@pytest.mark.parametrize("f", FUNCTIONS, ids=lambda f: f.__name__)
def test_realness(f, x):
    check(f, x, complex_step="never")
