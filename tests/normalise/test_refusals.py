"""This module checks what the normaliser refuses, and what it lets through."""

import functools

import gast
import numpy as np
import pytest

from s2s.errors import NotDifferentiable
from s2s.normalise import normalise
from s2s.tree.parse import parse


class Box:
    """A user's class."""

    def __init__(self, value):
        self.value = value

    def scaled(self, factor):
        return self.value * factor


box = Box(2.0)


def twice(f):
    @functools.wraps(f)
    def g(*args):
        return 2.0 * f(*args)

    return g


@twice
def square(z):
    return z * z


def class_made(x):
    return Box(x)  # class `Box`


def class_made_here(x):
    class Local:
        pass

    p = Local(x)  # class `Local`
    return p


def global_method(x):
    return box.scaled(x)  # method `scaled`


def decorated(x):
    return square(x)  # decorator


def decorated_here(x):
    @twice  # decorator of `g`
    def g(z):
        return z * z

    return g(x)


def dict_updated(x):
    d = {}
    d.update(a=x)  # `update` of a dict
    return d


def dict_item(x):
    d = dict(a=1.0)
    for k in range(3):
        d[k] = x * k  # item of a dict
    return d[2]


def dict_passed(x):
    return x["a"] * 2.0  # item of a dict


def global_names(x):
    globals()["made"] = x * x  # set in a dict of names
    return x


def closure_passed_on(x):
    return functools.reduce(lambda a, z: a + z * x, [1.0, 2.0])  # closure .* library


def closure_of_a_call(x):
    return functools.partial(lambda a, b: a * b, x)(2.0)  # out of a call


def closure_in_a_tuple(x):
    def g(z):
        return z * x

    return (g, 2.0)  # in a list or tuple


REFUSED = [
    class_made,
    class_made_here,
    global_method,
    decorated,
    decorated_here,
    dict_updated,
    dict_item,
    dict_passed,
    global_names,
    closure_passed_on,
    closure_of_a_call,
    closure_in_a_tuple,
]


def core(f):
    """The core function of `f`; no call is one of a user's function."""
    made = normalise(parse(f), {"x"}, lambda _call: False)
    if made.lost is not None:
        raise made.lost.error
    return made.tree


@pytest.mark.parametrize("f", REFUSED, ids=lambda f: f.__name__)
def test_refused(f):
    lines = parse(f).lines
    with pytest.raises(NotDifferentiable) as caught:
        core(f)
    line, _, words = lines[caught.value.lineno - 1].partition("  # ")
    assert line.strip() == caught.value.text.partition("  # ")[0].strip()
    for word in words.strip().split(" .* "):
        assert word in caught.value.msg
    assert "; write instead: " in caught.value.msg


def dict_on_the_side(x):
    seen = {}
    seen["square"] = x * x
    print(seen)
    return x * x


def evaluated_constant(x):
    return x * eval("1 + 1") * eval("n", {"n": 2})


def names_shown(x):
    print(sorted(locals()))
    return x


def raises(x):
    if np.isnan(x):
        raise ValueError(x)
    return x


def dict_of_constants(x):
    d = {"n": 2}
    d["n"] += 1
    d.update(k=3)
    return x * d["n"]


def functions_unpacked(x):
    f, g = (lambda z: z * x), (lambda z: z + x)
    return f(g(x))


def map_looked_through(x):
    total = 0.0
    for y in map(lambda z: z * x, [1.0, 2.0]):
        total += y
    return total


ACCEPTED = [
    dict_on_the_side,
    evaluated_constant,
    names_shown,
    raises,
    dict_of_constants,
    functions_unpacked,
    map_looked_through,
]


@pytest.mark.parametrize("f", ACCEPTED, ids=lambda f: f.__name__)
def test_let_through(f):
    assert isinstance(core(f), gast.FunctionDef)
