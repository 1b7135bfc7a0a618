"""This module checks programs about lists: what they hold, share, grow and lose."""

import numpy as np
import pytest

import s2s
from s2s.errors import NotDifferentiable
from tests.check import check
from tests.language.examples import Examples, vector

example = Examples()


@example(0.7)
def stack_as_a_work_list(x):
    stack = [x]
    total = 0.0
    while stack:
        v = stack.pop()
        total += v * v
        if v > 0.1:
            stack.append(v * 0.5)
            stack.append(v * 0.3)
    return total


@example([0.3, 0.5, 0.7])
def truth_of_a_list_that_grows(xs):
    ys = []
    for i, x in enumerate(xs):
        if i % 2:
            ys.append(x * x)
        elif ys:
            ys[-1] += x
        else:
            ys.append(2 * x)
    return sum(ys) * ys[0]


@example([0.3, 0.5, 0.7])
def swaps_of_items(xs):
    for i in range(len(xs) - 1):
        if xs[i] > xs[i + 1]:
            xs[i], xs[i + 1] = xs[i + 1], xs[i]
    return xs[0] * 1.0 + xs[1] * 2.0 + xs[-1] ** 2


@example([[0.3, 0.5], [0.7, 0.2, 0.4]])
def rows_that_a_closure_reads_too(rows):
    first = lambda i: rows[0][i]  # noqa: E731
    row = rows[0]
    return sum(row) * first(1)


@example(1.05)
def closure_that_reads_a_row_or_a_number(x):
    rows = [[x for _ in range(2)] for _ in range(2)]
    twice = [rows[1], rows[1]]
    chosen = lambda: x and twice[1][0]  # noqa: E731
    return x * chosen()


def nested_pair(x):
    return 0.5, (x, 2.0)


@example(1.05)
def nested_targets_of_an_inert_call(x):
    a, (b, c) = nested_pair(0.5)
    return x * b * c + a


@example([1, 0.8, -0.3])
def capture_of_an_integer(xs):
    size = abs(xs[0])

    def unused(u):
        kept = size
        return 2.0

    return unused(0.5) * xs[1]


@example([0.3, 0.5, 0.7], 3)
def repeated_and_joined(xs, n):
    ys = xs * n
    zs = ys + xs[:1]
    zs[0] = zs[1] * zs[-1]
    return sum(z * i for i, z in enumerate(zs))


@example([0.3, 0.5, 0.7])
def nested_comprehension_with_an_if(xs):
    rows = [[x * y for y in xs if y > x] for x in xs]
    return sum(sum(row) for row in rows) * rows[0][0]


@example([0.3, 0.5, 0.7])
def tuples_in_a_list(xs):
    pts = [(x, x * x) for x in xs]
    pts.append((pts[0][1], pts[-1][0]))
    return sum(a * b for a, b in pts)


def scale(ys, k):
    for i in range(len(ys)):
        ys[i] *= k
    ys.append(k)


@example([0.3, 0.5, 0.7])
def callee_scales_and_appends(xs):
    ys = [x for x in xs]
    scale(ys, xs[0])
    scale(ys, 2.0)
    return sum(ys) * ys[1]


def pair(xs):
    return [xs[0] * xs[1], xs[1]], xs[::-1]


@example([0.3, 0.5, 0.7])
def callee_returns_lists(xs):
    a, b = pair(xs)
    c, d = pair(b)
    return a[0] * b[0] + c[0] * d[1]


@example(vector(0.3, 0.5, 0.7, 0.9))
def arrays_kept_in_a_list(a):
    kept = []
    v = a
    for _ in range(3):
        v = np.sin(v) * a
        kept.append(v)
    return sum(np.sum(k * k) for k in kept) + kept[1][0]


@example([0.3, 0.5, 0.7])
def matrix_of_lists(xs):
    a = [[0.0] * 2 for _ in range(2)]
    for i in range(2):
        for j in range(2):
            a[i][j] = xs[i] * xs[j + 1]
    b = [[sum(a[i][k] * a[k][j] for k in range(2)) for j in range(2)] for i in range(2)]
    return b[0][1] * b[1][0]


@example([0.3, 0.5, 0.7])
def queue_of_tuples(xs):
    queue = [(xs[0], 0)]
    best = 0.0
    while queue:
        v, d = queue.pop(0)
        best = best + v * d
        if d < 2:
            queue.append((v * xs[1], d + 1))
            queue.insert(0, (v + xs[2], d + 1))
    return best


@example([0.3, 0.5, 0.7])
def store_into_a_slice(xs):
    ys = xs[:]
    ys[1:3] = [ys[0] * 2, ys[0] * ys[1]]
    return ys[0] * ys[1] * ys[2]


@example([0.3, 0.5, 0.7])
def extended_by_a_generator(xs):
    xs += [xs[0] * xs[1]]
    xs.extend(x * 2 for x in xs[:2])
    return xs[-1] * xs[-2] * xs[3]


@example([0.3, 0.5, 0.7])
def window_that_moves(xs):
    h = [xs[0]]
    while len(h) < 5:
        h = h[-3:] + [h[-1] * xs[1] + xs[2]]
        if len(h) == 4:
            h.append(h[0] * h[1])
    return sum(h)


