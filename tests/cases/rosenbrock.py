"""This case shows slices of an array that is only read."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]),)
import numpy as np


def rosenbrock(x: "float[n]"):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


# vjp


import numpy as np


def rosenbrock_vjp(x, y_bar=1.0):
    """Reverse derivative of `rosenbrock` with respect to x."""

    # return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)
    part_bar = 200.0 * y_bar * (x[1:] - x[:-1] ** 2)
    x_bar = np.zeros_like(x)
    x_bar[1:] += part_bar
    x_bar[:-1] -= 2.0 * (x[:-1] * part_bar + y_bar * (1.0 - x[:-1]))
    return x_bar
