"""This module checks variables with names that the text of a derivative needs."""

import pytest

from s2s.errors import NotDifferentiable
from tests.check import check
from tests.programs.load import load, unload

WORDS = "len range slice sum list zip float np math runtime shared tape _".split()
NEEDED = {"len", "range", "slice"}  # the compiler writes calls of these: may be refused

PROGRAMS = {
    "local": """
def f(x, n):
    {word} = x * 2.0
    t = 0.0
    for i in (0, 1, 2):
        {word} = {word} * x
        t = t + {word}[i] * {word}[0]
    return t
""",
    "parameter": """
def f({word}, n):
    a = {word} * {word}
    b = a
    b[0] = {word}[1]
    t = 0.0
    for v in [a, b * 2.0]:
        a = a * v
        t = t + v[0] * a[1]
    return t
""",
    "loop_variable": """
def f(x, n):
    t = 0.0
    for {word} in x:
        t = t * {word} + {word} * {word}
    return t
""",
    "nested_function": """
def f(x, n):
    def {word}(v):
        return v * v * x[0]
    t = 0.0
    for v in x:
        t = t * 0.5 + {word}(v)
    return t
""",
    "view": """
def f(x, n):
    a = x * x
    {word} = a[1:]
    {word}[0] = x[0] * x[1]
    b = a[:n]
    b *= 2.0
    return (a * x).sum() + ({word} * {word}).sum()
""",
    "popped_list": """
def f(x, n):
    {word} = []
    for v in x:
        {word}.append(v * v)
    t = x[0]
    while {word}:
        t = t * {word}.pop() + t
    return t
""",
    "global_function": """
def {word}(v):
    w = v * 2.0
    for k in (0, 1):
        w[k] = w[k] * w[k + 1]
    return w


def f(x, n):
    a = x * x
    xs = [a]
    xs.append({word}(a))
    a[0] = x[1]
    t = x[0]
    k = 0
    while k < n:
        t = t + xs[k] @ {word}(xs[k])
        k += 1
    return t
""",
    "global_number": """
{word} = 1.5


def f(x, n):
    ys = [v * {word} for v in x]
    a = x * {word}
    b = a
    while ys:
        a[0] = b[1] * ys.pop() * {word}
    return a[0] * b[1]
""",
    "keyword": """
def g(u, {word}=2.0):
    k = 0
    while k < 2:
        u = u * {word}
        k += 1
    return u * {word}


def f(x, n):
    a = g(x[0], {word}=x[1])
    return a * g(x[2])
""",
}


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("role", PROGRAMS)
def test_names_that_the_text_may_need(role, word):
    text = "import numpy\n" + PROGRAMS[role].replace("{word}", word)
    program = load(f"{text}\n\nARGS = (numpy.array([0.3, 0.4, 0.5]), 2)\n")
    try:
        assert check(program.f, *program.args, wrt=0)
    except NotDifferentiable as error:
        assert word in NEEDED and "is hidden here" in str(error)
    finally:
        unload(program)
