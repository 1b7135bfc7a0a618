"""This case shows elements of an array that are computed from earlier ones."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 0.8)
import numpy as np


def cumulate(x: "float[n]", decay: float):
    a = np.zeros(len(x))
    a[0] = x[0]
    for i in range(1, len(x)):
        a[i] = decay * a[i - 1] + x[i] * x[i]
    return np.sum(a * a)


# vjp


import numpy as np


def cumulate_vjp(x, decay, y_bar=1.0):
    """Reverse derivative of `cumulate` with respect to (x, decay)."""

    # forward sweep
    a_stack = []
    a = np.zeros(len(x))
    a[0] = x[0]
    stop = len(x)
    for i in range(1, stop):
        a_stack.append(a[i])
        a[i] = decay * a[i - 1] + x[i] * x[i]

    # backward sweep
    # return np.sum(a * a)
    a_bar = 2.0 * y_bar * a
    decay_bar = 0.0
    x_bar = np.zeros_like(x)
    for i in range(stop - 1, 0, -1):
        # a[i] = decay * a[i - 1] + x[i] * x[i]
        a[i] = a_stack.pop()
        a_part_bar = a_bar[i]
        a_bar[i] = 0.0
        decay_bar += a[i - 1] * a_part_bar
        a_bar[i - 1] += decay * a_part_bar
        x_bar[i] += 2.0 * x[i] * a_part_bar
    # a[0] = x[0]
    a_part_bar2 = a_bar[0]
    a_bar[0] = 0.0
    x_bar[0] += a_part_bar2
    return x_bar, decay_bar
