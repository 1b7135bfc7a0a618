"""Iteration, ranges, trips, branches and webs."""

import numpy as np
import pytest

from tests.normalise.running import normalised, printed, same

LISTS = [([1.0, 2.0, 3.5],), ([],), ([4.0],)]


def function(*lines):
    return "def f(xs):\n    s = 1.0\n" + "".join(f"    {line}\n" for line in lines)


def loop(head, *lines):
    return function(head, *(f"    {line}" for line in lines), "return s")


def test_iteration_over_a_list():
    form = same(loop("for x in xs:", "s = s * x"), *LISTS)
    assert form.splitlines()[2:] == [
        "    stop = len(xs)",
        "    for i in range(stop):",
        "        x = xs[i]",
        "        s = s * x",
        "    return s",
    ]


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("for i, x in enumerate(xs):", ["s = s * x + i"]),
        ("for i, x in enumerate(xs, 3):", ["s = s * x + i"]),
        ("for i, x in enumerate(xs, start=len(xs)):", ["s = s * x + i", "i = 7"]),
        ("for i, x in enumerate(xs):", ["i = i + 1", "s = s * x + i"]),
        ("for p in enumerate(xs):", ["s = s * p[1] + p[0]"]),
        ("for x, y in zip(xs, xs[1:]):", ["s = s * x + y"]),
        ("for x, k in zip(xs, range(9)):", ["s = s * x + k"]),
        ("for x, k in zip(xs, range(2, 4)):", ["s = s * x + k"]),
        ("for x, k in zip(xs, 'ab'):", ["s = s * x + len(k)"]),
        ("for p in zip(xs, xs):", ["s = s * p[0] + p[1]"]),
        ("for i, (x, y) in enumerate(zip(xs, xs[1:])):", ["s = s * x + y * i"]),
        ("for x, y in zip(xs, xs, strict=True):", ["s = s * x + y"]),
        ("for x, y in zip(xs, xs[1:], strict=True):", ["s = s * x + y"]),
        ("for x in reversed(xs):", ["s = s * 2 + x"]),
        ("for i, x in enumerate(reversed(xs)):", ["s = s * 2 + x * i"]),
        ("for i, x in reversed(list(enumerate(xs))):", ["s = s * 2 + x * i"]),
        ("for x in map(g, xs):", ["s = s * 2 + x"]),
        ("for x in map(lambda v: v * s, xs):", ["s = s * 2 + x"]),
        ("for x in xs:", ["xs = xs[1:]", "s = s * x + len(xs)"]),
        ("for xs in [xs, xs]:", ["s = s + sum(xs)"]),
        ("for xs[0] in [2.0, 3.0] if xs else []:", ["s = s * xs[0]"]),
        ("for x in xs[:]:", ["xs.append(x)", "s = s + len(xs) * x"]),
        ("for x in sorted(xs):", ["s = s * 2 + x"]),
        ("for k in range(len(xs)):", ["k = k + 1", "s = s + k * xs[k - 1]"]),
        ("for k in range(len(xs), 0, -1):", ["s = s * 2 + xs[k - 1]"]),
        ("for k in [2, 0, 1]:", ["if k < len(xs):", "    s = s * 2 + xs[k]"]),
        ("for k in np.arange(len(xs)):", ["s = s * 2 + xs[k]"]),
        ("for c, k in enumerate('abc'):", ["s = s + sum(xs) * c"]),
        ("while s < 9 and xs:", ["s = s * 2 + xs.pop()"]),
        ("for x in xs:", ["if x > 2:", "    break", "s = s * 2 + x"]),
    ],
)
def test_heads(head, lines):
    same(loop(head, *lines), *LISTS)


def test_over_arrays():
    text = """
    def f(a, n):
        s = 0.0
        for row in a:
            row[0] = n * row[1]
            for x in row:
                s = s + x * x
        for x in a.T[0]:
            s = s * x
        for row in a.tolist():
            s += row[0]
        return s, a
    """
    same(text, (np.arange(6.0).reshape(3, 2), 2.0), (np.zeros((0, 2)), 1.0))


def test_the_index_that_is_read_later():
    text = function("for i in range(len(xs)):", "    s += xs[i]", "return s * i")
    assert "i = index" in same(text, *LISTS)


def test_the_index_that_is_assigned_before():
    text = function(
        "i = 0", "for i in range(len(xs)):", "    s += xs[i] * i", "return s + i"
    )
    same(text, *LISTS)


def test_one_index_for_two_loops():
    text = function(
        "for i in range(len(xs)):",
        "    s += xs[i]",
        "for i in range(3):",
        "    s = s * sum(xs)",
        "return s",
    )
    assert "index" not in same(text, *LISTS)


