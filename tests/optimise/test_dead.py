"""This module tests dead code elimination, before and after."""

from pathlib import Path

import pytest

from s2s.optimise.dead import dead
from tests.optimise.text import after

CASES = {
    "a value that nobody reads": ("c = a * b\nreturn a", "return a"),
    "a value that is overwritten": ("c = a\nc = b\nreturn c", "c = b\nreturn c"),
    "a chain": ("c = a\nd = c * c\ne = math.sin(d)\nreturn a", "return a"),
    "a loop that feeds only itself": (
        "c = 0.0\nfor i in range(n):\n    c = c + a\nreturn b",
        "return b",
    ),
    "a while that feeds only itself": (
        "c = 0.0\nwhile c < 3.0:\n    c = c + a\nreturn b",
        "return b",
    ),
    "a while whose trips are read": (
        "c = a\nk = 0\nwhile c < 3.0:\n    c = c + 1.0\n    k += 1\nreturn k",
        "c = a\nk = 0\nwhile c < 3.0:\n    c = c + 1.0\n    k += 1\nreturn k",
    ),
    "a break decides what is read": (
        "for i in range(n):\n    a = a * b\n    if a > 9.0:\n        break\nreturn a",
        "for i in range(n):\n    a = a * b\n    if a > 9.0:\n        break\nreturn a",
    ),
    "a break of a loop that does nothing": (
        "for i in range(n):\n    if a > i:\n        break\nreturn a",
        "return a",
    ),
    "effects stay": (
        "c = print(a)\nfor i in range(n):\n    d = a\n    print(i)\nreturn a",
        "print(a)\nfor i in range(n):\n    print(i)\nreturn a",
    ),
    "a generator is used up": (
        "for x in u:\n    c = x\nreturn a",
        "for x in u:\n    pass\nreturn a",
    ),
    "a stack": (
        "s = []\nfor i in range(n):\n    s.append(a)\n    a = a * b\n"
        "for i in range(n):\n    c = s.pop()\nreturn a",
        "for i in range(n):\n    a = a * b\nreturn a",
    ),
    "a pop that keeps the balance": (
        "s = []\ns.append(a)\ns.append(b)\nc = s.pop()\nc = s.pop()\nreturn c",
        "s = []\ns.append(a)\ns.append(b)\ns.pop()\nc = s.pop()\nreturn c",
    ),
    "a stack that goes out": (
        "s = []\ns.append(a)\nreturn s",
        "s = []\ns.append(a)\nreturn s",
    ),
    "a fresh list": ("w = [a] + [b]\nw[0] = v\nreturn a", "return a"),
    "an item put into a list is somebody's array": (
        "w = [None] * 2\nw[0] = u\nw[0] += a\nreturn b",
        "w = [None] * 2\nw[0] = u\nw[0] += a\nreturn b",
    ),
    "an item of a list that was added": (
        "w = [a] + [u]\nw[1] += a\nreturn b",
        "w = [a] + [u]\nw[1] += a\nreturn b",
    ),
    "an item of a copy": (
        "w = {0: u}.copy()\nw[0] += a\nreturn b",
        "w = {0: u}.copy()\nw[0] += a\nreturn b",
    ),
    "a list keeps what is added to it": (
        "w = []\nx = np.zeros(n)\nw += [x]\nx[0] = a\nreturn w",
        "w = []\nx = np.zeros(n)\nw += [x]\nx[0] = a\nreturn w",
    ),
    "what a call picks may be somebody's": (
        "w = np.sum(v)\nw[0] = a\nreturn b",
        "w = np.sum(v)\nw[0] = a\nreturn b",
    ),
    "a parameter's storage": ("u[0] = a\nreturn a", "u[0] = a\nreturn a"),
    "a pop of what has another name": (
        "s = []\ns.append(a)\nw = [a, b]\nx = w\nc = w.pop()\nreturn x, s",
        "s = []\ns.append(a)\nw = [a, b]\nx = w\nw.pop()\nreturn x, s",
    ),
    "an alias": (
        "w = np.zeros(n)\nx = w\nx[0] = a\nreturn w",
        "w = np.zeros(n)\nx = w\nx[0] = a\nreturn w",
    ),
    "a view": (
        "w = np.zeros(n)\nx = w[1:]\nx += a\nreturn w",
        "w = np.zeros(n)\nx = w[1:]\nx += a\nreturn w",
    ),
    "what may be an array is changed for all": (
        "x = u\nx += a\nreturn b",
        "x = u\nx += a\nreturn b",
    ),
    "an item of a list is somebody's array": (
        "s = [u]\ns[0] += a\nreturn b",
        "s = [u]\ns[0] += a\nreturn b",
    ),
    "a store with out=": (
        "c = np.sin(v, out=u)\nreturn a",
        "np.sin(v, out=u)\nreturn a",
    ),
    "a store by position": ("c = np.sin(v, u)\nreturn a", "np.sin(v, u)\nreturn a"),
    "random numbers": ("c = np.random.rand()\nreturn a", "np.random.rand()\nreturn a"),
    "both arms": ("if a > b:\n    c = a\nelse:\n    c = b\nreturn a", "return a"),
    "the first arm": (
        "if a > b:\n    c = a\nelse:\n    b = a\nreturn b",
        "if not a > b:\n    b = a\nreturn b",
    ),
    "an equality is turned round": (
        "if a == b:\n    c = a\nelse:\n    b = a\nreturn b",
        "if a != b:\n    b = a\nreturn b",
    ),
    "a negation is taken away": (
        "if not n:\n    c = a\nelse:\n    b = a\nreturn b",
        "if n:\n    b = a\nreturn b",
    ),
    "a comment goes with what it heads": (
        "# c = a\nc = a\n# b = a\nb = a\nreturn b",
        "# b = a\nb = a\nreturn b",
    ),
    "no comment is about a return of names": (
        "# c = a\nc = a\nreturn b",
        "return b",
    ),
    "a title goes with its section": (
        "# = forward sweep\nc = a\n# = backward sweep\nb = b * a\nreturn b",
        "# backward sweep\nb = b * a\nreturn b",
    ),
    "unused indices, backwards only": (
        "for i in range(n):\n    a = a * b\n"
        "# = backward sweep\nfor i in range(n):\n    a = a * b\nreturn a",
        "for i in range(n):\n    a = a * b\n"
        "# backward sweep\nfor _ in range(n):\n    a = a * b\nreturn a",
    ),
    "an index that is read after the loop": (
        "# = backward sweep\nfor i in range(n):\n    a = a * b\nreturn a, i",
        "# backward sweep\nfor i in range(n):\n    a = a * b\nreturn a, i",
    ),
    "a nested function reads when it is called": (
        "c = a\ndef g():\n    return c\nc = b\nreturn g()",
        "c = a\n\ndef g():\n    return c\nc = b\nreturn g()",
    ),
    "a handler reads what the body has overwritten": (
        "c = a\ntry:\n    c = b\n    c = 1 / n\nexcept ValueError:\n    pass\nreturn c",
        "c = a\ntry:\n    c = b\n    c = 1 / n\nexcept ValueError:\n    pass\nreturn c",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_dead(name):
    before, expected = CASES[name]
    assert after(dead, before).strip() == expected.replace("\n\n", "\n")


def test_updates_of_numbers_are_values():
    before = "x = u\nx += a\nreturn b"
    assert after(dead, before, numbers=frozenset({"x"})) == "return b"


def test_items_of_numbers_have_no_other_names():
    before = "w = np.zeros(n)\nw[0] = a\nw[1] += b\nreturn a"
    assert after(dead, before, numeric=frozenset({"w"})) == "return a"


def test_an_array_of_numbers_copies_what_is_added_to_it():
    before = "w = np.zeros(n)\nx = np.zeros(n)\nw += x\nx[0] = a\nreturn w"
    less = "w = np.zeros(n)\nx = np.zeros(n)\nw += x\nreturn w"
    assert after(dead, before, numeric=frozenset({"w", "x"})) == less


def test_a_predicate_says_which_functions_are_pure():
    before = "c = area(a)\nreturn b"
    names = {"area": lambda a: a * a}
    assert after(dead, before, lookup=names.get, pure=lambda f: True) == "return b"
    assert after(dead, before, lookup=names.get) == "area(a)\nreturn b"


@pytest.mark.parametrize("call", ["abs(a)", "math.sin(a)", "np.sum(u)", "runtime.f(u)"])
def test_a_name_that_stands_for_something_else(call):
    names = {"abs": print, "math": Path, "np": Path, "runtime": Path}
    assert after(dead, f"c = {call}\nreturn b", lookup=names.get) != "return b"


def test_methods_of_what_may_be_an_object_of_the_users():
    before = "c = u.sum(v)\nd = (u * 2.0).copy()\nreturn b"
    less = "u.sum(v)\n(u * 2.0).copy()\nreturn b"
    assert after(dead, before) == less
    assert after(dead, before, plain=frozenset("u")) == "return b"
