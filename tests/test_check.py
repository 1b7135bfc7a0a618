"""This module tests the oracles: each lets the right derivative pass, and catches its
kind of error in a stand-in for the compiler that is wrong in one place."""

from __future__ import annotations

import inspect
import math
from types import SimpleNamespace

import numpy as np
import pytest

from tests import trees
from tests.check import check
from tests.compare import Disagreement

LOG: list = []


def primal(x, a, n):
    """Change `a` in place, print, and log."""
    print("n is", n)
    LOG.append(n)
    a[0] *= x
    return math.sin(x) * np.sum(a)


def backend(vjp):
    """Make the whole API from one `vjp`."""

    def value_and_grad(f, wrt=0):
        names = list(inspect.signature(f).parameters)
        many = isinstance(wrt, tuple)
        places = [
            names.index(w) if w in names else w for w in (wrt if many else (wrt,))
        ]

        def run(*args):
            y, pullback = vjp(f, *args)
            every = pullback(trees.constant_like(y, 1.0))
            return y, tuple(every[i] for i in places) if many else every[places[0]]

        return run

    def grad(f, wrt=0):
        return lambda *args: value_and_grad(f, wrt)(*args)[1]

    return SimpleNamespace(vjp=vjp, value_and_grad=value_and_grad, grad=grad)


def right(f, x, a, n):
    """Differentiate `primal` by hand."""
    inner = a.copy()
    y = f(x, inner, n)
    first, total = a[0], np.sum(inner)

    def pullback(y_bar):
        a_bar = np.ones_like(inner) * math.sin(x) * y_bar
        a_bar[0] *= x
        return y_bar * (math.cos(x) * total + math.sin(x) * first), a_bar, None

    return y, pullback


def altered(change):
    """Return a `vjp` whose pullback's result is changed by `change(x_bar, a_bar)`."""

    def vjp(f, x, a, n):
        y, pullback = right(f, x, a, n)
        return y, lambda y_bar: (*change(*pullback(y_bar)[:2]), None)

    return vjp


def arguments():
    """Return fresh arguments of `primal`."""
    return 0.7, np.array([1.0, -2.0, 3.0]), 2


def complaint(f, vjp, *args, **options):
    """Return the name of the oracle that complains."""
    stand_in = vjp if isinstance(vjp, SimpleNamespace) else backend(vjp)
    with pytest.raises(Disagreement) as caught:
        check(f, *args, backend=stand_in, **options)
    return caught.value.oracle


def test_right_derivative_passes():
    assert check(primal, *arguments(), backend=backend(right), effects=LOG) == 4
    assert check(primal, *arguments(), wrt="a", backend=backend(right)) == 2
    assert check(primal, *arguments(), wrt=(1, "x"), backend=backend(right)) == 4


def test_value():
    def vjp(f, *args):
        y, pullback = right(f, *args)
        return y * (1.0 + 1e-12), pullback

    assert complaint(primal, vjp, *arguments()) == "value"


def test_value_of_another_type():
    def vjp(f, *args):
        y, pullback = right(f, *args)
        return np.array([y]), pullback

    assert complaint(primal, vjp, *arguments()) == "value"


def test_effects_printed_twice():
    def vjp(f, *args):
        print("n is", args[2])
        return right(f, *args)

    assert complaint(primal, vjp, *arguments()) == "effects"


def test_effects_logged_twice():
    def vjp(f, *args):
        LOG.append(0)
        return right(f, *args)

    assert complaint(primal, vjp, *arguments(), effects=LOG) == "effects"


def test_arguments():
    def vjp(f, x, a, n):
        pair = right(f, x, a, n)
        a[0] *= 1.0 + 1e-15
        return pair

    assert complaint(primal, vjp, *arguments()) == "arguments"


@pytest.mark.parametrize(
    "change",
    [
        lambda x_bar, a_bar: (x_bar, a_bar.tolist()),
        lambda x_bar, a_bar: (x_bar, a_bar[:2]),
        lambda x_bar, a_bar: (x_bar, a_bar.astype(np.float32)),
        lambda x_bar, a_bar: (x_bar, None),
        lambda x_bar, a_bar: (np.full(3, x_bar), a_bar),
        lambda x_bar, a_bar: (np.array(x_bar), a_bar),
        lambda x_bar, a_bar: (x_bar, a_bar + 0j),
    ],
)
def test_structure(change):
    assert complaint(primal, altered(change), *arguments()) == "structure"


def test_structure_of_the_inert():
    def vjp(f, *args):
        y, pullback = right(f, *args)
        return y, lambda y_bar: (*pullback(y_bar)[:2], 0.0)

    assert complaint(primal, vjp, *arguments()) == "structure"


def test_second_call():
    calls = []

    def vjp(f, *args):
        calls.append(None)
        return altered(lambda p, q: (p, q * (1.0 + 1e-15 * len(calls))))(f, *args)

    assert complaint(primal, vjp, *arguments()) == "second call"


def test_pullback_consumes():
    def vjp(f, *args):
        y, pullback = right(f, *args)
        stack = [1.0]
        return y, lambda y_bar: (
            pullback(y_bar)[0] * (stack.pop() if stack else 0.0),
            *pullback(y_bar)[1:],
        )

    assert complaint(primal, vjp, *arguments()) == "pullback"


def test_pullback_returns_what_it_keeps():
    def vjp(f, *args):
        y, pullback = right(f, *args)
        kept = {}
        return y, lambda y_bar: kept.setdefault(y_bar, pullback(y_bar))

    assert complaint(primal, vjp, *arguments()) == "pullback"


