"""This module tests what users call: structure, arguments, methods, quick calls."""

import functools
import gc
import inspect
import math
import sys
import threading
import weakref

import numpy as np
import pytest

import s2s
from s2s.errors import BadArgument, NotDifferentiable, S2SError

RATE = 2.0


def scaled(x):
    return RATE * x * x


def product(x, y=3.0, *, z=1.0):
    return x * y * z


# Structure.


def test_a_tuple_gives_a_tuple():
    assert s2s.grad(product)(2.0) == 3.0
    assert s2s.grad(product, (0,))(2.0) == (3.0,)
    assert s2s.grad(product, ("y", "x"))(2.0) == (2.0, 3.0)
    assert s2s.value_and_grad(product, (0,))(2.0) == (6.0, (3.0,))
    assert s2s.value_and_grad(product, (0, 1))(2.0) == (6.0, (3.0, 2.0))


def test_a_tuple_of_one_stays_one_in_later_calls():
    g = s2s.grad(product, (0,))
    assert [g(2.0) for _ in range(3)] == [(3.0,)] * 3


def test_the_last_parameters_count_from_the_end():
    assert s2s.grad(product, -1)(2.0, z=2.0) == 6.0


# Arguments.


def test_keywords_and_defaults():
    g = s2s.grad(product)
    assert g(2.0) == 3.0
    assert g(2.0, z=2.0) == 6.0
    assert g(2.0) == 3.0
    assert g(2.0, 4.0) == 4.0
    assert g(y=5.0, x=1.0) == 5.0
    assert g(2.0) == 3.0


def test_quick_calls_tell_types_apart():
    def f(x, n):
        return x * n if isinstance(n, int) else x * n * 10.0

    g = s2s.grad(f)
    assert [g(2.0, 3), g(2.0, 3.0), g(2.0, 3), g(2.0, True)] == [3.0, 30.0, 3.0, 1.0]
    assert s2s.value_and_grad(f)(2.0, 3) == (6.0, 3.0)
    with pytest.raises(BadArgument, match="int"):
        g(2, 3)


def test_quick_calls_tell_shapes_and_dtypes_apart():
    g = s2s.grad(lambda u, w: np.sum(u * w))
    for u in (np.ones(3), np.ones((2, 3)), np.ones(1), np.ones((2, 1)), np.pi):
        for _ in range(2):
            assert np.shape(g(u, np.ones(3))) == np.shape(u)
    assert g(np.ones(3, np.float32), np.ones(3)).dtype == np.float32
    assert g(np.ones(3), np.ones(3)).dtype == np.float64
    with pytest.raises(BadArgument, match="int64"):
        g(np.ones(3, int), np.ones(3))


def test_a_global_constant_rebound_between_calls(monkeypatch):
    g, v = s2s.grad(scaled), s2s.value_and_grad(scaled)
    assert (g(3.0), v(3.0)) == (12.0, (18.0, 12.0))
    for rate in (5.0, 2.0, 7):
        monkeypatch.setitem(globals(), "RATE", rate)
        assert (g(3.0), v(3.0)) == (6.0 * rate, (9.0 * rate, 6.0 * rate))
        assert s2s.grad(scaled)(3.0) == 6.0 * rate
    monkeypatch.setitem(globals(), "RATE", np.array([1.0]))
    assert g(3.0) == 6.0
    monkeypatch.setitem(globals(), "RATE", 2.0)
    assert g(3.0) == 12.0


def test_a_constant_set_back_while_another_derivative_was_used(monkeypatch):
    one, two = s2s.grad(scaled), s2s.grad(scaled)
    first = RATE
    assert one(3.0) == two(3.0) == 12.0
    monkeypatch.setitem(globals(), "RATE", 5.0)
    assert two(3.0) == 30.0
    monkeypatch.setitem(globals(), "RATE", first)
    assert one(3.0) == two(3.0) == 12.0


def test_a_global_function_rebound_between_calls(monkeypatch):
    def f(x):
        return scaled(x) * 2.0

    g = s2s.grad(f)
    assert g(3.0) == 24.0
    monkeypatch.setitem(globals(), "scaled", lambda x: x * x * x)
    assert g(3.0) == 54.0
    monkeypatch.setitem(globals(), "scaled", math.sin)
    assert g(3.0) == 2.0 * math.cos(3.0)


def test_a_name_that_hides_a_builtin_later(monkeypatch):
    def f(x):
        return abs(x) * 2.0

    g = s2s.grad(f)
    assert g(-3.0) == -2.0
    monkeypatch.setitem(globals(), "abs", lambda x: x)
    assert g(-3.0) == 2.0


def test_a_list_that_changes_in_place():
    weights = [1.0, 2.0]

    def f(x):
        return weights[1] * x * x

    g = s2s.grad(f)
    assert g(3.0) == 12.0
    weights[1] = 5.0
    assert g(3.0) == 30.0
    weights[1] = np.array([1.0])
    assert g(3.0) == 6.0


def test_cells_are_read_at_the_call():
    k = 2.0

    def f(x):
        return k * x

    g = s2s.grad(f)
    assert g(1.0) == 2.0
    k = 3.0
    assert g(1.0) == 3.0


def test_closures_of_one_text_are_kept_apart():
    def make(k, g):
        return lambda x: g(x) * k

    made = [make(2.0, math.sin), make(3.0, math.sin), make(2.0, math.exp)]
    found = [s2s.grad(f)(0.5) for f in made]
    assert found == [2.0 * math.cos(0.5), 3.0 * math.cos(0.5), 2.0 * math.exp(0.5)]