@example([0.3, 0.5, 0.7])
def rows_changed_in_a_loop(xs):
    d = [xs, [xs[0] * 2, 1.0]]
    for row in d:
        for i in range(len(row)):
            row[i] = row[i] * row[0]
    return d[0][1] * d[1][1]


@example(vector(0.3, 0.5, 0.7, 0.9))
def slices_of_an_array_in_a_list(a):
    parts = [a[i : i + 2] for i in range(0, len(a), 2)]
    parts[0][0] = parts[1][0] * 2
    return np.sum(parts[0]) * np.sum(a)


@example([0.3, 0.5, 0.7])
def list_of_none_to_be_filled(xs):
    memo = [None] * 4
    memo[0] = xs[0]
    for i in range(1, 4):
        memo[i] = memo[i - 1] * xs[1] + (memo[i - 2] if i > 1 else 0.0)
    return memo[3]


@example([0.3, 0.5, 0.7])
def reversed_and_rotated(xs):
    xs.reverse()
    xs.append(xs.pop(0) * xs[0])
    return xs[0] * xs[-1] ** 2


@example([0.3, 0.5, 0.7])
def deleted_and_inserted(xs):
    xs.append(xs[0])
    del xs[0]
    xs.insert(1, xs[-1] * xs[0])
    return xs[1] * xs[2] + xs[-1]


def fibonacci(x, n, memo):
    if n < 2:
        return x
    if memo[n] > 0:
        return memo[n]
    v = fibonacci(x, n - 1, memo) * x + fibonacci(x, n - 2, memo)
    memo[n] = v
    return v


@example(0.7)
def memo_of_a_recursion(x):
    memo = [0.0] * 6
    return fibonacci(x, 5, memo)


@example(vector(0.3, 0.5), np.array([0.2, 0.7], dtype=np.float32))
def arrays_of_two_dtypes(a, h):
    parts = [h]
    parts.append(a.copy())
    return np.array(parts)


def scale_item(xs, i, x):
    xs[i] = xs[i] * x


@example(1.2)
def other_lists_grow_in_loops_over_lists(x):
    rows = [[x], [x * x]]
    for row in rows:
        row.append(row[0] * x)
    out = []
    for i, row in enumerate(rows):
        scale_item(row, i, x)
        for v in row:
            out.append(v * x)
    for i in range(len(out)):
        out.append(out[i] * x)
    return sum(out) * rows[0][1]


test_lists_more = example.test()


def test_a_slice_that_changes_its_length_is_refused():
    def f(xs):
        xs[1:2] = [xs[0], xs[0]]
        return xs[1] * xs[2]

    with pytest.raises(NotDifferentiable, match="a new list"):
        s2s.grad(f)([0.3, 0.5, 0.7])


def found_or_more(found, x):
    if x > 0.0:
        return found
    found.append(x)
    return found


def test_an_integer_in_a_list_that_a_callee_gives_back():
    def f(x, n):
        s = 0
        if x >= 0.46:
            s = x
        found = found_or_more([0.5, s, n], x)
        return found[0] * x + found[1]

    check(f, 0.3, 1)
    check(f, 0.6, 1)
    check(f, -0.6, 1)


def by_another_name(x):
    xs = [x, x * x]
    ys = xs
    for i, v in enumerate(xs):
        if i < 2:
            ys.append(v * x)
    return sum(xs)


def put(xs, v):
    if len(xs) < 5:
        xs.append(v)


def put_again(held, v):
    put(held[0], v)


def in_a_callee(x):
    xs = [x, x * x]
    held = (xs,)
    for v in xs:
        put_again(held, v * x)
    return sum(xs)


def backwards(x):
    xs = [x, x * x]
    ys = xs
    for v in reversed(xs):
        ys.append(v * x)
    return sum(xs)


def added_to(x):
    xs = [x, x * x]
    ys = xs
    for i, v in enumerate(xs):
        if i < 2:
            ys += [v * x]
    return sum(xs)


def of_a_level_before(x):
    level, following = [x, x * x], []
    for _ in range(3):
        for v in level:
            if len(following) < 5:
                following.append(v * x)
        level = following
    return sum(level)


@pytest.mark.parametrize(
    "f", [by_another_name, in_a_callee, backwards, added_to, of_a_level_before]
)
def test_a_list_that_changes_its_length_while_a_loop_goes_over_it(f):
    with pytest.raises(NotDifferentiable, match="while a loop goes over it"):
        s2s.grad(f)(1.1)


def queue_with_two_tests(x):
    todo, got = [(1.0, x), (2.0, x * x)], []
    while todo and not (got and len(got) > 4):
        got.append(todo.pop(0))
    if todo or not got:
        got.append((0.5, x))
    return sum([a * b for a, b in got])


def test_a_test_hands_no_list_on():
    check(queue_with_two_tests, 1.3)


def levels(x, n):
    level = [x, x * x]
    following = []
    for _ in range(n):
        for v in level:
            following.append(v * x)
        level, following = following, []
    return sum(level)


def smoothed(p, n):
    for _ in range(n):
        p = [q - 0.1 * e for q, e in zip(p, p[1:] + p[:1])]
    return sum(q * q for q in p)


def test_new_lists_are_other_than_those_that_loops_go_over():
    check(levels, 1.2, 3)
    check(smoothed, [0.3, 0.5, 0.7], 3)
    text = s2s.differentiate(smoothed).source([0.3, 0.5, 0.7], 3)
    assert "append" in text and "require_other" not in text