def test_pullback_reads_the_result():
    def double(a):
        return a * a

    def vjp(f, a):
        y = f(a)
        return y, lambda y_bar: (2.0 * np.sqrt(y) * y_bar,)

    assert complaint(double, vjp, np.array([1.0, 2.0])) == "pullback"


def test_seed_changed():
    def twice(a):
        return a * 2.0

    def vjp(f, a):
        def pullback(y_bar):
            y_bar *= 2.0
            return (y_bar.copy(),)

        return f(a), pullback

    assert complaint(twice, vjp, np.ones(2)) == "seed"


def test_seed_returned():
    def same(a):
        return a + 1.0

    assert complaint(same, lambda f, a: (f(a), lambda b: (b,)), np.ones(2)) == "seed"


def test_linear():
    change = altered(lambda p, q: (abs(p), q))
    assert complaint(primal, change, *arguments(), complex_step="never") == "linear"


def cancelled(x, a):
    """Return the sum of terms that cancel but for their rounding."""
    return np.sum(np.sin(x) * a) - np.sum(np.sin(x) * a)


def cancelled_vjp(f, x, a, rounding):
    """Differentiate `cancelled` with this rounding, which is not linear in its seed."""

    def pullback(y_bar):
        return rounding * np.cos(100.0 * y_bar), np.zeros_like(a)

    return f(x, a), pullback


@pytest.mark.parametrize("rounding, passes", [(1e-17, True), (1e-12, False)])
def test_terms_that_cancel_leave_their_rounding(rounding, passes):
    def vjp(f, x, a):
        return cancelled_vjp(f, x, a, rounding)

    args = 0.7, np.array([0.1, 0.7, -0.4])
    if passes:
        check(cancelled, *args, backend=backend(vjp), noise=1e-9)
    else:
        assert complaint(cancelled, vjp, *args, noise=1e-9) == "linear"


@pytest.mark.parametrize("name", ["grad", "value_and_grad"])
def test_agreement(name):
    stand_in = backend(right)
    exact = getattr(stand_in, name)

    def off(result):
        return tuple(map(off, result)) if isinstance(result, tuple) else result * 1.01

    def wrong(f, wrt):
        def run(*args):
            result = exact(f, wrt)(*args)
            return off(result) if name == "grad" else (result[0], off(result[1]))

        return run

    setattr(stand_in, name, wrong)
    assert complaint(primal, stand_in, *arguments()) == "agreement"


@pytest.mark.parametrize(
    "change",
    [
        lambda x_bar, a_bar: (x_bar * 1.00001, a_bar),
        lambda x_bar, a_bar: (x_bar, a_bar * np.array([1.0, 1.0, 1.00002])),
        lambda x_bar, a_bar: (0.0, a_bar),
        lambda x_bar, a_bar: (x_bar, a_bar[::-1].copy()),
    ],
)
def test_differences(change):
    found = complaint(primal, altered(change), *arguments(), complex_step="never")
    assert found == "differences"


def test_differences_catch_nan():
    change = altered(lambda p, q: (math.nan, q))
    assert complaint(primal, change, *arguments()) == "differences"


def test_complex_step_sees_what_differences_cannot():
    def square(x):
        return x * x

    def vjp(f, x):
        return f(x), lambda y_bar: (2.0 * x * y_bar * (1.0 + 1e-8),)

    assert check(square, 1.5, backend=backend(vjp), complex_step="never") == 2
    assert complaint(square, vjp, 1.5) == "complex step"


def test_complex_step_leaves_out_what_is_not_analytic():
    def length(a):
        return np.sqrt(np.sum(np.abs(a) ** 2))

    def vjp(f, a):
        return f(a), lambda y_bar: (y_bar * a / f(a),)

    assert check(length, np.array([3.0, -4.0]), backend=backend(vjp)) == 2


def test_kinks_are_not_compared():
    def vjp(f, x):
        return f(x), lambda y_bar: (0.3 * y_bar,)

    assert complaint(abs, vjp, 0.0) == "nothing compared"


def nearly_nothing(x):
    return 1.0 - math.cos((0.2 * x) ** 3)


@pytest.mark.parametrize("factor", [1.0, 2.0, -1e6])
def test_noise_is_not_compared(factor):
    def vjp(f, x):
        z, z_x = (0.2 * x) ** 3, 0.024 * x * x
        return f(x), lambda y_bar: (factor * math.sin(z) * z_x * y_bar,)

    stated = {"backend": backend(vjp), "complex_step": "never", "seeds": (0,)}
    with pytest.raises(Disagreement, match="differences"):
        check(nearly_nothing, 0.006, **stated)
    oracle = "differences" if factor < 0.0 else "nothing compared"
    with pytest.raises(Disagreement, match=oracle):
        check(nearly_nothing, 0.006, **stated, noise=2e-11)


def test_single_precision():
    def norm(a):
        return np.sum(a * a)

    def vjp(f, a):
        return f(a), lambda y_bar: ((2.0 * a * y_bar).astype(np.float32),)

    point = np.array([1.0, 2.0], np.float32)
    assert check(norm, point, backend=backend(vjp)) == 2


def test_nested_lists():
    def weigh(rows, scale):
        rows[0][0] = rows[0][0] * scale
        return sum(sum(row) for row in rows)

    def vjp(f, rows, scale):
        def pullback(y_bar):
            rows_bar = [[y_bar for _ in row] for row in rows]
            rows_bar[0][0] = scale * y_bar
            return rows_bar, y_bar * rows[0][0]

        return f(trees.duplicate(rows), scale), pullback

    assert check(weigh, [[1.0, 2.0], [], [3.0]], 0.5, backend=backend(vjp)) == 4
