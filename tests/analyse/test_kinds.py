"""This module tests the kinds that are inferred of functions: printed, and held."""

import textwrap
import warnings

import gast
import numpy as np
import pytest

from s2s.analyse.called_kinds import RESULT, Called
from s2s.analyse.kinds import kind_of_expression
from s2s.annotation import kinds_of_text
from s2s.kinds import (
    FLOAT,
    Array,
    Callable,
    Complex,
    Float,
    Inert,
    List,
    Number,
    Tuple,
    Unknown,
    join,
    show,
)
from s2s.tree.function import Function
from tests.analyse.kind_oracle import GLOBALS, hold, inferred


def printed(text, kinds="", call=None):
    """Print the names of a function and their kinds, without the parameters."""
    given = kinds_of_text(kinds)
    names = ", ".join(given)
    body = textwrap.indent(textwrap.dedent(text).strip(), "    ")
    found = inferred(f"def f({names}):\n{body}\n", given, call)
    own = {n: show(k) for n, k in found.names.items() if n not in given}
    return {**own, "result": show(found.result)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = 1.0", "float"),
        ("x = 1", "int = 1"),
        ("x = 0\nx = x + c", "float"),
        ("x = 0\nfor i in range(n):\n    x += c", "float"),
        ("x = 0\nfor i in range(n):\n    x += i", "int"),
        ("x = 5\nwhile x > 1:\n    x = x - 1", "int"),
        ("x = u[1:] - u[:-1]", "float64[n - 1]"),
        ("x = u[2:] - 2.0 * u[1:-1] + u[:-2]", "float64[n - 2]"),
        ("x = 0.0\nif c > 0:\n    x = u", "number"),
        ("x = u[1:]\nif c > 0:\n    x = u", "float64[?]"),
        ("x = u\nif c > 0:\n    x = u[:, None]", "float64[...]"),
        ("x = None\nif c > 0:\n    x = c", "unknown"),
        ("x = np.zeros(n)", "float64[value(n)]"),
        ("x = np.zeros(n - 1) + np.zeros(n)[1:]", "float64[value(n) - 1]"),
        ("k = n // 2\nx = np.zeros(k) + np.ones(k)", "float64[value(k)]"),
        ("for i in range(n):\n    k = i // 2\n    x = np.zeros(k)", "float64[?]"),
        ("for i in range(n):\n    k = len(u)\n    x = np.zeros(k)", "float64[n]"),
        ("x = undefined(c)", "unknown"),
        ("x = c.hex()", "unknown"),
        ("x = M @ np.ones(3)", "float64[?]"),
        ("x, y = c, u", "float"),
        ("(x, y), z = (u, 1), 2", "float64[n]"),
        ("x = u.shape[0]", "int = n"),
        ("x = (c, u)\nx = (u, c)", "(number, number)"),
        ("x = c\nx = 1j", "unknown"),
        ("x = []", "list[nothing]"),
        ("x = [c]\nx.append(u)", "list[number]"),
        ("x = []\nx.append(c)\ny = x.pop()", "list[float]"),
        ("x = []\nx += [c, c]", "list[float]"),
        ("x = [0] * n\nx[0] = c", "list[float]"),
        ("x = [[0.0] * n for _ in range(3)]\nx[0][1] = u", "list[list[number]]"),
        ("x = [c]\ny = x\ny.append(u)", "list[number]"),
        ("y = [[c]]\nx = y[0]\ny[0].append(u)", "list[number]"),
        ("x = [c]\ny = (x, 1)\ny[0].append(u)", "list[number]"),
        ("x = [c]\ny = x[:]\ny.append(u)", "list[float]"),
        ("x = [c]\nundefined(x)", "list[unknown]"),
        ("x = [c]\ny = {'a': x}", "list[unknown]"),
        ("x = [c]\ny = x if c else 1.0", "list[unknown]"),
        ("x = [c]\ndef g():\n    x.append(u)", "list[unknown]"),
        ("x = [c]\ndef g():\n    return x", "list[unknown]"),
        ("x = [c]\ndef g():\n    x[0] = u", "list[unknown]"),
        ("x = [c]\ndef g():\n    return x[n] * x[0]", "list[float]"),
        ("x = [c]\ndef g(x):\n    x.append(u)", "list[float]"),
        ("x = [[c]]\ndef g():\n    return x[0][0]", "list[list[float]]"),
        ("x = [[c]]\ndef g():\n    return x[0]", "list[unknown]"),
        ("x = [[c]]\ndef g():\n    return x[:][0]", "list[unknown]"),
        ("x = [[c]]\ndef g():\n    x[0][0] = u", "list[unknown]"),
        ("x = []\nx.append(x)", "list[unknown]"),
        ("x = ()\nfor i in range(n):\n    x = (x, c)", "unknown"),
        ("import os\nx = os", "unknown"),
        ("with open('a') as x:\n    pass", "unknown"),
        ("try:\n    x = c\nexcept ValueError as y:\n    x = u", "number"),
        ("x = u\nx.shape = (n, 1)", "unknown"),
        ("x = u\nx += c", "float64[n]"),
        ("u[0] = c\nx = u", "float64[n]"),
        ("if (x := c) > 0:\n    pass", "float"),
        ("del u\nx = 1.0", "float"),
    ],
)
def test_names(text, expected):
    assert printed(text, "u=float[n], c=float, n=int")["x"] == expected


