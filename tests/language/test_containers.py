"""This module checks tuples and lists: nested, growing, shrinking, assigned."""

import numpy as np

from tests.language.examples import Examples, grid, vector

example = Examples()


@example(0.3, 0.5)
def tuples_as_values(x, y):
    p = (x, y)
    q = (p[1] * p[0], p)
    return q[0] * q[1][1] + q[1][0]


@example(((0.3, 0.5), 0.7))
def nested_tuple_argument(p):
    return p[0][0] * p[0][1] + p[1] * p[0][0] ** 2


@example(0.3, 0.5)
def tuple_rebuilt_in_a_loop(x, y):
    state = (x, (y, 1.0))
    for _ in range(3):
        a, (b, c) = state
        state = (a * b, (b + c, a))
    return state[0] + state[1][0] * state[1][1]


@example(0.3, 0.5)
def tuples_concatenated_and_sliced(x, y):
    p = (x, y) + (x * y,)
    q = p[1:] + p[:1] * 2
    return q[0] * q[1] + q[-1] * q[2]


@example(0.3)
def list_display(x):
    xs = [x, x * x, 2.0]
    return xs[0] * xs[1] + xs[-1] * xs[-2]


@example([0.3, 0.5, 0.7])
def list_argument(xs):
    return xs[0] * xs[1] + xs[-1] ** 2


@example([[0.3, 0.5], [0.7]])
def nested_list_argument(rows):
    return rows[0][1] * rows[1][0] + rows[0][0] ** 2


@example([vector(0.3, 0.5), grid(2, 2)])
def list_of_arrays(ws):
    return np.sum((ws[1] @ ws[0]) ** 2)


@example(0.9, 5)
@example(0.9, 0)
def append_in_a_loop(x, n):
    xs = [x]
    for i in range(n):
        xs.append(xs[-1] * x + i)
    return xs[-1] * len(xs)


@example(0.9, 5)
def push_and_pop(x, n):
    xs = []
    for i in range(n):
        xs.append(x * i)
        xs.append(x * x)
        top = xs.pop()
        x = x + 0.1 * top * top
    while xs:
        x = x + 0.1 * xs.pop() * x
    return x


@example([0.3, 0.5, 0.7])
def pop_from_the_front(xs):
    queue = list(xs)
    total = 1.0
    while queue:
        total = total * queue.pop(0) + total
    return total


@example([0.3, 0.5, 0.7])
def extend_and_pop(xs):
    ys = [x * x for x in xs]
    ys.extend(xs)
    ys += [xs[2]]
    last = ys.pop()
    return ys[0] * ys[1] + ys[2] * ys.pop(1) + ys[-1] * last * len(ys)


@example([0.3, 0.5, 0.7], beyond=True)
def insert_extend_and_delete(xs):
    ys = [x * x for x in xs]
    ys.insert(1, xs[0])
    ys.extend(xs)
    ys += [xs[2]]
    del ys[0]
    return ys[0] * ys[1] + ys[2] * ys[3] + ys[-1] * len(ys)


@example([0.3, 0.5, 0.7])
def index_assignment(xs):
    ys = [0.0] * 4
    ys[0] = xs[1]
    ys[1] = xs[0] * ys[0]
    ys[0] = ys[1] * ys[0]
    ys[-1] = ys[0]
    ys[2] += ys[3] * xs[2]
    ys[2] *= ys[2]
    return ys[0] * ys[1] + ys[2] + ys[3]


@example([0.3, 0.5, 0.7])
def argument_list_is_written(xs):
    xs[1] = xs[0] * xs[1]
    xs[0] *= xs[1]
    xs.append(xs[0])
    return xs[0] * xs[1] * xs[2] * xs[3]


@example(0.3)
def grid_of_lists(x):
    g = [[0.0] * 3 for _ in range(2)]
    for i in range(2):
        for j in range(3):
            g[i][j] = x * (i + 1) + j
    g[0][1] = g[1][2] * g[0][1]
    return g[0][1] * g[1][0]


@example([[0.3, 0.5], [0.7, 0.9]])
def rows_share_by_reference(rows):
    a = rows[0]
    a[1] = a[0] * rows[1][0]
    rows[1] = a
    rows[1][0] = 2.0 * a[1]
    return rows[0][0] * rows[0][1] + rows[1][1]


@example(0.3)
def two_names_for_one_list(x):
    a = [x, x * x]
    b = a
    b[0] = b[0] * b[1]
    a.append(b[0])
    return a[0] * b[2] * len(b)


@example(0.3)
def a_copy_of_a_list_is_another(x):
    a = [x, x * x]
    b = a[:]
    c = list(a)
    d = a.copy()
    b[0] = 5.0
    c[1] = c[0] * x
    d[0] *= d[1]
    return a[0] * a[1] + b[0] * b[1] + c[1] + d[0]


@example([0.3, 0.5, 0.7, 0.9])
def slices_of_lists(xs):
    ys = xs[1:3] + xs[::-2]
    return ys[0] * ys[1] + ys[2] * ys[3]


@example([0.3, 0.5, 0.7], beyond=True)
def reverse_and_repeat(xs):
    ys = xs * 2
    ys.reverse()
    return ys[0] * ys[1] * ys[3] + ys[5]


@example([0.3, 0.5, 0.2], beyond=True)
def sorted_list(xs):
    ys = sorted(xs)
    return ys[0] * ys[1] ** 2 * ys[2] ** 3


@example(0.3)
def a_list_kept_in_a_list(x):
    inner = [x]
    outer = [inner, inner]
    outer[0][0] = outer[1][0] * x
    outer[1].append(inner[0] * x)
    return outer[0][1] * outer[1][0]


@example(vector(0.3, 0.5))
def arrays_appended_by_reference(a):
    a = a.copy()
    kept = []
    for i in range(3):
        a *= a
        kept.append(a)
        kept.append(a.copy())
    return np.sum(kept[0] * kept[1]) + np.sum(kept[2] * kept[3])


@example(vector(0.3, 0.5))
def list_to_array(v):
    xs = []
    for x in v:
        xs.append(x * x)
        xs.append(x)
    a = np.array(xs)
    return np.sum(a * a)


@example([0.3, 0.5, 0.7])
def builtins_over_lists(xs):
    return sum(xs) * max(xs) + min(xs) * len(xs) + sum(xs, 2.0)


@example([0.3, 0.5])
def unused_elements_get_zeros(xs):
    return xs[1] * 2.0


@example([0.3, 2, "name", None, vector(0.5)], wrt=0)
def list_of_everything(xs):
    return xs[0] ** xs[1] * xs[4][0]


@example([0.3, 0.5], 0.7)
def list_returned(xs, y):
    return [x * y for x in xs] + [y]


test_containers = example.test()
