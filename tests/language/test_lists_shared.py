"""This module checks lists whose items, rows and tuples have several names."""

import numpy as np
import pytest

import s2s
from tests.check import check
from tests.language.examples import Examples, vector

example = Examples()


@example([0.3, 0.5, 0.7])
def one_list_repeated(xs):
    ys = [xs] * 2
    ys[0][0] = xs[1] * 2
    return ys[1][0] * xs[0]


@example([0.3, 0.5, 0.7])
def rebound_beside_an_alias(xs):
    c = xs
    xs = xs + [c[0]]
    xs[0] = c[1] * 3
    c[1] = xs[0]
    return xs[0] * xs[-1] * c[1] + c[0]


@example(vector(0.3, 0.5, 0.7, 0.9))
def buffers_in_a_list(a):
    bufs = [a.copy(), np.zeros(len(a))]
    for k in range(3):
        src, dst = bufs[k % 2], bufs[(k + 1) % 2]
        dst[:] = src * a
        dst[1:] += src[:-1]
    return np.sum(bufs[0] * bufs[1])


@example(vector(0.3, 0.5, 0.7, 0.9))
def history_of_copies(a):
    hist = []
    u = a.copy()
    for k in range(3):
        hist.append(u)
        u = u.copy()
        u[k % len(u)] *= u[0]
    return sum(np.sum(h) for h in hist) * np.sum(hist[0] * u)


@example([0.3, 0.5, 0.7])
def one_of_two_lists(xs):
    left, right = [], []
    for x in xs:
        (left if x < 0.4 else right).append(x * x)
    return sum(left) * sum(right)


@example([0.3, 0.5, 0.7], 3)
def target_chosen_at_run_time(xs, n):
    side = [1.0]
    target = side if n > 5 else xs
    target.append(xs[0] * 2)
    return target[-1] * xs[-1]


@example([0.3, 0.5, 0.7])
def elimination_by_rows(xs):
    m = [[xs[i] if i == j else xs[i] * xs[j] for j in range(3)] for i in range(3)]
    for k in range(3):
        for i in range(k + 1, 3):
            f = m[i][k] / m[k][k]
            m[i] = [m[i][j] - f * m[k][j] for j in range(3)]
    return m[0][0] * m[1][1] * m[2][2]


@example([0.3, 0.5, 0.7])
def rows_swapped_and_shared(xs):
    m = [[x, 1.0] for x in xs]
    m[0], m[1] = m[1], m[0]
    m[0][1] = m[1][0] * m[0][0]
    m.append(m[0])
    m[-1][0] = 3.0 * m[0][1]
    return m[0][0] * m[1][0] * m[2][1]


@example([0.3, 0.5, 0.7])
def first_middle_last(xs):
    out = [0.0]
    for x in xs:
        out[0], last = x * out[0] + x, out[-1]
        out.append(last * x)
    first, *mid, end = out
    return first * end + sum(mid) * len(mid)


@example([0.3, 0.5, 0.7], 3)
def list_made_in_branches(xs, n):
    if n > 2:
        ys = []
    else:
        ys = [1.0]
    for x in xs:
        ys.append(x)
        zs = ys
        zs[0] = zs[0] * x
    return sum(ys) + zs[0] * ys[-1]


@example([0.3, 0.5, 0.7])
def extended_by_itself(xs):
    ys = xs
    ys += ys
    ys.extend(xs)
    return sum(y * i for i, y in enumerate(xs))


@example(vector(0.3, 0.5, 0.7, 0.9))
def rebound_in_a_loop_beside_an_alias(a):
    a2 = a.copy()
    b = a2
    for i in range(2):
        a2 = a2 * 2.0
        a2[0] = 1.0 * b[1]
        b[1] = b[0] * 3.0
        c = a2
    return np.sum(a2 * b) + c[0]


def write_and_return(a, x):
    a[0] = x * a[1]
    return a, x * 2.0


@example(vector(0.3, 0.4, 0.5), 0.7)
def callee_returns_its_array_and_a_number(a, x):
    b = a
    c, y = write_and_return(a, x)
    return np.sum(b * c) * y


def append_and_return(xs, x):
    xs.append(x * xs[0])
    return xs, [x * 2.0, xs[0]]


