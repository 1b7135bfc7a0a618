"""This module tests the section "Control flow, calls, functions": functions, texts."""

import math

import pytest

import s2s
from tests.check import check

# Closures that escape.


def make(a):
    def g(z):
        return a * z

    return g


def calls_an_escaped_closure(a):
    g = make(a)
    return g(2.0) * g(3.0)


def late_binding(x):
    gs = []
    for k in range(3):
        gs.append(lambda z: z * x * k)
    return gs[0](1.0) + gs[1](1.0)


def test_closures_that_escape_are_exact_or_refused():
    for f, expected in ((calls_an_escaped_closure, 12 * 0.7), (late_binding, 4.0)):
        try:
            found = s2s.grad(f)(0.7)
        except s2s.errors.NotDifferentiable:
            continue
        assert found == pytest.approx(expected)


def test_closures_made_outside_read_their_cells():
    g = make(5.0)
    assert s2s.grad(g)(2.0) == 5.0
    assert s2s.grad(lambda z: g(z) * g(z))(2.0) == 2 * 25.0 * 2.0


def test_loop_variables_bind_late():
    def f(x):
        total = 0.0
        for k in range(1, 4):
            g = lambda z: z * k
            total += g(x) * x
        k = 10
        return total + g(x)

    assert s2s.grad(f)(0.5) == pytest.approx(2 * 0.5 * 6.0 + 10.0)
    check(f, 0.7)


# Functions known at run time only.


def squared(x):
    return x * x


def twice(f, x):
    return f(f(x))


def chosen(x, name):
    return {"sin": math.sin, "square": squared}[name](x) * x


def walked(x, fs):
    for f in fs:
        x = f(x) * x
    return x


def test_functions_known_at_run_time_only():
    derivative = s2s.grad(twice, 1)
    assert derivative(math.sin, 0.7) == pytest.approx(
        math.cos(math.sin(0.7)) * math.cos(0.7)
    )
    assert derivative(squared, 2.0) == 32.0
    assert derivative(lambda z: z * z * z, 1.0) == 9.0
    check(chosen, 0.7, "sin")
    check(chosen, 0.7, "square")
    check(walked, 0.7, [math.sin, squared, lambda z: z + 1.0])


def test_source_after_the_call_shows_the_function_that_was_met():
    f = s2s.differentiate(chosen)
    assert f.grad(0.7, "square") == pytest.approx(3 * 0.49)
    assert "squared" in f.source()


# Text before the first call.


def annotated(x: float, n: int) -> float:
    for _ in range(n):
        x = x * x
    return x


def bare(x, n):
    for _ in range(n):
        x = x * x
    return x


def test_text_before_the_first_call():
    text = s2s.differentiate(annotated).source()
    assert "runtime" not in text
    compile(text, "text", "exec")


def test_text_of_a_function_without_annotations_says_so():
    assert "Number" in s2s.differentiate(bare).source()


def test_text_for_example_arguments():
    f = s2s.differentiate(bare)
    assert "runtime" not in f.source(0.7, 3)
    assert f.source(0.7, 3) != f.source()


def test_text_after_a_call_is_that_of_the_call():
    f = s2s.differentiate(bare)
    f.grad(0.7, 3)
    assert f.source() == s2s.differentiate(bare).source(0.7, 3)
