"""This module checks callees that change, keep and return what they are given."""

import numpy as np
import pytest

import s2s
from s2s.errors import NotDifferentiable
from tests.check import check
from tests.language.examples import Examples, vector

example = Examples()


def into(out, a, b):
    out[:] = a * b
    out[0] += a[-1]


@example(vector(0.3, 0.5, 0.7, 0.9))
def callee_writes_through_views(x):
    a = x.copy()
    into(a[:2], a[2:], a[1:3])
    v = a[::-1]
    into(v, a, x)
    into(v[1:3], v[:2], v[2:])
    return np.sum(a * v)


def fill_and_return(out, a):
    out[1:] = a[:-1] * a[1:]
    return out


@example(vector(0.3, 0.5, 0.7))
def callee_returns_what_it_filled(x):
    out = np.ones(3)
    b = fill_and_return(out, x)
    b[0] *= out[1]
    c = fill_and_return(b, out * x)
    return np.sum(c * out) + b[2]


def either(a, b, first):
    if first:
        return a
    return b


@example(vector(0.3, 0.5), vector(0.2, 0.4), True)
@example(vector(0.3, 0.5), vector(0.2, 0.4), False)
def callee_returns_one_of_two(x, y, first):
    a, b = x * 1.0, y * 2.0
    c = either(a, b, first)
    c[0] = a[1] * b[1]
    a[1] *= c[0]
    b[1] += c[1] * a[0]
    return np.sum(a * b * c)


def bump(a, i, s):
    if i == len(a):
        return s
    a[i] *= s
    return bump(a, i + 1, s + a[i - 1])


@example(vector(0.3, 0.5, 0.7), 1.1)
def recursion_writes_and_returns(x, s):
    a = x.copy()
    t = bump(a, 0, s)
    t = bump(a[1:], 0, t * a[0])
    return t * np.sum(a)


def push(xs, a):
    xs.append(a)
    a[0] *= 2.0
    return xs[0]


@example(vector(0.3, 0.5))
def callee_keeps_an_array(x):
    a, b = x * 1.0, x * x
    xs = []
    c = push(xs, a)
    d = push(xs, b)
    c[1] = b[0] * d[0]
    xs[1][1] += xs[0][1]
    return np.sum(a * b)


def helper(a, b):
    a[0] = b[0] * 2.0
    b[1] = a[1] * b[0]
    return a[0] * b[1]


@example(vector(0.3, 0.5, 0.7))
def callee_gets_one_array_twice(x):
    a = x * 1.0
    s = helper(a, a)
    s += helper(a[1:], a)
    s += helper(a, a[::-1])
    return s * np.sum(a)


def kick(pos, vel, dt):
    for i in range(len(pos)):
        vel[i] -= dt * pos[i]
    for i in range(len(pos)):
        pos[i] += dt * vel[i]


@example(vector(0.3, 0.5), vector(0.1, 0.2), 0.1, 3)
def callee_changes_two_arrays(p, v, dt, n):
    p, v = p.copy(), v.copy()
    e = 0.0
    for _ in range(n):
        kick(p, v, dt)
        e += p[0] * v[1]
    return e


def pair(a, b):
    return b, a


@example(vector(0.3, 0.5, 0.7), vector(0.2, 0.4, 0.1))
def swapped_by_a_callee(x, y):
    u, v = x * 1.0, y * 2.0
    p, q = pair(u, v)
    p[0] = q[1] * p[1]
    u[2] *= p[0]
    return np.sum(u * v) + np.sum(p * q)


def first(xs):
    return xs[0]


@example(vector(0.3, 0.5, 0.7))
def item_of_a_list(x):
    u, v = x * 1.0, x * x
    xs = [u, v]
    w = first(xs)
    w[0] = v[1] * u[1]
    u[1] *= w[0]
    return np.sum(u * v * w)


@example(vector(0.3, 0.5, 0.7), 3)
def loop_pair(x, n):
    u, v = x * 1.0, x * 0.5
    for k in range(n):
        u[k] += v[k] * v[0]
        u, v = pair(u, v)
    return np.sum(u * v)


def tail(t):
    a, b = t
    return b[1:]


