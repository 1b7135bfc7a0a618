"""This module tests storage without derivatives that changes out of sight.

It is reached through dicts, objects and new lists, or is changed by a function that
only the run knows, by a method of an object, by a nested function used as a value.
"""

from collections import deque

import numpy as np
import pytest

import s2s

A = np.array([2.0, 3.0, 4.0])


def bump(a):
    a[0] += 1.0


def bump_all(d):
    for row in d["k"]:
        row[0] = 4.0


class Bumper:
    def hit(self, a):
        a[0] += 2.0


TABLE = {"bump": bump}


def in_a_dict(x, a):
    d = {"k": a}
    y = x * a[0]
    d["k"][0] = 9.0
    return y * a[0]


def put_into_a_dict(x, a):
    d = {}
    d["k"] = a
    y = x * a[0]
    d["k"][0] = 9.0
    return y


def in_a_copy_of_a_dict(x, a):
    d = {**{"k": a}}
    e = d.copy()
    y = x * d["k"][0]
    e["k"][0] = 9.0
    return y


def in_dicts_made_otherwise(x, a):
    d, e = dict(zip("ab", [a, a])), {i: a for i in range(2)}
    y = x * a[0]
    d["a"][0] = 9.0
    y = y * x * a[0]
    e[1][0] = 5.0
    return y


def in_a_dict_that_is_passed(x, a):
    y = x * a[0]
    bump_all({"k": [a]})
    return y


def in_an_object(x, a):
    b = Bumper()
    b.array = a
    y = x * a[0]
    b.array[0] = 9.0
    return y


def in_a_queue(x, a):
    q = deque([a])
    y = x * a[0]
    b = q.popleft()
    b[0] = 9.0
    return y


def in_new_lists(x, a):
    xs = [a for _ in range(2)]
    ys = list(r for r in xs)
    zs = ([a],) + ([a],)
    y = x * a[0]
    ys[1][0] = 9.0
    y = y * x * a[0]
    zs[1][0][0] = 5.0
    y = y * x * a[0]
    for row in sorted([a], key=len):
        row[0] = 1.0
    return y


def in_rows_of_a_matrix(x, a):
    m = np.outer(a, a)
    rows = [*m]
    y = x * m[0, 0]
    rows[0][0] = 9.0
    y = y * x * m[0, 0]
    list(m)[0].fill(1.0)
    return y


def by_what_a_table_holds(x, a):
    y = x * a[0]
    TABLE["bump"](a)
    return y * a[0]


def by_one_of_two(x, a):
    y = x * a[0]
    (bump if x > 0 else bump_all)(a)
    return y


def by_items_of_a_list(x, a):
    y = x * a[0]
    for f in [bump, bump]:
        f(a)
    return y


def by_a_name_of_a_function_of_numpy(x, a):
    times = np.multiply
    y = x * a[0]
    times(a, 2, a)
    return y


def by_a_method(x, a):
    y = x * a[0]
    Bumper().hit(a)
    return y


def by_a_method_of_an_argument(x, a, b):
    y = x * a[0]
    b.hit(a)
    return y * a[0]


def run(f, a):
    f(a)


def by_a_callee_that_is_given_the_function(x, a):
    y = x * a[0]
    run(TABLE["bump"], a)
    return y


def captured(x, a):
    def h(u):
        return u * a[0]

    y = h(x)
    TABLE["bump"](a)
    return y * h(x)


def by_a_nested_function_in_a_list(x, a):
    def h():
        a[0] = 7.0

    y = x * a[0]
    for f in [h]:
        f()
    return y


def by_a_nested_function_of_another_name(x, a):
    def h():
        a[0] = 7.0

    k = h
    y = x * a[0]
    k()
    return y


def read_into_a_list(x, a):
    ys = [x * w * a[1] for w in [a[0], a[2]]]
    a.fill(2.0)
    return sum(ys)


def applied(f, *rest):
    return f(*rest)


def given_among_others(x, a):
    y = applied(lambda u, v: u * v[0], x, a)
    a[0] = 3.0
    return y


def picked_by_a_key(x, a):
    y = x * a[0]
    longest = max([np.zeros(1), a], key=len)
    longest[0] = 7.0
    return y * x


def picked_of_two(x, a):
    y = x * a[0]
    longest = max(np.zeros(1), a, key=len)
    longest[0] = 7.0
    return y * x


def output_among_options(x, a):
    y = x * a[0]
    np.multiply(a, 3.0, **{"out": a})
    return y * x


def output_in_a_dict(x, a):
    options = {"out": a}
    y = x * a[0]
    np.multiply(a, 3.0, **options)
    return y * x


def in_an_array_of_objects(x, a):
    held = np.empty(1, dtype=object)
    held[0] = a
    y = x * a[0]
    held[0][0] = 7.0
    return y * x


PROGRAMS = [
    picked_by_a_key,
    picked_of_two,
    output_among_options,
    output_in_a_dict,
    in_an_array_of_objects,
    given_among_others,
    read_into_a_list,
    in_a_dict,
    put_into_a_dict,
    in_a_copy_of_a_dict,
    in_dicts_made_otherwise,
    in_a_dict_that_is_passed,
    in_an_object,
    in_a_queue,
    in_new_lists,
    in_rows_of_a_matrix,
    by_what_a_table_holds,
    by_one_of_two,
    by_items_of_a_list,
    by_a_name_of_a_function_of_numpy,
    by_a_method,
    by_a_callee_that_is_given_the_function,
    captured,
    by_a_nested_function_in_a_list,
    by_a_nested_function_of_another_name,
]


def as_long_as_there_is_some(x, rows):
    y = x
    for row in rows:
        while row:
            y = y * x * row[-1] if rows[0] else y * x
            row.pop()
        first = rows[0]
        if first:
            y = y * y
        first.clear()
    return y


def test_the_truth_of_a_list_that_changes():
    def f(x):
        return as_long_as_there_is_some(x, [[1.0, 2.0], [3.0]])

    found = s2s.grad(as_long_as_there_is_some)(0.3, [[1.0, 2.0], [3.0]])
    assert found == pytest.approx((f(0.3 + 1e-6) - f(0.3 - 1e-6)) / 2e-6)


@pytest.mark.parametrize("f", PROGRAMS)
def test_what_was_read_counts(f):
    ahead, behind = (f(0.3 + h, A.copy()) for h in (1e-6, -1e-6))
    plain, derived = A.copy(), A.copy()
    f(0.3, plain)
    assert s2s.grad(f)(0.3, derived) == pytest.approx((ahead - behind) / 2e-6)
    assert derived.tolist() == plain.tolist()  # the effects of one call


def test_a_method_of_an_argument():
    found = s2s.grad(by_a_method_of_an_argument)(0.3, A.copy(), Bumper())
    assert found == pytest.approx(8.0)
