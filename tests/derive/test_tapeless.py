"""A callee whose derivative needs only its arguments has no tape or forward half."""

import numpy as np
import pytest

import s2s
from tests.check import check

X = np.array([0.3, -0.8, 1.1, 0.6])


def pull(x, k, force):
    force[:] = 0.0
    for i in range(len(x) - 1):
        gap = x[i + 1] - x[i]
        force[i] += k * gap**3
        force[i + 1] -= k * gap**3


def length(x):
    total = 0.0
    for i in range(len(x)):
        total += x[i] * x[i]
    return total


def swings(x: "float[4]", k: float, steps: int):
    x = x.copy()
    v = np.zeros_like(x)
    force = np.zeros_like(x)
    for _ in range(steps):
        pull(x, k, force)
        v += 0.1 * force
        x += 0.1 * v
    return length(x)


def test_the_plain_function_runs_in_the_forward_sweep():
    text = s2s.differentiate(swings).source()
    assert "_forward" not in text
    assert "        pull(x, k, force)\n        v += 0.1 * force" in text
    check(swings, X, 0.7, 5)


def reads_what_was_there(x: "float[4]", k: float):
    force = 2.0 * x
    y = np.sum(force * force)
    pull(x, k, force)
    return y + np.sum(force * force)


def reads_it_in_a_loop(x: "float[4]", k: float):
    force = np.ones_like(x)
    y = 0.0
    for _ in range(3):
        y += np.sum(force**3 * x)
        pull(x, k, force)
    return y + force[0]


def some_calls_are_read(x: "float[4]", k: float):
    force = 2.0 * x
    pull(x, k, force)
    y = np.sum(force * force)
    pull(x, 2.0 * k, force)
    pull(2.0 * x, k, force)
    return y + np.sum(force)


def binds_its_argument(x: "float[4]", n: int):
    s = x[0]
    for _ in range(n):
        s = length(x * s)
    return s


def fill(x, out):
    for i in range(len(x)):
        out[i] = x[i] * x[i]
    return out


def is_given_back(x: "float[4]"):
    a = x.copy()
    out = np.zeros_like(a)
    for _ in range(2):
        out = fill(a, out)
        a = a + out
    return np.sum(a * out)


def filled_norm(x, out):
    for i in range(1, len(x)):
        out[i] = x[i] * x[i - 1] + out[i - 1]
    return length(out)


def changes_what_is_new(x: "float[4]"):
    return filled_norm(x, x.copy()) * filled_norm(x, np.ones(4))


def changes_a_copy_by_an_index(x: "float[4]"):
    return filled_norm(x[1:], x[[0, 2, 1]])


def is_given_twice(x: "float[4]"):
    a = x.copy()
    y = length(a)
    fill(a, a)
    return y * length(a)


def noisy(x):
    print("once")
    total = 0.0
    for i in range(len(x)):
        total += x[i] ** 2
    return total


def with_an_effect(x: "float[4]"):
    return noisy(x) * noisy(2.0 * x)


def inner(x, out, i):
    half = 0.5 * x[i]
    out[i] += half * half


def outer(x, out):
    for i in range(len(x)):
        inner(x, out, i)


def calls_that_call(x: "float[4]"):
    out = np.ones_like(x)
    for _ in range(2):
        outer(x, out)
        x = x + out
    return np.sum(out * x)


def recursive(x, out, i):
    if i < len(x):
        out[i] += x[i] * x[i]
        recursive(x, out, i + 1)


def by_recursion(x: "float[4]"):
    out = np.zeros_like(x)
    recursive(x, out, 0)
    y = np.sum(out * out)
    recursive(y * x, out, 1)
    return np.sum(out * x)


def first_of(x, k):
    scale = k
    for i in range(2):
        scale = scale * x[i]
    return scale


def needs_a_tape(x: "float[4]", k: float):
    return first_of(x, k) * first_of(x[1:], k)


def of_a_view(x: "float[4]", k: float):
    y = x.copy()
    force = np.zeros(4)
    pull(y[1:], k, force[:3])
    y += force
    pull(y[::2], k, force[2:])
    return np.sum(y * force)


@pytest.mark.parametrize(
    "f, args",
    [
        (reads_what_was_there, (X, 0.7)),
        (reads_it_in_a_loop, (X, 0.7)),
        (some_calls_are_read, (X, 0.7)),
        (binds_its_argument, (X, 3)),
        (is_given_back, (X,)),
        (changes_what_is_new, (X,)),
        (changes_a_copy_by_an_index, (X,)),
        (is_given_twice, (X,)),
        (with_an_effect, (X,)),
        (calls_that_call, (X,)),
        (by_recursion, (X,)),
        (needs_a_tape, (X, 0.7)),
        (of_a_view, (X, 0.7)),
    ],
)
def test_what_callers_read_is_restored(f, args):
    check(f, *args)


def test_effects_happen_once(capsys):
    s2s.grad(with_an_effect)(X)
    assert capsys.readouterr().out == "once\nonce\n"
