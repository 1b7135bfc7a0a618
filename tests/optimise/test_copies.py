"""This module tests the propagation of temporaries, before and after."""

import pytest

from s2s.optimise.copies import copies
from tests.optimise.text import after

MOVES = {
    "next": ("t = a * b\nc = t + a\nreturn c", "c = a * b + a\nreturn c"),
    "grouping stays": ("t = a + b\nc = a * t\nreturn c", "c = a * (a + b)\nreturn c"),
    "a chain": (
        "t = a * b\ns = t + a\nc = 2.0 * s\nreturn c",
        "c = 2.0 * (a * b + a)\nreturn c",
    ),
    "over what does not matter": (
        "t = a * b\nd = a\nc = t + d\nreturn c",
        "d = a\nc = a * b + d\nreturn c",
    ),
    "argument": ("t = a * b\nc = g(a, t)\nreturn c", "c = g(a, a * b)\nreturn c"),
    "into an index": ("t = n - 1\nu[t] = a\nreturn u", "u[n - 1] = a\nreturn u"),
    "into a header": ("t = n - 1\nfor i in range(t):\n    a += b\nreturn a",
                      "for i in range(n - 1):\n    a += b\nreturn a"),
    "another name, everywhere": (
        "t = u\nif a > 0:\n    b = t[0] + t[1]\nc = t[2]\nreturn b + c",
        "if a > 0:\n    b = u[0] + u[1]\nc = u[2]\nreturn b + c",
    ),
    "inside a loop": (
        "for i in range(n):\n    t = a * i\n    b += t\nreturn b",
        "for i in range(n):\n    b += a * i\nreturn b",
    ),
}  # fmt: skip

STAYS = {
    "read twice": "t = a * b\nc = t + t\nreturn c",
    "a name has changed": "t = a * b\na = 1.0\nc = t + a\nreturn c",
    "storage has changed": "t = u[0] * b\nv[0] = 1.0\nc = t + a\nreturn c",
    "a call in between": "t = u[0] * b\ng(u)\nc = t + a\nreturn c",
    "a call in the reader": "t = u[0] * b\nc = g(u) + t\nreturn c",
    "a loop repeats it": "t = math.sin(a)\nfor i in range(n):\n    b += t\nreturn b",
    "a while repeats it": "t = a * b\nwhile b < t:\n    b += 1.0\nreturn b",
    "a branch may not need it": "t = a * b\nif a > 0:\n    b += t\nreturn b",
    "a comprehension repeats it": "t = a * b\nc = [t * x for x in u]\nreturn c",
    "another name, rebound": "t = a\na = b\nc = t + a\nreturn c",
    "another name, rebound in a loop": (
        "t = a\nfor i in range(n):\n    b += t\n    a = b\nreturn b"
    ),
    "it has effects": "t = g(a)\nd = h(b)\nc = t + d\nreturn c",
    "its storage is filled": "t = np.zeros(n)\nt[0] = a\nreturn t",
    "results are returned by name": "t = a * b\nreturn t",
    "it belongs to another statement": "# x\nt = a * b\n# y\nc = t + a\nreturn c",
    "it is assigned twice": "t = a\nif a > 0:\n    t = b\nc = t * a\nreturn c",
}


@pytest.mark.parametrize("name", MOVES)
def test_moves(name):
    before, expected = MOVES[name]
    assert after(copies, before, temporaries=frozenset("ts")) == expected


@pytest.mark.parametrize("name", STAYS)
def test_stays(name):
    text = STAYS[name]
    assert after(copies, text, temporaries=frozenset("ts")) == text


def test_long_lines_are_not_made_longer():
    long = " + ".join(["a * b"] * 30)
    text = f"t = {long}\nc = t * a\nreturn c"
    found = after(copies, text, temporaries=frozenset("t"))
    assert found.startswith("t = ") and found.endswith("c = t * a\nreturn c")


def test_numbers_do_not_change_in_place():
    text = "t = a * b\nu[0] = 1.0\nc = t + a\nreturn c"
    assert after(copies, text, temporaries=frozenset("t")) == text
    found = after(copies, text, temporaries=frozenset("t"), numbers=frozenset("ab"))
    assert found == "u[0] = 1.0\nc = a * b + a\nreturn c"


def test_the_users_names_stay():
    text = "t = a * b\nc = t + a\nreturn c"
    assert after(copies, text) == text
