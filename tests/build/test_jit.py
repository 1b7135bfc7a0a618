"""This module tests that Numba runs the same text, or that it is said why not."""

import builtins
import math
import sys

import numpy as np
import pytest

import s2s
from s2s.errors import MissingExtra, NotCompilable, S2SError
from tests import trees

pytest.importorskip("numba")

RATE = 2.0
TABLE = np.array([1.0, 2.0])


def power(x, n):
    y = 1.0
    for _ in range(n):
        y = y * x
    return y


def newton(x):
    r = x
    while abs(r * r - x) > 1e-12:
        r = 0.5 * (r + x / r)
    return r


def branches(x, y):
    if x > y:
        z = x * y
    elif x < -1.0:
        z = x - y
    else:
        z = math.sin(x) * y
    return z * z


def helper(x):
    return RATE * x * x


def calls(x, y):
    return helper(x) * helper(y) + helper(x * y)


def nested(x, n):
    total = 0.0
    for i in range(n):
        for j in range(i):
            total += x**2 * math.exp(-j * x)
    return total


def stencil(u, c, steps):
    u = u.copy()
    for _ in range(steps):
        u[1:] -= c * u[1:] * (u[1:] - u[:-1])
    return np.sum(u * u)


def elements(u):
    a = np.zeros(len(u))
    for i in range(1, len(u)):
        a[i] = a[i - 1] * 0.5 + u[i] * u[i - 1]
    return a[-1]


def products(A, x):
    return np.dot(x, A @ x)


def smooth(u):
    return np.sum(np.tanh(u) * np.exp(-u * u))


def several(x, y, z=1.5):
    a = math.hypot(x, y)
    b = math.atan2(y, x)
    return a * b + z


def loop_with_break(x):
    s = 0.0
    for i in range(100):
        s += x * i
        if s > 10.0:
            break
    return s * s


vector = np.array([0.3, 0.9, 1.4, 0.2])
PROGRAMS = [
    (power, (1.3, 5)),
    (newton, (2.0,)),
    (branches, (0.3, 0.7)),
    (calls, (1.2, 0.4)),
    (nested, (0.7, 4)),
    (stencil, (vector, 0.1, 3)),
    (elements, (vector,)),
    (products, (np.outer(vector, vector), vector)),
    (smooth, (vector,)),
    (several, (0.3, 0.4)),
    (loop_with_break, (0.7,)),
]


@pytest.mark.parametrize("f, args", PROGRAMS, ids=lambda v: getattr(v, "__name__", ""))
def test_numba_gives_what_python_gives(f, args):
    found = s2s.value_and_grad(f, jit=True)(*args)
    assert trees.same(found, s2s.value_and_grad(f)(*args), rtol=1e-12)
    assert trees.same(s2s.grad(f, jit=True)(*args), found[1], rtol=1e-12)


def test_the_decorator():
    f = s2s.differentiate(jit=True, wrt=("x", "y"))(several)
    assert trees.same(f.grad(0.3, 0.4), s2s.grad(several, (0, 1))(0.3, 0.4), rtol=1e-12)
    plain = s2s.differentiate(several, wrt=("x", "y"))
    assert f.source(0.3, 0.4) == plain.source(0.3, 0.4)


def test_a_constant_rebound_is_seen(monkeypatch):
    g = s2s.grad(calls, jit=True)
    before = g(1.2, 0.4)
    monkeypatch.setitem(globals(), "RATE", 3.0)
    assert g(1.2, 0.4) == pytest.approx(s2s.grad(calls)(1.2, 0.4)) != before


def refused(f, *args):
    with pytest.raises(NotCompilable) as caught:
        s2s.grad(f, jit=True)(*args)
    assert caught.value.filename == __file__
    assert isinstance(caught.value, S2SError)
    return caught.value


def shifted(a):
    a = a.copy()
    a[1:] += a[:-1]
    return np.sum(a * a)


def test_overlapping_updates_read_a_copy():
    f = s2s.differentiate(shifted, jit=True)
    assert trees.same(f.grad(vector), s2s.grad(shifted)(vector), rtol=1e-12)
    assert "+= a[:-1].copy()" in f.source()


def sums(a):
    b = a.copy()
    b[1:] += b[:-1]
    return b


def test_overlapping_updates_of_a_callee_are_refused_at_their_line():
    def f(x):
        return x * sums(np.ones(3))[2]

    error = refused(f, 2.0)
    assert error.text.strip() == "b[1:] += b[:-1]"
    assert "copy" in str(error)


def test_global_arrays_are_refused_by_name():
    def f(x):
        return np.sum(x * TABLE)

    assert "`TABLE`" in str(refused(f, 2.0))


def test_what_numba_does_not_know_is_refused_at_its_line():
    def f(x):
        y = x * x
        label = f"{2.5:.3}"
        return y * len(label)

    error = refused(f, 2.0)
    assert "Numba" in str(error)
    assert error.text.strip() == 'label = f"{2.5:.3}"'


def test_an_index_out_of_range_is_an_error():
    def f(u, i):
        return u[i] * u[i]

    with pytest.raises(IndexError):
        s2s.grad(f, jit=True)(vector, 10)


def test_without_numba(monkeypatch):
    monkeypatch.setitem(sys.modules, "numba", None)
    with pytest.raises(MissingExtra, match=r"pip install 's2s\[jit\]'"):
        s2s.grad(lambda x: x * x * x, jit=True)(2.0)


def test_numba_is_imported_for_jit_only(monkeypatch):
    names = []
    real = builtins.__import__
    monkeypatch.setattr(
        builtins, "__import__", lambda name, *a: names.append(name) or real(name, *a)
    )
    s2s.grad(lambda x: x * x * x * x)(2.0)
    assert not [name for name in names if name.startswith("numba")]