@example(0.7, 0.2)
def callee_returns_its_list_and_another(x, a):
    xs = [x, 3.0]
    ys = xs
    zs, ws = append_and_return(xs, x)
    return ys[0] * zs[2] * ws[0] + ws[1]


@example(vector(0.3, 0.4, 0.5), 0.7)
def tuple_that_holds_an_array(a, x):
    s = (x, a)
    a[0] = x * 2
    t = s
    return np.sum(t[1]) * t[0] + np.sum(s[1] ** 2)


@example(vector(0.3, 0.4, 0.5), 0.7)
def tuples_with_arrays_in_a_list(a, x):
    s = []
    for i in range(3):
        a[i] *= x
        s.append((a, x, a * 2))
    p, q, r = s[1]
    r[0] = q * 3
    return np.sum(s[0][0] * p * s[2][2]) * q


@example(vector(0.3, 0.4, 0.5), 0.7)
def joined_lists_share_their_rows(a, x):
    rows = [a, a * x]
    rows[0][1] = x * rows[1][0]
    rs = rows + [a]
    rs[2][2] *= rs[1][1]
    rs[0] = rs[1]
    return np.sum(rs[0] * rs[1] * rs[2] * rows[0])


def _popped_item_that_nobody_reads(a):
    a[:] = 0.5 * a
    items = [u for u in a[::1]]
    second = (lambda u: items[1])(a)
    items.pop()
    return second


@example(vector(0.3, 0.5, 0.7, 0.9))
def pop_in_a_callee(a):
    return _popped_item_that_nobody_reads(a[::-1]) * a[0]


@example(0.7, 3)
def integer_appended_first(x, n):
    xs = [x]
    ys = xs
    s = 0
    for i in range(n):
        xs.append(s)
        s = s + x * i
    return ys[0] * x + ys[-1] * s


@example(0.7)
def integer_in_a_list_with_two_names(x):
    xs = [0, x, True]
    ys = xs
    xs.append(x)
    return ys[0] * x + xs[1] * ys[2]


def _squares_up(xs):
    for i in range(len(xs) - 1):
        xs[i + 1] += xs[i] ** 2


def _from(xs, k):
    return xs[k:]


def _copied(xs):
    return list(xs)


def _round(xs):
    return xs + xs[:1]


def _both(pair):
    _squares_up(pair[0])
    _squares_up(pair[1])


def _three(a):
    return [a.copy(), a * 2.0, a * 3.0]


@example(vector(0.3, 0.5))
def lists_made_of_others_are_changed_by_callees(a):
    xs = _three(a)
    _squares_up(xs[1:])
    _squares_up(xs[::-1])
    _squares_up(xs[:1] + [a * 0.5] + xs[2:])
    _both((xs[1:], xs[:2]))
    return np.sum(xs[2] * xs[0])


@example(vector(0.3, 0.5))
def lists_made_of_others_are_returned(a):
    xs = _three(a)
    _squares_up(_from(xs, 1))
    _squares_up(_copied(xs))
    _squares_up(_round(xs)[::2])
    return np.sum(xs[2] * xs[0])


@example(vector(0.3, 0.5))
def an_object_twice_in_a_list_has_one_adjoint(a):
    xs = [a.copy(), a * 2.0]
    for v in xs + xs:
        v *= a
    for v in 2 * xs:
        v *= a
    for v in (xs[1:] + xs[1:]) * 2:
        v *= a
    return np.sum(xs[1] * xs[0])


@example(vector(0.3, 0.5))
def rows_with_names_grow_in_place(a):
    x = a[0]
    rows = [[x], [a[1], x * x]]
    last = rows[1]
    last[0] *= 3.0
    for k in range(2):
        rows[k] += [a[1]]
        rows[k][0] *= rows[0][0]
    rows[1] += (x, 2.0)
    rows[1] += rows[0]
    return sum(rows[1]) * last[2] * last[-1]


def _grown(rows, x):
    rows[0] += [x, x * x]
    rows[0][0] *= x


@example(vector(0.3, 0.5))
def a_callee_grows_a_row_in_place(a):
    rows = [[a[0]], [1.0]]
    first = rows[0]
    _grown(rows, a[1])
    _grown(rows, a[0])
    return sum(first) * first[1]


