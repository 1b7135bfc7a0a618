"""This case shows a list comprehension and a sum of a generator."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 0.7)
# jit: no (sum of a generator)


def comprehension(x: "float[n]", s: float):
    scaled = [s * a * a for a in x]
    return sum(a * b for a, b in zip(scaled, x)) + scaled[0]


# vjp


import numpy as np


def comprehension_vjp(x, s, y_bar=1.0):
    """Reverse derivative of `comprehension` with respect to (x, s)."""

    # forward sweep
    a_stack = []
    scaled = []
    stop = len(x)
    for i in range(stop):
        a = x[i]
        scaled.append(s * a * a)
    stop2 = min(len(scaled), len(x))
    for i2 in range(stop2):
        a = scaled[i2]
        a_stack.append(a)

    # backward sweep
    # return sum(a * b for a, b in zip(scaled, x)) + scaled[0]
    scaled_bar = [0.0] * len(scaled)
    scaled_bar[0] += y_bar
    x_bar = np.zeros_like(x)
    for i2 in range(stop2 - 1, -1, -1):
        # return sum(a * b for a, b in zip(scaled, x)) + scaled[0]
        a = a_stack.pop()
        b = x[i2]
        x_bar[i2] += a * y_bar
        scaled_bar[i2] += b * y_bar
    s_bar = 0.0
    for i in range(stop - 1, -1, -1):
        # scaled = [s * a * a for a in x]
        a = x[i]
        item_bar = scaled_bar.pop()
        s_bar += a * a * item_bar
        x_bar[i] += 2.0 * s * a * item_bar
    return x_bar, s_bar