def test_a_loop_reaches_a_fixpoint_backwards():
    text = """
    a = 1
    b = 1
    d = 1
    for i in range(n):
        d = b
        b = a
        a = c
    return d
    """
    assert printed(text, "c=float, n=int")["result"] == "float"


def test_lists_made_in_one_pass_are_filled_in_another():
    text = """
    rows = []
    for i in range(n):
        if rows:
            total = rows[0][0]
        row = []
        row.append(c)
        rows.append(row)
    return total
    """
    assert printed(text, "c=float, n=int")["result"] == "float"


def test_a_result_does_not_mention_ints_of_the_call():
    assert printed("return np.zeros(n), u[1:], n", "u=float[n], n=int")["result"] == (
        "(float64[?], float64[n - 1], int)"
    )


def test_ints_of_caller_and_callee_are_apart():
    """A length of the caller's `n` is not the callee's own `n`."""
    outer = Array("float64", (("int", "n", 1),))
    kinds = inferred(
        "def f(u, n):\n    return u + np.zeros(n)\n", {"u": outer, "n": Inert("int")}
    )
    assert show(kinds.result) == "float64[?]"


def test_calls_are_asked_for():
    asked = []

    def call(node, kinds, names):
        asked.append((gast.unparse(node).strip(), [show(k) for k in kinds]))
        return Tuple((Float(), Array("float64", ("n",))))

    kinds = {"g": Callable(test_calls_are_asked_for), "u": Array("float64", ("n",))}
    found = inferred("def f(g, u):\n    a, b = g(u, k=2.0)\n    return b", kinds, call)
    assert asked == [("g(u, k=2.0)", ["float64[n]", "float"])]
    assert show(found.result) == "float64[n]"


def test_a_recursion_is_known_by_its_other_branch():
    kinds = {"g": Callable(test_calls_are_asked_for), "c": Float()}
    text = (
        "def f(g, c):\n    y = 1.0\n    if c > 0:\n        y = c * g(c)\n    return y"
    )
    assert show(inferred(text, kinds, lambda *_: None).result) == "float"


SAME, HELD = (((RESULT, ()), (0, ())),), (((RESULT, (None,)), (0, ())),)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Float(), "list[unknown]"),
        (Called(Float(), (List(Float()),)), "list[unknown]"),
        (Called(Float(), (List(Float()),), (), ()), "list[float]"),
        (Called(Float(), (List(Number()),), (), ()), "list[number]"),
        (Called(List(Float()), (List(Float()),), (), SAME), "list[float]"),
        (Called(List(Number()), (List(Float()),), (), SAME), "list[float]"),
        (Called(List(List(Float())), (List(Float()),), (), HELD), "list[float]"),
    ],
)
def test_what_a_callee_leaves_in_a_list(answer, expected):
    kinds = {"g": Callable(test_calls_are_asked_for), "c": Float()}
    text = "def f(g, c):\n    xs = [c]\n    y = g(xs)\n    return xs"
    assert show(inferred(text, kinds, lambda *_: answer).result) == expected


