"""This module checks lists that shrink: by `clear`, `remove` and `pop`."""

import numpy as np

from tests.language.examples import Examples

example = Examples()


@example(0.7)
def cleared(x):
    xs = [x, x * x]
    y = xs[1]
    xs.clear()
    xs.append(y * x)
    return xs[0] * len(xs)


@example(0.7, 4)
def cleared_in_a_loop(x, n):
    total, xs = 0.0, []
    for i in range(n):
        xs.append(x * i)
        xs.append(x * x)
        total += sum(xs) * x
        if i == 1:
            xs.clear()
    return total


@example(0.7)
def cleared_under_another_name(x):
    xs = [x, x * x]
    ys = xs
    ys.clear()
    xs.append(x)
    return ys[0] * x


@example(0.7)
def rows_cleared(x):
    rows = [np.ones(2) * x, np.ones(2)]
    kept = rows[0]
    rows.clear()
    rows.append(kept * x)
    return np.sum(rows[0] * kept)


def empty(xs, x):
    xs.clear()
    xs.append(x * x)


@example(0.7)
def cleared_by_a_callee(x):
    xs = [x]
    empty(xs, x)
    return xs[0] * len(xs)


@example([3.0, 1.0, 2.0])
def removed(xs):
    xs.remove(min(xs))
    return xs[0] * xs[1] * xs[1]


@example(0.7)
def removed_by_value(x):
    xs = [x, x * x, 2.0 * x]
    xs.remove(xs[1])
    return xs[1] * xs[0]


@example(0.7)
def popped_under_another_name(x):
    kept = []
    kept.append(x)
    numbers = [1.0, 2.0, 3.0]
    others = numbers
    numbers.pop()
    last = numbers.pop()
    return others[-1] * x * kept[0]


@example(0.7)
def popped_where_an_alias_has_grown(x):
    numbers = [1.0, 2.0, 3.0]
    others = numbers
    others.append(5.0)
    last = numbers.pop()
    again = numbers.pop()
    return others[-1] * x


@example(0.7)
def popped_beside_an_array(x):
    kept = np.zeros(3)
    kept[0] = x
    numbers = [1.0, 2.0, 3.0]
    others = numbers
    last = numbers.pop()
    return others[-1] * x * kept[0]


test_lists_shrink = example.test()
