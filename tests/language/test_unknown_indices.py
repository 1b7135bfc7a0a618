"""This module checks arrays at indices of which the compiler does not know the kind.

Such an index may be an int, a slice, or a list that names an element twice: what it
gives may be a number, a view or a copy.
"""

import numpy as np

from tests.language.examples import Examples, vector

X = vector(0.3, 0.4, 0.5)
ROWS = np.array([[0, 0, 2], [1, 2, 1]])
example = Examples()


@example(X, 1)
@example(X, 2)
def row_or_rows(x, n):
    m = np.outer(x, x)
    m[0, 0] = x[1]
    k = n if n < 2 else slice(0, 2)
    r = m[k]
    m[1] = 2.0 * x
    return np.sum(r * r) + np.sum(m)


@example(X, 0)
@example(X, 1)
@example(X, 2)
def row_or_element_or_number(x, n):
    m = np.outer(x, x)
    m[0, 0] = x[1]
    k = (0, 1) if n == 0 else 1
    r = 1.0 if n == 2 else m[k]
    m[1] = 2.0 * x
    return np.sum(r * r) + np.sum(m)


@example(X, {"k": 1})
@example(X, {"k": slice(0, 2)})
@example(X, {"k": [0, 1]})
@example(X, {"k": [0, 0, 1]})
def read(x, places):
    b = x * 2.0
    r = b[places["k"]]
    b[0] = x[0] * x[1]
    return np.sum(r * r) * np.sum(b) + np.sum(x[places["k"]] ** 2)


@example(X, {"k": 1})
@example(X, {"k": slice(0, 2)})
@example(X, {"k": [1, 1]})
def stored(x, places):
    b = x * 1.0
    b[places["k"]] = x[0] * x[2]
    b[places["k"]] += x[0] * x[1]
    b[places["k"]] *= x[0]
    return np.sum(b * b)


@example(X, [0, [1, 1], slice(0, 2)])
@example(X, (0, 1))
@example(X, ROWS)
def read_in_a_loop(x, places):
    b = x * x
    t = 0.0
    for k in places:
        r = b[k]
        b[0] = x[1] * np.sum(b)
        t += np.sum(r**2)
    return t


@example(X, ROWS, {"k": 0})
def row_of_indices_that_changes(x, rows, places):
    rows = rows.copy()
    row = rows[places["k"]]
    y = np.sum(x[row] ** 2)
    rows[0, 0] += 1
    return y + np.sum(x[row] ** 3)


@example(X, ROWS, {"k": 1})
def row_of_indices_stored_through(x, rows, places):
    row = rows[places["k"]]
    b = x * 1.0
    b[row] = x[0] * np.arange(1.0, 4.0)
    b[row] += x[1] * np.arange(1.0, 4.0)
    b[row] *= 3.0
    return np.sum(b**2)


test_unknown_indices = example.test()
