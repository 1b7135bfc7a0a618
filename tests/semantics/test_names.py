"""This module tests the section "Control flow, calls, functions": what names mean."""

import math
from math import sin as math_sin

import numpy as np
import pytest
from numpy import sin as numpy_sin

import s2s
from tests.language.examples import vector

# Code objects are not identities.


def wrap(g):
    return lambda x: g(x)


def test_code_objects_are_not_identities():
    assert s2s.grad(wrap(math.sin))(0.7) == math.cos(0.7)
    assert s2s.grad(wrap(math.cos))(0.7) == -math.sin(0.7)
    assert s2s.grad(wrap(lambda z: z * z))(0.7) == 1.4
    assert s2s.grad(wrap(lambda z: z * z * z))(0.7) == pytest.approx(3 * 0.49)


def test_code_objects_are_not_identities_of_defaults():
    def with_default(g):
        def f(x, inner=g):
            return inner(x)

        return f

    assert s2s.grad(with_default(math.sin))(0.7) == math.cos(0.7)
    assert s2s.grad(with_default(math.exp))(0.7) == math.exp(0.7)


def test_equal_text_on_the_same_line_of_two_files(tmp_path):
    text = "from {} import {} as g\ndef f(x):\n    return g(x) * x\n"
    found = []
    for k, (module, name) in enumerate((("math", "sin"), ("math", "cos"))):
        path = tmp_path / str(k) / "program.py"
        path.parent.mkdir()
        path.write_text(text.format(module, name))
        names: dict = {}
        exec(compile(path.read_text(), str(path), "exec"), names)
        found.append(s2s.grad(names["f"])(0.7))
    assert found[0] == pytest.approx(math.sin(0.7) + 0.7 * math.cos(0.7))
    assert found[1] == pytest.approx(math.cos(0.7) - 0.7 * math.sin(0.7))


def by_math(x):
    return math_sin(x)


def by_numpy(x):
    return numpy_sin(x)


def test_names_that_normalise_alike():
    assert s2s.grad(by_math)(0.7) == math.cos(0.7)
    assert s2s.grad(by_numpy)(0.7) == np.cos(0.7)
    np.testing.assert_array_equal(s2s.grad(np_sum_of_sin)(vector(0.7)), np.cos([0.7]))
    with pytest.raises(TypeError):
        s2s.grad(by_math)(vector(0.7, 0.9))


def np_sum_of_sin(x):
    return np.sum(numpy_sin(x))


def test_constants_are_not_confused():
    def doubled(x):
        return x * 2.0

    def tripled(x):
        return x * 3.0

    assert s2s.grad(doubled)(1.0) == 2.0
    assert s2s.grad(tripled)(1.0) == 3.0


# Globals and cells are read at call time.

factor = 2.0
weights = np.array([1.0, 2.0])


def scaled(x):
    return x * x * factor


def scaled_in_a_callee(x):
    return scaled(x) + scaled(2.0 * x)


def weighted(x):
    return np.sum(x * weights)


def squared(x):
    return x * x


def through_a_global_function(x):
    return squared(x) * 2.0


def test_a_global_is_read_at_the_call(monkeypatch):
    derivative = s2s.grad(scaled)
    inner = s2s.grad(scaled_in_a_callee)
    assert (derivative(1.0), inner(1.0)) == (4.0, 20.0)
    monkeypatch.setitem(globals(), "factor", 10.0)
    assert (derivative(1.0), inner(1.0)) == (20.0, 100.0)
    monkeypatch.setitem(globals(), "factor", np.array([1.0, 2.0]))
    with pytest.raises(s2s.errors.S2SError):
        derivative(1.0)


def test_a_global_array_is_read_at_the_call(monkeypatch):
    derivative = s2s.grad(weighted)
    x = vector(1.0, 1.0)
    np.testing.assert_array_equal(derivative(x), [1.0, 2.0])
    monkeypatch.setitem(globals(), "weights", np.array([5.0, 7.0]))
    np.testing.assert_array_equal(derivative(x), [5.0, 7.0])
    weights[0] = 9.0
    np.testing.assert_array_equal(derivative(x), [9.0, 7.0])


def test_a_global_function_is_resolved_at_the_call(monkeypatch):
    derivative = s2s.grad(through_a_global_function)
    assert derivative(3.0) == 12.0
    monkeypatch.setitem(globals(), "squared", lambda x: x * x * x)
    assert derivative(3.0) == 54.0
    monkeypatch.setitem(globals(), "squared", math.exp)
    assert derivative(0.0) == 2.0


def test_a_cell_is_read_at_the_call():
    def outer():
        k = 2.0

        def f(x):
            return x * k

        def rebind(value):
            nonlocal k
            k = value

        return f, rebind

    f, rebind = outer()
    derivative = s2s.grad(f)
    assert derivative(1.0) == 2.0
    rebind(7.0)
    assert derivative(1.0) == 7.0
    rebind(3)
    assert derivative(1.0) == 3.0


def test_a_cell_that_holds_a_function_is_resolved_at_the_call():
    g = math.sin

    def f(x):
        return g(x)

    derivative = s2s.grad(f)
    assert derivative(0.7) == math.cos(0.7)
    g = math.exp
    assert derivative(0.7) == math.exp(0.7)


def test_an_attribute_of_a_module_is_resolved_at_the_call(monkeypatch):
    derivative = s2s.grad(uses_math_tau)
    assert derivative(1.0) == math.tau
    monkeypatch.setattr(math, "tau", 1.0)
    assert derivative(1.0) == 1.0


def uses_math_tau(x):
    return x * math.tau


# Kinds of the arguments.


def anything(x):
    return np.sum(x * x * x)


def test_one_derivative_for_each_kind_of_argument():
    derivative = s2s.grad(anything)
    assert derivative(2.0) == 12.0
    np.testing.assert_array_equal(derivative(vector(1.0, 2.0)), [3.0, 12.0])
    assert derivative(2.0) == 12.0
    np.testing.assert_array_equal(derivative(np.ones((2, 2))), 3.0 * np.ones((2, 2)))
    with pytest.raises(s2s.errors.BadArgument):
        derivative(2)
    single = derivative(np.ones(1, dtype=np.float32))
    assert single.dtype == np.float32


def integer_or_float(x, k):
    return x * k * k


def test_an_integer_where_a_float_was():
    derivative = s2s.grad(integer_or_float)
    assert derivative(2.0, 3.0) == 9.0
    assert derivative(2.0, 3) == 9.0
    assert s2s.grad(integer_or_float, (0, 1))(2.0, 3.0) == (9.0, 12.0)
