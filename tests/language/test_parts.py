"""This module checks parts of arrays: exact, or refused where the array changes."""

import numpy as np
import pytest
from numpy import imag

import s2s
from s2s import NotDifferentiable
from tests.check import check

A = np.array([0.2, 1.1, 0.8, 0.5])


def parts(a):
    first, second = np.split(a, 2)
    return np.sum(first * second**2)


def base_changes(a):
    second = np.split(a, 2)[1]
    a[:] = [0.1, 0.5, 1.0 / second[0], 0.5]
    return np.sum(a)


def part_changes(a):
    pieces = np.split(a, 2)
    pieces[1][0] = pieces[0][0] ** 2
    return np.sum(a * a)


def test_parts_of_what_stays():
    check(parts, A)


@pytest.mark.parametrize("f", [base_changes, part_changes])
def test_parts_of_what_changes_are_refused(f):
    with pytest.raises(NotDifferentiable, match="a list of parts of an array"):
        s2s.grad(f)(A.copy())


def imaginary_part_stays(a):
    z = a + 1j * a * a
    w = z.imag.copy()
    z *= 2j
    return np.sum(w * np.imag(z))


def imaginary_part_is_stored_into(a):
    z = a + 1j * a * a
    z.imag[1] = a[2] * a[0]
    return np.sum(z.imag * 2.0)


def imaginary_part_changes(a):
    z = a + 1j * a * a
    w = np.imag(z)[1:]
    w *= 2.0
    return np.sum(z.imag)


def test_imaginary_part_of_what_stays():
    check(imaginary_part_stays, A)


def imaginary_part_by_another_name(a):
    z = a * (1.0 + 2.0j)
    w = imag(z)
    z[0] *= 2.0j
    return np.sum(w * a)


IMAGINARY = [
    imaginary_part_is_stored_into,
    imaginary_part_changes,
    imaginary_part_by_another_name,
]


@pytest.mark.parametrize("f", IMAGINARY)
def test_imaginary_parts_of_what_changes_are_refused(f):
    with pytest.raises(NotDifferentiable, match="the imaginary part of an array"):
        s2s.grad(f)(A.copy())


def broadcast_view(a):
    z = a * 1.0
    w = np.broadcast_to(z, (2, 4))
    z *= a
    return np.sum(w * w)


def transposed_by_einsum(a):
    z = np.outer(a, a)
    w = np.einsum("ij->ji", z)
    z[0] *= a
    return np.sum(w * w)


def diagonal_by_einsum(a):
    z = np.outer(a, a)
    w = np.einsum("ii->i", z)
    z[0] *= a
    return np.sum(w * w)


def joined_by_sum(a):
    z = a * 1.0
    rows = sum([[z], [a]], [])
    rows[0] *= a
    return np.sum(z * z)


def sum_of_nothing(a):
    z = a * 1.0
    w = sum([], z)
    w[1] *= 3.0
    return np.sum(z * z)


REFUSED = [
    (broadcast_view, "a broadcast view of an array that is changed"),
    (transposed_by_einsum, "a view by `einsum` of an array that is changed"),
    (diagonal_by_einsum, "a view by `einsum` of an array that is changed"),
    (joined_by_sum, "`sum` of lists"),
    (sum_of_nothing, "a `sum` on top of an array that is changed"),
]


@pytest.mark.parametrize("f, what", REFUSED)
def test_views_without_a_place_in_the_adjoint_are_refused(f, what):
    with pytest.raises(NotDifferentiable, match=what):
        s2s.grad(f)(A.copy())


def copies(a):
    z = np.outer(a, a)
    w = np.broadcast_to(z[0], (4, 4)).copy()
    v = np.einsum("ij->ji", z.copy()) + np.einsum("ij,jk->ik", z, z)
    u = np.einsum("ij->i", z) + sum([a], np.zeros(4)) + sum([z[1]], a)
    z[0] *= np.broadcast_to(a, (1, 4))[0]
    return np.sum(w * v * z) + np.sum(u * z)


def test_copies_of_such_views():
    check(copies, A)