def test_nested_loops_with_one_index():
    text = function(
        "for i in range(len(xs)):",
        "    for i in range(2):",
        "        s += xs[0] * i",
        "    s = s * i",
        "return s",
    )
    assert "index" in same(text, *LISTS)


def test_bounds_are_hoisted():
    text = """
    def f(x, n):
        for i in range(n):
            n -= 1
            x = x * 2
            for j in range(n, 2 * n + 1):
                x = x + j
        return x
    """
    form = same(text, (1.0, 0), (1.0, 1), (2.0, 5))
    assert "stop = n" in form and "range(n, 2 * n + 1)" in form


def test_trips_are_counted():
    text = "def f(x):\n    while x < 9:\n        x = x * 2 + 1\n    return x"
    lines = [line.strip() for line in same(text, (1.0,), (10.0,)).splitlines()]
    assert lines[1:4] == ["trips = 0", "while x < 9:", "trips += 1"]


def test_tests_are_named():
    text = """
    def f(x, n):
        for i in range(n):
            if i > 1:
                x = x * 2
            elif x > 3 and i == 0:
                x = x + 1
            elif n:
                x = x - 1
        if n > 3:
            x = x * 3
        if not n > 3:
            x = x * 5
        return x
    """
    form = same(text, (1.0, 0), (5.0, 1), (2.0, 5))
    assert "branch = x > 3 and i == 0" in form and form.count("branch") == 2
    assert "if i > 1:" in form and "if n > 3:" in form and "if n:" in form


def test_a_changing_list_is_refused():
    with pytest.raises(SyntaxError, match="changes while a loop"):
        printed(loop("for k, x in enumerate(xs):", "xs.append(x)", "s += x"))


def test_a_list_that_grows():
    lines = ["if x < 5:", "    xs.append(x * 2)", "    continue", "s += x"]
    same(loop("for x in xs:", *lines), *LISTS)
    same(loop("for x in xs:", "s += xs.pop() * x"), *LISTS)


def test_lazy_iteration_is_refused():
    with pytest.raises(SyntaxError, match="iterator"):
        printed(loop("for x in filter(None, xs):", "s += x"))


def test_views_of_dicts_are_listed():
    form = printed(loop("for k, x in xs.items():", "s += x"))
    assert "sequence = list(xs.items())" in form


def test_webs():
    text = """
    def f(a, b):
        t = a * b
        y = t + 1.0
        t = y * y
        a = a * t
        a += 1.0
        u = 0.0
        for i in range(3):
            u = u + t
            t = a * u
        if u > 2:
            u = a
        v = u * t
        u = v
        return u
    """
    result = normalised(text)
    same(text, (1.0, 2.0), (0.1, 0.1))
    assert result.origin == {"t2": "t", "a2": "a", "u2": "u"}


def test_captured_names_keep_theirs_and_no_name_is_deleted():
    text = """
    def f(x):
        k = x * 2
        def inner(v):
            return v * k
        y = inner(x)
        k = 3.0 * x
        z = inner(x)
        d = k2 = 3
        del d
        d = 2
        w = [k for k in (x, z)]
        return y + z * k + d + sum(w)
    """
    form = same(text, (3.0,))
    assert "k = 3.0 * x" in form and "del" not in form


def test_augmented_assignment_is_one_web():
    text = (
        "def f(x):\n    a = x * 2\n    a += 1\n    b = a\n    a = b * b\n    return a"
    )
    assert normalised(text).origin == {"a2": "a"}


def test_inert_blocks_stay():
    text = """
    def f(x, n):
        k = 0
        try:
            k = int(n)
        except ValueError:
            k = 1
        finally:
            k += 1
        with np.errstate(all="ignore"):
            m = k
        for i in range(3):
            try:
                k += 1
            except ValueError:
                continue
        import math as m2
        assert k, "none"
        return x * k * m
    """
    same(text, (2.0, "4"), (2.0, "a"))


def test_positions_and_texts():
    text = (
        "def f(xs):\n"
        "    s = 0.0\n"
        "    for i, x in enumerate(\n"
        "        xs):\n"
        "        s = (s +\n"
        "            (x if i else g(x)))\n"
        "    return s"
    )
    result = normalised(text)
    texts = {
        result.statements[node.lineno, node.col_offset]
        for node in _statements(result.tree.body)
    }
    assert texts == {
        "s = 0.0",
        "for i, x in enumerate(xs):",
        "s = s + (x if i else g(x))",
        "return s",
    }


def _statements(body):
    for node in body:
        yield node
        for field in ("body", "orelse"):
            yield from _statements(getattr(node, field, []))
