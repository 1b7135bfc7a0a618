"""This module keeps programs that somebody pasted, and that once went wrong."""

import math

import numpy as np

from tests.language.examples import Examples

example = Examples()


@example(np.array([[1.0, 2.0], [3.0, 5.0]]), -1)
@example(np.array([[1.0, 2.0], [3.0, 5.0]]), 0)
def normalised_along_an_axis(x, axis):
    return np.sum((x / x.sum(axis=axis, keepdims=True)) ** 3)


def replace(x, running):
    running[0] = 2.0 * x


@example(np.array([1.0, 2.0, 3.0]))
def callee_replaces_an_array_in_a_list(x):
    running = [np.zeros(3)]
    replace(x, running)
    return np.sum((x - running[0]) ** 3)


@example(np.array([1.0, 2.0, 3.0]))
def callee_replaces_an_active_array(x):
    running = [x * 1.0]
    replace(x, running)
    return np.sum((x - running[0]) ** 3)


def append_then_replace(x, running, k):
    running.append(2.0 * x)
    running[k] = running[k] * x


@example(np.array([1.0, 2.0, 3.0]), 1)
@example(np.array([1.0, 2.0, 3.0]), 0)
def callee_appends_then_replaces(x, k):
    running = [np.zeros(3)]
    append_then_replace(x, running, k)
    return np.sum((x - running[k]) ** 3)


@example(np.array([1.0, 2.0, 3.0]))
def update_of_an_array_in_a_list(x):
    W = [x * 2.0]
    W[0] -= 0.1 * W[0] ** 2
    return np.sum(W[0] ** 2)


@example(
    [np.array([[1.0, 2.0], [0.3, 0.4]]), np.array([1.0, 0.5])],
    np.array([[0.1, 0.2], [0.5, 0.3]]),
    0.1,
    2,
)
def training_of_a_list_of_weights(W, x, lr, steps):
    W = [w.copy() for w in W]
    for t in range(steps):
        h = np.tanh(x @ W[0])
        gradients = [x.T @ (h - 1.0), W[1] ** 2]
        for i, g in enumerate(gradients):
            W[i] -= lr * g
    return np.sum(W[0] ** 2) + np.sum(W[1] ** 2)


@example([1.0, 2.0, 3.0])
def swap_of_integers_in_a_list(x):
    piv = [0, 1, 2]
    piv[0], piv[2] = piv[2], piv[0]
    return x[piv[0]] ** 2


def hit(o, d):
    if o < 0:
        return None
    return o * d


@example([1.0, -1.0, 8.0], 2.0)
def hit_or_none(os, d):
    s = 0.0
    for o in os:
        t = hit(o, d)
        if t is None:
            continue
        if t < 5.0:
            s += t
    return s


@example(1.0, 2.0)
@example(-1.0, 2.0)
@example(4.0, 2.0)
def number_or_none(x, y):
    t = x * 2 if x > 0 else None
    if t is None:
        return y
    if t < 5.0:
        return t * y
    return t


@example([1.0, 3.0, 2.0])
def best_so_far(xs):
    best = None
    best_x = 0.0
    for k, x in enumerate(xs):
        if best is None or x > best_x:
            best, best_x = k, x
    return xs[best] ** 2


@example([1.0], [])
def loop_over_an_empty_list(xs, ref):
    for r in ref:
        if xs[0] < r:
            return xs[0] * r
    return xs[0] ** 2


def birth(x, k):
    return k[0]


def death(x, k):
    return k[1] * x


REACTIONS = [(birth, +1), (death, -1)]


@example([3.0, 0.5], [(0.3, 0.2), (0.6, 0.9), (0.1, 0.4), (0.5, 0.95)], 2)
def reactions_in_a_table(k, uniforms, x0):
    t, x = 0.0, x0
    integral = 0.0
    for u1, u2 in uniforms:
        props = [r(x, k) for r, _ in REACTIONS]
        total = sum(props)
        if total <= 0:
            break
        tau = -math.log(u1) / total
        integral += x * tau
        t += tau
        acc = 0.0
        for p, (_, change) in zip(props, REACTIONS):
            acc += p
            if u2 * total < acc:
                x += change
                break
    return integral / t


@example(np.array([1.0, 2.0, 3.0]))
def method_of_what_indices_pick_that_change(x):
    picked = np.zeros(3, dtype=int)
    s = 0.0
    for i in range(2):
        s += x[picked].sum()
        picked[i] = i + 1
    return s


@example(np.array([1.0, 2.0, 3.0]))
def method_of_an_inert_array_that_changes(x):
    A = np.eye(3)
    s = 0.0
    for i in range(3):
        s += np.sum(A.dot(x) ** 2)
        A[i] *= 3.0
    return s


@example(np.array([[1.0, 2.0], [3.0, 5.0]]), 2.0)
def update_of_a_part_of_a_view_without_a_name(x, y):
    m = x * x
    m.T[0] /= y
    m.T[1] **= y
    m[1:].T[0] *= m[0, 1]
    m[[0, 1]].T[0] *= y
    m[np.array([True, False])] *= m[1, 0]
    return m


def transform(z):
    n = z.shape[0]
    if n == 1:
        return z
    even, odd = transform(z[::2]), transform(z[1::2])
    t = np.exp(-2j * np.pi * np.arange(n // 2) / n) * odd
    return np.concatenate([even + t, even - t])


@example(np.array([1.0, 2.0, 3.0, 5.0]))
def spectrum_by_recursion(x):
    return np.abs(transform(x)[:3]) ** 2


@example(np.array([1.0, 2.0, 3.0]))
def lengths_of_complex_numbers(x):
    z = x + 1j * np.sin(x)
    w = z[0] * z[1]
    sizes = np.linalg.norm(z), np.var(z), np.std(z), np.vdot(z, z * z).real
    return abs(w), np.abs(z), sizes, np.linalg.det(np.diag(z) + 1.0).imag


def direction(value):
    return np.sign(value)


@example(np.array([1.0, -2.0, 3.0]))
def directions_of_complex_and_of_real_numbers(x):
    z = x + 1j * x * x
    z[0] = 0.0
    held = [direction(v) * v for v in (x, z)]
    y = np.sign(z)
    y *= np.sign(x)
    return y.real + 2.0 * y.imag, held[0], np.abs(held[1] + 1.0), np.sign(z[1]).imag


@example(np.array([1.0, 2.0, 3.0]))
def imaginary_part_of_what_is_recorded(x):
    return np.sqrt(x + 1j * x * x).imag


@example(np.asfortranarray([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
@example(np.arange(1.0, 13.0).reshape(2, 6)[:, ::2])
@example(np.arange(1.0, 7.0).reshape(2, 3))
def view_or_copy_of_an_argument(a):
    flat = a.reshape(-1)
    flat[1] *= 2.0
    across = a.T.ravel()
    across[2] = flat[0]
    return np.sum(a * a) + np.sum(flat**3)


@example(np.array([[1.0, 2.0], [3.0, 5.0]]))
def options_by_position(x):
    y = x.astype(float, "K", "unsafe", True, False)
    return np.sum(y.sum(0, None, None, True) ** 2) + np.sum(y.copy("F") ** 2)


@example(3.3, 1.2)
def log_of_words_that_text_is_split_into(x, y):
    log = []
    for word in "scale,shift,scale".split(","):
        if word.startswith("sc"):
            x *= y
        elif word.find("f") > 0:
            x += y
        log.append((word, x))
    return sum(value for _, value in log) * len(log[0][0])


test_reported = example.test()
