"""This module runs functions before and after normalisation, and compares them."""

import copy
import math
import textwrap

import gast
import numpy as np

from s2s.normalise import normalise
from s2s.tree.function import Function

HELPERS = """
def g(x):
    log.append(("g", copy.deepcopy(x)))
    return x * x

def h(x, y=2.0):
    log.append(("h", copy.deepcopy(x)))
    return x + y

def pair(x):
    log.append(("pair", copy.deepcopy(x)))
    return x, x + 1.0

def change(a, v=1.0):
    log.append("change")
    a[0] = a[0] + v
    return v

def note(x):
    log.append(("note", copy.deepcopy(x)))
    return x
"""
USERS = ("g", "h", "pair", "change", "note")


def normalised(text, wrt=None, users=USERS):
    """The normal form of a function given as text, with its globals."""
    text = textwrap.dedent(text).strip()
    tree = gast.parse(text).body[0]
    space = {"np": np, "math": math, "copy": copy, "log": []}
    exec(HELPERS, space)
    lines = (text + "\n").splitlines(True)
    function = Function(tree, tree.name, "f.py", lines, space, {}, None)
    wrt = {tree.args.args[0].id} if wrt is None else set(wrt)
    return normalise(function, wrt, lambda call: called(call) in users)


def called(call):
    return call.func.id if isinstance(call.func, gast.Name) else ""


def printed(text, wrt=None, users=USERS):
    """The normal form of a function as text."""
    return gast.unparse(normalised(text, wrt, users).tree).strip()


def same(text, *calls, wrt=None):
    """Assert that the normal form does what the function does; gives its text.

    The normal form is accepted again, and its normal form does the same.
    """
    text = textwrap.dedent(text).strip()
    once = printed(text, wrt)
    twice = printed(once, wrt)
    for arguments in calls:
        expected = outcome(text, arguments)
        for form in (once, twice):
            assert outcome(form, arguments) == expected, f"{arguments}\n{form}"
    return once


def outcome(text, arguments):
    """What calling the function gives, prints, raises, and changes."""
    space = {"np": np, "math": math, "copy": copy, "log": []}
    exec(HELPERS + "\n" + text, space)
    name = gast.parse(text).body[0].name
    arguments = copy.deepcopy(arguments)
    try:
        result = space[name](*arguments)
    except Exception as error:
        result = type(error).__name__
    return plain((result, arguments, space["log"]))


def plain(value):
    """A value that compares with `==`: arrays as their bytes."""
    if isinstance(value, np.ndarray):
        return ("array", value.dtype.str, value.shape, value.tobytes())
    if isinstance(value, (tuple, list)):
        return [type(value).__name__, *map(plain, value)]
    if isinstance(value, (float, np.floating)):
        return (type(value).__name__, repr(float(value)))
    return value
