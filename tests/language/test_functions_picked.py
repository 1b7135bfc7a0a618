"""This module checks functions that come out of lists, dicts and calls."""

import functools
import math

import numpy as np

import s2s
from tests.language.examples import Examples, vector

example = Examples()


def square(x):
    return x * x


def scaled(k):
    def f(x):
        return k * x * x

    return f


def doubled(f):
    @functools.wraps(f)
    def g(x):
        return 2.0 * f(x)

    return g


OPS = {"sin": math.sin, "square": square}
LAYERS = [math.sin, square, np.tanh]
DOUBLED = [doubled(square)]


@example(0.7, "sin")
@example(0.7, "square")
def by_name(x, name):
    return OPS[name](x) * x


@example(0.7, "square")
def by_name_of_a_local_dict(x, name):
    ops = {"sin": math.sin, "square": square}
    f = ops[name]
    return f(x) * f(2.0 * x)


@example(0.7)
def by_get(x):
    f = OPS.get("square")
    return f(x) * x


@example(0.7)
def nested(x):
    return LAYERS[0](LAYERS[1](x)) + LAYERS[-1](x)


@example(0.7)
def one_after_the_other(x):
    y = LAYERS[0](x)
    if y > 0:
        y = LAYERS[1](y)
    return y * x


@example(0.7)
def all_layers(x):
    for layer in LAYERS:
        x = layer(x)
    return x


@example(0.7, 1)
@example(0.7, 0)
def unpacked(x, k):
    f, g = LAYERS[k], LAYERS[k + 1]
    return f(g(x)) * x


@example(0.7)
@example(-0.7)
def chosen_where_it_is_called(x):
    return (math.sin if x > 0 else square)(x) * x


@example(0.7)
def made_in_a_loop(x):
    functions = [scaled(k) for k in range(1, 4)]
    for f in functions:
        x = f(x)
    return x


@example(vector(0.3, 0.5), [(lambda w, h: np.tanh(w @ h), np.eye(2))])
def layers_with_weights(x, layers):
    for f, w in layers:
        x = f(w, x)
    return np.sum(x * x)


@example(0.7)
def decorated(x):
    return DOUBLED[0](x) * x


@example(0.7)
def total(x):
    return sum(f(x) for f in LAYERS) + max(f(x) for f in LAYERS)


@example(0.7, [np.sin, square])
def sum_with_what_is_picked(x, fs):
    d = fs[0](x)
    d = d * 2.0 + fs[1](d)
    return [d, np.sin(fs[1](d)) * d]


@example(0.7, [np.sin, square])
def loop_until_what_is_picked(x, fs):
    d = fs[0](x)
    while fs[1](d) < 4.0:
        d = d * 2.0 + fs[1](d)
    return d


@example(0.7, [np.sin, square])
def added_up(x, fs):
    t = 0.0
    for f in fs:
        if f(x) > 0.0:
            t += f(x) * x
            t += f(x)
    return t


test_functions_picked = example.test()


def shown(x, name):
    return OPS[name](x)


def test_the_text_shows_who_was_met():
    f = s2s.differentiate(shown)
    assert "square_vjp" not in f.source()
    f.grad(0.7, "square")
    assert "square_vjp" in f.source()
