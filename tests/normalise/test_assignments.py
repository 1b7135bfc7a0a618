"""Assignments of every form become plain ones."""

import numpy as np
import pytest

from tests.normalise.running import printed, same


def body(text):
    return [line.strip() for line in same(text, (3.0, 4.0)).splitlines()[1:-1]]


def function(*lines):
    return "def f(x, y):\n" + "".join(f"    {line}\n" for line in lines)


def test_swap():
    assert body(function("a, b = x, y", "a, b = b, a + b", "return a - 2 * b")) == [
        "a = x",
        "b = y",
        "a_new = b",
        "b2 = a + b",
        "a2 = a_new",
    ]


def test_no_name_for_what_stays():
    assert body(function("a = x * 2", "a, b = y, a", "return a - 2 * b")) == [
        "a = x * 2",
        "b = a",
        "a2 = y",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["a = b = x * 2", "return a + b"],
        ["a = b = c = 0.0", "a += x", "b += y", "return a * b + c"],
        ["a = np.zeros(3)", "i = a[1] = x", "return a.sum() * i"],
        ["a = np.zeros(3)", "a[0] = a[1] = b = x + y", "return a * b"],
        ["a: float = x * 2", "b: float", "b = a", "return b"],
        ["(a, b), c = (x, y), x * y", "return a * b - c"],
        ["(a, b), c = pair(x), x * y", "return a * b - c"],
        ["[a, b] = pair(x)", "return a * b"],
        ["a, *b = x, y, x * y", "return a + sum(b)"],
        ["a, *b, c = [x, y, x * y, 2.0]", "return a + sum(b) * c"],
        ["*a, b = [x * i for i in range(4)]", "return len(a) * b"],
        ["xs = [x, y, x]", "x, *xs = xs", "return x + sum(xs)"],
        ["xs = [x, y, x * 2]", "*xs, x = xs", "return x + sum(xs) * 3"],
        ["xs = [x]", "a, *b, c = xs", "return a"],
        ["a, b = xs = [x, y]", "xs[0] = 7.0 * y", "return a * b + xs[0]"],
        ["a, b, c = x, y", "return a"],
        ["i, a = 1, [x, y]", "i, a[i] = 0, x * 2", "return a"],
        ["a = [x, y]", "a[0], a[1] = a[1], a[0]", "return a"],
        ["a, b, c = x, y, x + y", "a, b, c = c, a, b", "return [a, b, c]"],
        ["a, b, c = x, y, x + y", "a, b, c = b, c, a * 2", "return [a, b, c]"],
        ["a = b = np.array([x, y])", "a[0] = 2 * x", "return b"],
        ["(a, b), (c, d) = [[x, y], [y, x * 2]]", "return a * b + c * d"],
        ["a, (b, *c) = x, [y, x, y]", "return a * b + sum(c)"],
        ["a, b = (x, *[y])", "return a * b"],
        ["a = [0.0, 0.0]", "i, a[i] = pair(0)", "return x * a[0] + i"],
        ["i = 1", "a = [x, y, x]", "a[i], i = x * 7, 2", "return a, i"],
        ["i = 1", "a = [x, y, x]", "i, a[i] = 2, a[0] + 1", "return a, i"],
        ["x, x = y, x * 2", "return x"],
        ["a = [x, y, x]", "z = x * y", "del a[0], z", "return a"],
        ["a, b, c = (x * i for i in range(3))", "return a + b * c"],
        ["x, y = y, x", "x, y = y, x", "return x - y"],
    ],
)
def test_forms(lines):
    same(function(*lines), (3.0, 4.0), (-1.0, 0.5))


def test_double_buffer():
    text = """
    def f(u, n):
        v = np.zeros_like(u)
        for t in range(n):
            v[:] = u * u
            u, v = v, u
        return u
    """
    for n in range(4):
        same(text, (np.array([1.5, 2.0]), n))


def test_inert_assignments_stay():
    form = printed(function("i = j = 2", "k, m = (1, 2)", "return x * i + k + j"))
    assert "i = j = 2" in form and "k, m = (1, 2)" in form


def test_names_of_one_object_are_bound_one_by_one():
    form = printed(function("k = m = [1, 2]", "k[0] = 3", "return x * m[0]"))
    assert "k = [1, 2]" in form and "m = k" in form


def test_targets_of_loops():
    text = """
    def f(x, n):
        s = 0.0
        for i, (a, b) in [(1, (x, 2.0)), (2, (3.0, x))]:
            s += i * a - b
        for i, (a, *b) in enumerate([(x, n, x), (n, n)]):
            s = s * a + i + sum(b)
        return s
    """
    same(text, (2.0, 3))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("d = {'a': x}; return d['a']", "a dict"),
        ("del xs[:1]; return xs[0]", "`del`"),
        ("x.size = 3.0; return x", "attribute"),
        ("global k; k = x; return k", "global k"),
        ("return sum({x, y})", "a set"),
        ("return {i: x for i in range(3)}[0]", "a dict"),
    ],
)
def test_refusals(line, what):
    lines = [*line.split("; ")]
    with pytest.raises(SyntaxError, match=what) as caught:
        printed(function("xs = [x, y]", *lines))
    assert caught.value.lineno > 1


@pytest.mark.parametrize("head", ["try", "with open('a') as o", "class A"])
def test_refused_blocks(head):
    text = f"def f(x):\n    {head}:\n        y = x * 2\n"
    text += "    finally:\n        pass\n" if head == "try" else ""
    with pytest.raises(SyntaxError, match="around code that carries"):
        printed(text + "    return x")