# Auxiliary results.


def test_has_aux_gives_what_jax_gives():
    def f(x, y):
        return x * x * y, {"x": 1, "label": "a"}

    (loss, aux), gradient = s2s.value_and_grad(f, has_aux=True)(2.0, 3.0)
    assert (loss, gradient) == (12.0, 12.0)
    assert aux == {"x": 1, "label": "a"}
    assert s2s.grad(f, has_aux=True)(2.0, 3.0) == (12.0, aux)


def test_has_aux_with_a_tuple():
    def f(x, y):
        return x * y, (x, [y])

    found = s2s.value_and_grad(f, (0, 1), has_aux=True)(2.0, 3.0)
    assert found == ((6.0, (2.0, [3.0])), (3.0, 2.0))
    assert s2s.value_and_grad(f, (1,), has_aux=True)(2.0, 3.0)[1] == (2.0,)


# Methods.


class Model:
    def __init__(self, k):
        self.k = k

    @s2s.differentiate
    def loss(self, x, y=2.0):
        return x * x * y

    @s2s.differentiate(wrt=("y", "x"))
    def both(self, x, y):
        return x * x * y

    @staticmethod
    @s2s.differentiate
    def fixed(x):
        return x * x

    def plain(self, x):
        return x * x * 3.0


def test_a_method_is_differentiated_after_self():
    model = Model(2.0)
    assert model.loss(3.0) == 18.0
    assert model.loss.grad(3.0) == 12.0
    assert model.loss.grad(3.0, y=1.0) == 6.0
    assert model.loss.value_and_grad(3.0) == (18.0, 12.0)
    assert model.both.grad(3.0, 2.0) == (9.0, 12.0)
    assert Model.loss.grad(model, 3.0) == 12.0
    assert "x_bar" in Model.loss.source()


def test_a_static_method():
    assert Model.fixed.grad(3.0) == Model(1.0).fixed.grad(3.0) == 6.0


def test_a_bound_method():
    model = Model(2.0)
    assert s2s.grad(model.plain)(3.0) == 18.0
    assert s2s.grad(model.plain, "x")(3.0) == 18.0
    assert s2s.vjp(model.plain, 3.0)[1](1.0) == (18.0,)
    value, pullback = model.loss.vjp(3.0, 2.0)
    assert (value, pullback(1.0)) == (18.0, (12.0, 9.0))


def test_a_method_has_no_self_to_differentiate():
    with pytest.raises(BadArgument, match=r"wrt='self'.*x, y"):
        s2s.differentiate(Model(1.0).loss, wrt="self").grad(3.0)
    with pytest.raises(BadArgument, match=r"wrt=2.*x, y"):
        s2s.grad(Model(1.0).loss, 2)(3.0)


# What is given.


def test_lambdas_on_one_line():
    f, g = (lambda x: x * x), (lambda x: x * x * x)
    assert (s2s.grad(f)(2.0), s2s.grad(g)(2.0)) == (4.0, 12.0)


def test_a_partial_is_refused_with_advice():
    with pytest.raises(BadArgument, match="lambda"):
        s2s.grad(functools.partial(product, y=2.0))(1.0)


def test_what_has_been_decorated_may_be_given_again():
    f = s2s.differentiate(product)
    assert s2s.grad(f, "y")(2.0) == 2.0
    assert s2s.differentiate(f, wrt="y").grad(2.0) == 2.0


def test_a_cached_function_is_looked_through():
    @functools.lru_cache
    def f(x):
        return x * x

    assert s2s.grad(f)(3.0) == 6.0


def test_what_is_made_looks_like_the_function():
    f = s2s.differentiate(product)
    assert (f.__name__, f.__doc__) == ("product", product.__doc__)
    assert inspect.signature(f) == inspect.signature(product)
    assert "product" in s2s.grad(product).__doc__


# Text.


def test_source_says_what_it_assumes():
    f = s2s.differentiate(lambda x, n: x * n)
    assert "Number" in s2s.differentiate(product).source()
    assert "Number" not in f.source(1.0, 2)


def test_source_of_the_last_call():
    f = s2s.differentiate(lambda u: np.sum(u * u * u))
    f.grad(np.ones(3))
    assert f.source() == f.source(np.ones(5))


# Threads, depth, memory.


def test_threads_may_compile_at_the_same_time():
    def f(x, k):
        return math.sin(x) * x * k

    found, g = [], s2s.grad(f)
    run = lambda: found.append([g(0.5, 1.0), g(0.5, 2), s2s.grad(f)(0.5, 3.0)])
    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [found[0]] * 8


def test_an_expression_too_deep_to_compile_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("s2s.tree.deep.LEVELS", 0)
    text = "def f(x):\n    return " + "-(" * 60 + "x" + ")" * 60 + "\n"
    path = tmp_path / "deep.py"
    path.write_text(text)
    names = {"__name__": "deep"}
    exec(compile(text, str(path), "exec"), names)
    limit = sys.getrecursionlimit()
    s2s.grad(lambda x: x + 1.0)(1.0)
    sys.setrecursionlimit(len(inspect.stack(0)) + 130)
    try:
        with pytest.raises(NotDifferentiable, match="deep") as caught:
            s2s.grad(names["f"])(2.0)
    finally:
        sys.setrecursionlimit(limit)
    assert isinstance(caught.value, S2SError)


def test_functions_that_are_gone_leave_nothing():
    def make(k):
        return lambda x: x * k

    f = make(2.0)
    assert s2s.grad(f)(1.0) == 2.0
    gone = weakref.ref(f)
    del f
    gc.collect()
    assert gone() is None