def test_two_lists_of_one_kind_may_be_one():
    text = "ys.append(u)\nreturn xs"
    given = "xs=list[float], ys=list[float], u=float[n]"
    assert printed(text, given)["result"] == "list[number]"


def test_every_expression_has_a_kind():
    text = "def f(u):\n    return u[1:] * 2.0\n"
    kinds = inferred(text, kinds_of_text("u=float[n]"))
    product = kinds.tree.body[0].value
    assert show(kinds.of(product.left)) == "float64[n - 1]"
    assert show(kinds.of(product.right)) == "float"
    assert kinds.of(gast.Name("z", gast.Load(), None, None)) == Unknown()
    assert str(kinds) == "u: float64[n]\nresult: float64[n - 1]"


def test_kind_of_one_expression():
    node = gast.parse("np.sum(a * xs[0])", mode="eval").body
    function = Function(gast.parse("def f(): pass").body[0], "f", "", [], GLOBALS, {})
    names = {"a": Array("float64", ("n",)), "xs": List(Float())}
    assert kind_of_expression(node, names, function) == FLOAT


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Float(), Float(), "float"),
        (Inert("int"), Float(), "float"),
        (Inert("int"), Complex(), "complex"),
        (Float(), Complex(), "unknown"),
        (Inert("int", "n"), Inert("int", "m"), "int"),
        (Inert("int", 1), Inert("bool", True), "int"),
        (Inert("str"), Inert("int"), "inert"),
        (Inert("None"), Float(), "unknown"),
        (Float(), Array("float64", ("n",)), "number"),
        (Float(), Array("int64", ("n",)), "unknown"),
        (Inert("int"), Array("float32", ("n",)), "number"),
        (Array("float32", ("n",)), Array("float64", ("n",)), "any[n]"),
        (Tuple((Float(),)), Tuple((Float(), Float())), "unknown"),
        (List(Float()), List(None), "list[float]"),
        (List(Float()), Tuple((Float(),)), "unknown"),
        (None, Float(), "float"),
        (None, None, "nothing"),
        (Callable(len), Callable(abs), "unknown"),
        (Callable(len), Callable(len), "callable len"),
    ],
)
def test_join(a, b, expected):
    assert show(join(a, b)) == show(join(b, a)) == expected


PROGRAMS = """
def f(u, c, n):
    total = 0
    xs = []
    for t in range(n):
        d = u[1:] - u[:-1]
        u[1:] -= c * d
        total += np.sum(d * d)
        xs.append(total)
        inner = np.zeros(t)
        inner[:] = c
    count = len(xs)
    z = np.zeros((count, 3)) + np.ones(count)[:, None]
    picked = np.where(z > 0, z, 0.0).sum(axis=0)
    return total, xs, picked, np.array(xs)

def f(u, c, n):
    grid = [[c] * n for _ in range(3)]
    k = 0
    while k < n:
        for row in grid:
            row[k] = row[k] + k
            if row[k] > 1.5:
                break
        k += 1
    best = max([sum(row) for row in grid])
    pairs = [(a, b) for a, b in zip(u, grid)]
    return grid, best, pairs, list(enumerate(u)), np.array(grid)

def f(u, c, n):
    s = 0
    m = n
    for i in range(m):
        n = n - 1
        a = np.zeros(max(n, 0))
        b = np.ones(i)
        s = s + a.sum() * b.sum()
    return s, a.copy() if m > 0 else u, np.arange(n), np.arange(m)

def f(u, c, n):
    x, y = u, u.copy()
    for i in range(n):
        x, y = y, x
        x = x * 0.5 if c > i else x
    h = len(u) // 2
    left, right = np.zeros(h), np.zeros(len(u) - h)
    e = u[:h] if h else u[:0]
    return x, y, left + 1, right, e, u[h:], np.diff(u), np.append(u[1:], c)

def f(u, c, n):
    stack = [u]
    depth = 0
    while stack and depth < n:
        v = stack.pop()
        if len(v) > 1:
            stack.append(v[1:])
            stack.append(v[:-1])
        depth += 1
    last = stack[-1] if stack else None
    return stack, depth, last, depth / 2, n / 1, 2 ** n, c ** n
"""


