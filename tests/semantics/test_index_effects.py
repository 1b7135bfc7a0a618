"""This module tests indices that do something: bind a name, change a list.

What happens in the bounds of a slice, in `del xs[...]` and in the test of a loop has a
derivative as what happens anywhere else.
"""

import numpy as np
import pytest

import s2s
from tests.check import check


def put(xs, v):
    xs.append(v)
    return 1


def bound_in_slice(x):
    y, u = 1, np.arange(3.0)
    z = u[int(y := x) :]
    return y * x + np.sum(z)


def bound_in_loop(x):
    y = 1
    for _ in range(3):
        np.zeros(9)[int(y := y * x) :]
    return y


def bound_twice(x):
    y, u = 1, np.arange(25.0).reshape(5, 5)
    v = u[int(y := x) :, :: int(y := y * x)]
    return y * np.sum(v) * x


def grown_in_slice(x):
    xs, u = [1], np.arange(5.0)
    v = u[xs.append(x) or 1 :]
    return xs[1] * v[0] * x


def grown_by_call(x):
    xs, u = [1], np.arange(5.0)
    v = u[: put(xs, x)]
    return xs[1] * (v[0] + x)


def stored(x):
    y, u = 1, np.arange(5.0)
    u[int(y := x) :] = 2.0
    return y * x * u[3]


def stored_in_list(x):
    y, xs = 1, [1, 2, 3]
    xs[int(y := x) :] = [x, x]
    return y * xs[1] * xs[2]


def updated(x):
    y, u = 1, np.arange(5.0)
    u[int(y := x) :] += y * x
    return y * u[1] * u[0] + u[2]


def updated_choice(x):
    y, u = 1, np.arange(5.0)
    u[0 if (y := x) > 1 else 1 :] *= y * x
    return y * u[1] + u[2]


def in_test(x):
    y = 1
    while np.arange(5.0)[int(y := y * x) :][0] < 3:
        pass
    return y


def deleted(x):
    y, xs = 1, [1, 2, 3]
    del xs[int(y := x) :]
    return y * x * len(xs)


def deleted_one_by_one(x):
    y, xs = 0, [1, 2, 3, 4]
    del xs[(y := x) > 0], xs[int(y := y * x) - 1]
    return y * xs[1] + x * len(xs)


def deleted_and_grown(x):
    xs, ys = [1, 2, 3], [1]
    del xs[ys.append(x) or 1]
    return ys[1] * len(xs) * x


def deleted_and_called(x):
    xs, ys = [1, 2, 3], [1]
    del xs[put(ys, x) :]
    return ys[1] * len(xs) * x


def deleted_and_taken(x):
    ys = [x, x * x, x]
    del [1, 2][len([ys.pop()]) :]
    return ys[-1] * x


def deleted_with_derivative(x):
    rows, seen = [[x, 2 * x * x], [1.0]], []
    del rows[put(seen, x) - 1][put(seen, x * x) - 1]
    return x * rows[0][0] * seen[1]


def grown_in_test(x):
    ys = [1]
    while ys.append(x):
        pass
    return ys[1] * x


@pytest.mark.parametrize(
    "f",
    [
        bound_in_slice,
        bound_in_loop,
        bound_twice,
        grown_in_slice,
        grown_by_call,
        stored,
        stored_in_list,
        updated,
        updated_choice,
        in_test,
        deleted,
        deleted_one_by_one,
        deleted_and_grown,
        deleted_and_called,
        deleted_and_taken,
        deleted_with_derivative,
        grown_in_test,
    ],
    ids=lambda f: f.__name__,
)
def test_indices_do_what_they_do_once(f):
    check(f, 1.3)


def rows(x):
    return [x, 2 * x, 1.0]


def cut_unnamed(x):
    del rows(x)[1:]
    return x * x


def test_part_of_what_has_no_name_is_not_deleted():
    with pytest.raises(s2s.NotDifferentiable, match="`del` of a part"):
        s2s.grad(cut_unnamed)(1.3)