@example(0.7)
def rows_that_come_to_hold_one_array(x):
    rows = [[np.ones(2) * x], [np.ones(2)], [np.ones(2)]]
    rows[0].extend(rows[1])
    rows[0] += [rows[2][0]]
    rows[0][1][0] = x * x
    rows[0][2][0] *= x
    rows[1] = rows[1] + rows[2]
    rows[1][1][1] = 3.0 * x
    return np.sum(rows[1][0]) * np.sum(rows[0][0]) * np.sum(rows[2][0])


@example(0.7)
def rows_that_take_the_items_of_others(x):
    rows = [[np.ones(2) * x], [np.ones(2)]]
    rows[0] = [rows[1][0]]
    rows[0][0][0] = x * x
    rows[0] = list(rows[1])
    rows[0][0][1] = 3.0 * x
    return np.sum(rows[1][0]) * np.sum(rows[0][0])


@example(0.7)
def arrays_extended_by_themselves(x):
    xs = [np.ones(2) * x]
    xs += xs
    xs[0][0] = 3.0 * x * x
    return np.sum(xs[1]) * np.sum(xs[0])


@example(0.7)
def lists_joined_of_new_arrays_and_of_one_with_a_name(x):
    b = np.ones(2) * x
    r = [b * 2.0] + [b]
    r[1][0] = x * x
    r += [x * b] + [b]
    r[3][1] *= x
    t = (x * b,) + (b,)
    t[1][0] *= x
    return np.sum(b) * np.sum(r[0]) * np.sum(r[1]) * np.sum(r[2]) * np.sum(t[0])


@example(0.7, vector(0.3, 0.5))
def items_of_arrays_that_are_not_copied_first(x, a):
    r = [x]
    r.extend(a)
    r.extend(a[1:] * x)
    r = r + list(a * x)
    u = [x, *(a * x)]
    q = [x, 1.0]
    q += a
    return sum(r) * r[2] * sum(u) * u[2] * q[0] * q[1]


@example(0.7, 2)
def an_inert_list_that_is_repeated(x, n):
    zs = [1.0, 2.0]
    q = zs
    zs *= n
    return sum(q) * x


@example(vector(0.3, 0.5))
def a_row_of_an_item_of_another_row(a):
    u = a * a[0]
    rows = [[u, u], [u]]
    rows[0][0] *= a[1]
    rows[0] = [rows[1][0]]
    rows[1] = rows[0] + [rows[0][0], a * 2.0]
    rows[1][1] *= a
    return np.sum(rows[0][0]) + np.sum(rows[1][0] * rows[1][2])


test_lists_shared = example.test()


def test_arrays_of_integers_among_shared_items():
    def f(xs, y, i):
        z, w = xs[i], xs[0]
        w[0] = y
        return np.sum(z * xs[0]) * y

    for i in (0, 1):
        check(f, [np.ones(3), np.arange(3)], 2.5, i)


def test_rows_of_an_array_that_changes_in_a_new_list():
    def f(x):
        m = np.ones((2, 2)) * x
        rows = list(m)
        rows[0][1] = x * x
        return np.sum(m * rows[1])

    with pytest.raises(s2s.NotDifferentiable, match="rows of an array"):
        s2s.grad(f)(0.7)


def test_an_array_added_in_place_to_a_list_of_a_list():
    def f(x, a):
        rows = [[x, 1.0], [x]]
        rows[0] += a
        return rows[0][0] * rows[0][1]

    with pytest.raises(s2s.NotDifferentiable, match="a number or an array"):
        s2s.grad(f)(0.7, np.ones(2))


@pytest.mark.parametrize("given", [[1.0, 2.0], np.array([1.0, 2.0])])
def test_what_may_be_an_array_added_in_place_to_a_list(given):
    def row(x, a, n):
        taken = a if n > 0 else [x]
        rows = [[x, x], [x]]
        last = rows[0]
        rows[0] += taken
        return rows[0][0] * rows[0][1] * len(last)

    def whole(x, a, n):
        xs = [x, x]
        xs += a if n > 0 else [x]
        return xs[0] * xs[-1]

    for f in (row, whole):
        if isinstance(given, list):
            check(f, 0.7, given, 1)
        else:
            with pytest.raises(TypeError, match="a list \\+= an array"):
                s2s.grad(f)(0.7, given, 1)
