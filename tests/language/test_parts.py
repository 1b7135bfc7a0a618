"""This module checks parts of arrays: exact, or refused where the array changes."""

import numpy as np
import pytest

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


@pytest.mark.parametrize("f", [imaginary_part_is_stored_into, imaginary_part_changes])
def test_imaginary_parts_of_what_changes_are_refused(f):
    with pytest.raises(NotDifferentiable, match="the imaginary part of an array"):
        s2s.grad(f)(A.copy())
