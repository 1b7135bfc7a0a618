"""This module keeps a program that the fuzzer found: an inert call that is stored."""

import math

import numpy as np

from tests.language.examples import Examples, vector

example = Examples()


def constant(k):
    return math.sin(0.1 * k)


@example(0.5, vector(0.3, 0.7, 0.2))
def inert_call_stored_over_an_input(x, a):
    b = a
    b[:1] = constant(3)
    a[1] = constant(2) * x
    return x * np.sum(a * a)


@example(0.5, vector(0.3, 0.7, 0.2))
def inert_call_stored_into_owned_storage(x, a):
    a[0] = constant(3)
    return x * np.sum(a * a)


@example(np.array([0.3, 0.7, 0.2], dtype=np.float32), vector(0.5, 0.4, 0.1))
def singles_scaled_by_doubles(h, b):
    h *= np.tanh(b)
    return 0.76 * np.sum(h)


test_reported_stores = example.test()
