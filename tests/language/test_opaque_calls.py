"""This module checks that what may store a derivative unseen is refused, no more."""

import heapq
import logging
import math
import operator
import statistics
from collections.abc import Callable

import numpy as np
import pytest

import s2s
from s2s.errors import NotDifferentiable
from tests.check import check
from tests.language.examples import vector


def setitem(x, a):
    operator.setitem(a, 0, x)
    return np.sum(a * a)


def setitem_into_fresh_storage(x, a):
    b = np.zeros(3)
    _ = operator.setitem(b, 0, x)
    return np.sum(a * b)


def setitem_in_a_test(x, a):
    b = np.zeros(3)
    if operator.setitem(b, 0, x) is None:
        return np.sum(b * a)
    return x


def put(x, a):
    b = np.zeros(3)
    np.put(b, [0], x)
    return np.sum(a * b)


def put_by_mask(x, a):
    np.putmask(a, a > 0.3, x)
    return np.sum(a)


def place(x, a):
    np.place(a, a > 0.3, [x])
    return np.sum(a)


def put_by_method(x, a):
    a.put([0], x)
    return np.sum(a)


def sort_in_place(x, a):
    a.sort()
    return a[0] * x


def push_on_a_heap(x, a):
    heap = [1.0, 2.0]
    heapq.heappush(heap, x)
    return heap[0] * heap[1] * a[0]


def append_by_the_class(x, a):
    xs = [1.0]
    list.append(xs, x)
    return xs[1] * a[0]


def append_by_a_bound_method(x, a):
    xs = [1.0]
    push = xs.append
    push(x)
    return xs[1] * a[0]


@pytest.mark.parametrize(
    "f",
    [
        setitem,
        setitem_into_fresh_storage,
        setitem_in_a_test,
        put,
        put_by_mask,
        place,
        put_by_method,
        sort_in_place,
        push_on_a_heap,
        append_by_the_class,
        append_by_a_bound_method,
    ],
)
def test_what_may_store_a_derivative_is_refused(f: Callable) -> None:
    with pytest.raises(NotDifferentiable, match=r"no derivative|method"):
        s2s.grad(f, (0, 1))(0.7, vector(0.2, 0.4, 0.3))


def logged(x, a):
    logging.getLogger(__name__).debug("%s", a)
    print(statistics.mean(a), np.percentile(a, 50), np.histogram(a)[0][0], f"{x:.1f}")
    return np.sum(a) * x if not math.isclose(x, a[0]) else x


def searched(x, a):
    k = int(np.digitize(x, a)) + a.tolist().index(a[1])
    assert np.allclose(a, a) and len(str(a)), a
    return np.sum(a) * x * k


@pytest.mark.parametrize("f", [logged, searched])
def test_what_stores_nothing_simply_runs(f: Callable) -> None:
    check(f, 0.7, vector(0.2, 0.4, 0.5))
