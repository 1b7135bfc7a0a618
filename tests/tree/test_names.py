"""This module tests which names a tree binds and reads."""

import gast
import pytest

from s2s.tree.names import Names, assigned, bound, declared, names_in, parameters, reads


def body(text):
    return gast.parse(text).body


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("b, (a, *c) = x", ["b", "a", "c"]),
        ("a[i] = x.y = b", []),
        ("a += 1", ["a"]),
        ("a: int = 1", ["a"]),
        ("for i, j in x: k = i", ["i", "j", "k"]),
        ("with f() as g: h = 1", ["g", "h"]),
        ("try: a = 1\nexcept E as e: b = 1", ["a", "e", "b"]),
        ("import a.b, c as d\nfrom e import f as g, h", ["a", "d", "g", "h"]),
        ("def f(x): y = 1", ["f"]),
        ("class A: y = 1", ["A"]),
        ("a = [b for b in c]", ["a"]),
        ("a = [(z := b) for b in c]", ["a", "z"]),
        ("a = lambda b: b", ["a"]),
        ("def f(x, y=(k := 1)): pass", ["f", "k"]),
        ("match x:\n case [a, *b] | {'k': a, **b} as c: pass", ["c", "a", "b"]),
        ("a = 1; b = 2; a = 3", ["a", "b"]),
    ],
)
def test_assigned(text, names):
    assert assigned(body(text)) == list(dict.fromkeys(names))


def test_bound_holds_what_comprehensions_and_lambdas_bind():
    assert bound(body("a = [b for b in c]; d = lambda e: e")) == ["a", "b", "d", "e"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("x = a.b[c](d, k=e)", "abcde".replace("b", "")),
        ("x[i] = y", "xiy"),
        ("x += y", "xy"),
        ("x = [a * k for a in b]", "kb"),
        ("x = lambda a, c=d: a * b", "bd"),
        ("def f(a, c=d):\n l = a\n return l * b", "bd"),
        ("def f():\n global g\n g += 1", "g"),
        ("@d\ndef f(a: b, *c: e) -> g: return a + c", "dbeg"),
        ("del x", ""),
        ("f'{a:{b}}'", "ab"),
    ],
)
def test_reads(text, names):
    assert reads(body(text)) == set(names)


def test_declared_and_parameters():
    (f,) = body("def f(a, /, b, *c, d, **e):\n global g, h\n def k():\n  nonlocal b")
    assert parameters(f) == ["a", "b", "d", "c", "e"]
    assert declared(f.body) == {"g", "h"}


def test_names_in_holds_every_name_but_no_attributes():
    text = "import a\ndef f(b): global c; return b.d(e=1)\nclass g: pass"
    assert names_in(gast.parse(text)) == {"a", "f", "b", "c", "g"}


def test_fresh_names_count_from_two():
    names = Names({"x", "x2"})
    assert [names.fresh("x") for _ in range(2)] == ["x3", "x4"]
    assert [names.fresh("y") for _ in range(2)] == ["y", "y2"]
    assert [names.fresh("x2") for _ in range(2)] == ["x2_2", "x2_3"]