@example(vector(0.3, 0.5, 0.7))
def tail_of_tuple(x):
    u, v = x * 1.0, x * x
    w = tail((u, v))
    w[0] = u[1] * v[0]
    v[2] *= w[0]
    return np.sum(v * u) + np.sum(w)


def store_into(xs, a):
    xs[0] = a


@example(vector(0.3, 0.5, 0.7))
def callee_stores_array_in_list(x):
    u, v = x * 1.0, x * x
    xs = [v]
    store_into(xs, u)
    xs[0][0] = v[1] * u[2]
    u[1] *= xs[0][0]
    return np.sum(xs[0] * u) + np.sum(v)


def append_to(xs, a):
    xs.append(a[1:])


@example(vector(0.3, 0.5, 0.7))
def callee_appends_a_view(x):
    u = x * 1.0
    xs = []
    append_to(xs, u)
    append_to(xs, u)
    xs[0][0] = u[0] * u[2]
    u[1] *= xs[1][1]
    return np.sum(xs[0] * xs[1]) + u[0] * u[1]


test_storage_calls = example.test()


def make_aliases(x):
    a = x * 2.0
    return a, a[1:]


def callee_makes_aliases(x):
    a, v = make_aliases(x)
    v[0] = a[0] * a[2]
    return np.sum(a * v[0])


def one_or_two(x, c):
    if c > 0:
        made = (x * 2.0, x * 3.0)
    else:
        a = x * 2.0
        made = (a, a[1:])
    return made


def two_arrays_or_one(x, c):
    a, v = one_or_two(x, c)
    v[0] = a[0] * a[2]
    a[1] *= v[1]
    return np.sum(a * x) + np.sum(v)


def boxed(a):
    return [a, a * 2.0]


def new_list_of_what_changes(x):
    u = x * 1.0
    xs = boxed(u)
    xs[0][0] = xs[1][1] * u[2]
    return np.sum(u * xs[1])


def with_a_number(a):
    return a, 1.0


def overwrite(v):
    v[0] = 9.0


@pytest.mark.parametrize("start", [0.5, 1.5])
def test_what_is_taken_of_the_result_of_a_call_without_a_name(start):
    def assigned(x):
        a = np.full(2, start)
        y = x * a[0]
        m = with_a_number(a)[0]
        m[0] = 7.0
        return y * x * a[0]

    def given_on(x):
        a = np.full(2, start)
        y = x * a[0]
        overwrite(with_a_number(a)[0])
        return y * x * a[0]

    def in_a_loop(x):
        a, y = np.full(3, start), x
        for i in range(3):
            y = y * a[i]
            m = with_a_number(a)[0][i:]
            m[0] = i + 2.0
        return y * x * np.sum(a)

    def that_varies(x):
        a = np.array([x, start])
        y = x * a[0]
        m = with_a_number(a)[0]
        m[0] = x * m[1]
        return y * x * a[0]

    for f in (assigned, given_on, in_a_loop, that_varies):
        check(f, 1.3)


def test_several_names_of_what_a_callee_made_are_refused():
    x = vector(0.3, 0.5, 0.7)
    with pytest.raises(NotDifferentiable, match="several names"):
        s2s.grad(callee_makes_aliases)(x)
    check(two_arrays_or_one, x, 1, wrt=0)
    with pytest.raises(NotDifferentiable, match="several names"):
        s2s.grad(two_arrays_or_one)(x, -1)


def test_a_new_list_of_what_changes_has_a_name():
    check(new_list_of_what_changes, vector(0.3, 0.5, 0.7))


def with_a_result_that_nobody_reads(x):
    def halved(rows, row):
        row[0] *= 0.5
        return rows

    rows, row = [0.5, 0.5], np.ones(2)
    halved(rows, row)
    row[1] *= x
    return row[0] * x


def outer(fn, x):
    return fn(x) * 2.0


def test_results_that_nobody_reads_are_kept_for_their_lengths():
    check(lambda x: outer(with_a_result_that_nobody_reads, x), 1.3)
    check(lambda x: with_a_result_that_nobody_reads(x) * 2.0, 1.3)
