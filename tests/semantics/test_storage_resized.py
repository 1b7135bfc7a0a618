"""This module tests lists that callees and closures resize while a loop goes over them.

The loop of the derivative has counted its trips; that of the program goes on.
"""

import pytest

import s2s
from s2s.errors import NotDifferentiable
from tests.check import check


def walk(xs, ys):
    for a in xs:
        if len(ys) < 6:
            ys.append(a)
    return sum(ys)


def walk_back(xs, ys):
    return walk(ys, xs)


def walk_again(xs, ys, n):
    for a in xs:
        if len(ys) < 6:
            ys.append(a)
    if n:
        walk_again(ys, ys, n - 1)


def one_list_for_two_parameters(x):
    q = [x, x]
    return walk(q, q)


def one_row_twice(x):
    rows = [[x, x * x]] * 2
    return walk(rows[0], rows[1])


def two_captured_names(x):
    q = [x, x]
    p = q

    def extend():
        for a in p:
            if len(q) < 6:
                q.append(a)

    extend()
    return sum(q)


def through_two_callees(x):
    q = [x, x]
    return walk_back(q, q)


def in_a_recursion(x):
    p, q = [x], [x]
    walk_again(p, q, 1)
    return sum(q)


def given_by_an_earlier_closure(x):
    def given():
        return q

    q = [x, x]
    for a in given():
        if len(q) < 6:
            q.append(a * x)
    return sum(q)


def given_by_a_lambda(x):
    given = lambda: q  # noqa: E731
    q = [x, x]
    for a in given():
        if len(q) < 6:
            q.append(a * x)
    return sum(q)


REFUSED = (
    one_list_for_two_parameters,
    one_row_twice,
    two_captured_names,
    through_two_callees,
    in_a_recursion,
    given_by_an_earlier_closure,
    given_by_a_lambda,
)


@pytest.mark.parametrize("fn", REFUSED, ids=lambda fn: fn.__name__)
def test_a_list_that_is_resized_while_a_loop_goes_over_it_is_refused(fn):
    with pytest.raises(NotDifferentiable, match="while a loop goes over it"):
        s2s.grad(fn)(1.3)


def into_another(x):
    q, found = [x, x], []
    walk(q, found)
    return sum(found)


def through_two_callees_into_another(x):
    q, found = [x, x * x], []
    return walk_back(found, q)


def copies(x):
    q = [x, x * x]
    return walk(q[:], q)


@pytest.mark.parametrize("fn", [into_another, through_two_callees_into_another, copies])
def test_another_list_may_be_resized(fn):
    check(fn, 1.3)