SLICES = """
def f(u, c, n):
    s = 0.0
    x = np.ones(n + 1)
    for k in range(n):
        row = u[k:] * 2
        s = s + np.sum(row) + np.sum(x[: k + 1] * x[1 : k + 2])
        part = x[k:]
        for i in range(k, n):
            y = part[i - k :] + x[i:]
            s += np.sum(y) + np.sum(x[k : i + 1]) + np.sum(u[:-i] if i else u)
            z = np.zeros(n - i)
            s += np.sum(z + x[i + 1 :])
    return s

def f(u, c, n):
    kept = u[:1]
    s = 0.0
    for k in range(n, -1, -1):
        s += np.sum(kept)
        kept = u[k:]
        if k > 1:
            mine = u[: k - 1]
            other = u[k - 1 :]
        else:
            mine = u[k + 1 :]
        s += np.sum(mine) + np.sum(u[-k:]) + np.sum(u[k - 2 :]) + np.sum(u[: k - 2])
        both = [u[k:], u[:k]]
        for each in both:
            s += np.sum(each)
    return s + np.sum(kept), kept, both, u[k:], k

def f(u, c, n):
    m = len(u)
    s = 0.0
    for i in range(1, m):
        a = u[1:i] - u[: i - 1]
        b = u[i:][: m - i]
        d = u[:-i]
        e = u[i:] * d
        g = u[m - i :] if i < n else u[: m - i]
        h = u[-i:]
        s += np.sum(a) + np.sum(b) + np.sum(e) + np.sum(g) + np.sum(h)
    for j in range(-2, n, 2):
        s += np.sum(u[j:]) + np.sum(u[: j + 1]) + np.sum(u[j : j + 2])
        t = u[n:]
        w = u[:n]
        s += np.sum(u[n:] * t) + np.sum(w * u[:n]) + np.sum(u[n - 1 :])
    return s, u[n:], u[:n], u[-n:], u[n : n + 2]

def f(u, c, n):
    a = np.outer(u, u)
    m = len(u)
    s = 0.0
    for k in range(m):
        col = a[k + 1 :, k] / 2
        a[k + 1 :, k + 1 :] -= np.outer(col, a[k, k + 1 :])
        s += np.sum(a[k, k:] * a[k:, k]) + a[k, :k] @ a[:k, k]
        j = k + 1
        while j < m:
            s += np.sum(a[j:, k] * a[k, j:])
            j += 1
        l = m - k
        tail = a[k, m - l :]
        s += np.sum(tail * a[k, k:])
    return s

def f(u, c, n):
    s = 0.0
    for k in range(n):
        if k % 2:
            v = u[k:]
        for _ in range(2):
            if k > 0:
                s += np.sum(v)
            v = u[:k]
        w = [u[k:] for k in range(3)]
        s += np.sum(w[0])
        q = u[k:]
        while s > 5.0:
            s = s / 2 + np.sum(q)
            q = q[:1]
    return s

def f(u, c, n):
    s = 0.0
    xs = []
    for k in range(n):
        if k > 0:
            s += np.sum(v)
        v = u[k:]
        xs.append(u[k:])
        s += np.sum(v) + np.sum(xs[0])
    return s, xs
"""


@pytest.mark.parametrize("text", SLICES.strip().split("\n\n"))
def test_lengths_of_slices_are_what_they_are_in_each_trip(text):
    for length in range(6):
        for n in range(5):
            hold(text, np.linspace(-1.0, 2.0, length), 0.5, n)


@pytest.mark.parametrize("text", PROGRAMS.strip().split("\n\n"))
def test_values_of_programs_are_of_their_kinds(text):
    for length in range(5):
        for n in range(4):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                hold(text, np.linspace(-1.0, 2.0, length), 0.5, n)
            hold(text, np.linspace(-1, 2, length).astype("float32"), np.float64(2), n)


def test_only_nodes_of_the_tree_have_kinds():
    """A node that is gone would leave its kind to the next one at its address."""
    found = inferred("def f(a, s):\n    a *= s\n    a[0] += s\n    return\n", {})
    known = {id(node) for node in gast.walk(found.tree)}
    assert set(found.table) <= known
