"""This module tests that names of the compiler's own never stand for the user's."""

import pytest

from tests.check import check
from tests.programs.load import load, unload

GENERATED = "f_vjp f_value_and_vjp f_forward f_backward g_vjp g_forward g_backward"
MODULES = "np math runtime shared tape g_tape abs"
WORDS = [*GENERATED.split(), *MODULES.split()]

# What the derivative calls of `g`: alone, or in halves.
CALLEES = {
    "joint": """
def g(t):
    return math.tanh(t) * t
""",
    "halves": """
def g(t):
    print(end="")
    rows = [[t, 2.0 * t], [t * t]]
    rows[1].append(rows[0][0] * 3.0)
    row = rows[1 if t > 0.0 else 0]
    row[0] *= t
    return row[0] * row[1]
""",
}

USES = {
    "global_function": """
def {word}(t, k=1.0, *rest):
    return 100.0 * t * k

def f(x):
    return g(x) * {word}(x, x)
""",
    "global_function_called_inertly": """
def {word}(t, k=1.0, *rest):
    return 100.0 * t * k

def f(x):
    return g(x) * {word}(2.0)
""",
    "global_number": """
{word} = 3.0

def f(x):
    return g(x) * {word} * x
""",
    "global_of_a_callee": """
def {word}(t, k=1.0):
    return 100.0 * t * k

def h(t):
    return {word}(t, t) * g(t)

def f(x):
    return g(x) * h(x) * g(2.0 * x)
""",
    "local": """
def f(x):
    {word} = g(x)
    return {word} * x * g({word})
""",
    "local_of_a_callee": """
def h(t):
    {word} = g(t) * t
    for i in range(2):
        {word} = {word} * t
    return {word}

def f(x):
    return g(x) * h(x) * g(2.0 * x)
""",
    "parameter": """
def f({word}):
    return g({word}) * {word}
""",
    "parameter_of_a_callee": """
def h({word}):
    return g({word}) * {word}

def f(x):
    return g(x) * h({word}=x)
""",
    "function_given": """
def h({word}, t):
    return {word}(t) * g(t)

def f(x):
    return g(x) * h(lambda v: v * v, x)
""",
    "nested_function": """
def f(x):
    def {word}(t, k):
        return 5.0 * t * k
    return g(x) * {word}(x, 1.0)
""",
    "both_nested": """
def f(x):
    def g(t):
        return 3.0 * t * t
    def {word}(t, k):
        return 5.0 * t * k
    return g(x) * {word}(x, 1.0) + {word}(2.0, 3.0)
""",
    "lambda": """
def f(x):
    k = (lambda {word}: {word} * 3)(2)
    return g(x) * sum([{word} * x for {word} in (1.0, k)])
""",
}


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("callee", CALLEES)
def test_names_that_the_derivative_would_like_to_have(callee, use, word):
    imports = "import numpy as array_library\nimport math"
    callee_text = CALLEES[callee]
    if word == "math":
        imports += " as maths"
        callee_text = callee_text.replace("math.", "maths.")
    text = f"{imports}\n{callee_text}{USES[use]}".replace("{word}", word)
    program = load(f"{text}\nARGS = (0.8,)\n")
    try:
        assert check(program.f, *program.args)
    finally:
        unload(program)


OTHER = {
    "of_a_builtin": (
        "abs",
        "def abs(t):\n    return 7.0 * t\n",
        "abs(t) * t",
        "abs(x)",
    ),
    "of_a_local": ("G2", "G = 5.0\n", "G * t", "G * {local} * x"),
    "of_a_module": ("np", "np = 3.0\n", "np * t", "np.sin(x)"),
    "of_a_generated_function": (
        "f_vjp",
        "def f_vjp(t):\n    return 2.0 * t\n",
        "f_vjp(t) * t",
        "x",
    ),
}


@pytest.mark.parametrize("case", OTHER)
def test_names_that_mean_something_else_in_another_file(case):
    word, definition, used, here = OTHER[case]
    other = load(f"{definition}\ndef f(t):\n    return {used}\n\nARGS = ()\n")
    head = "import numpy as np\nG = 2.0\n" if word != "abs" else ""
    body = f"    G2 = x * x\n    return other(x) * {here.format(local='G2')} + G2\n"
    main = load(f"{head}\ndef f(x):\n{body}\nARGS = (0.8,)\n")
    main.f.__globals__["other"] = other.f
    try:
        assert check(main.f, 0.8)
    finally:
        unload(other)
        unload(main)
