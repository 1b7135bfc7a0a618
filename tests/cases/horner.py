"""This case shows Horner's rule: an accumulator and an array that is read."""
# args: (np.array([0.3, -1.2, 0.7, 2.0]), 0.8)
import numpy as np


def horner(coefficients: "float[n]", x: float):
    y = 0.0
    for i in range(len(coefficients)):
        y = y * x + coefficients[i]
    return y


# vjp


import numpy as np


def horner_vjp(coefficients, x, y_bar=1.0):
    """Reverse derivative of `horner` with respect to (coefficients, x)."""

    # forward sweep
    y_stack = []
    y = 0.0
    stop = len(coefficients)
    for i in range(stop):
        y_stack.append(y)
        y = y * x + coefficients[i]

    # backward sweep
    x_bar = 0.0
    coefficients_bar = np.zeros_like(coefficients)
    for i in range(stop - 1, -1, -1):
        # y = y * x + coefficients[i]
        y = y_stack.pop()
        x_bar += y * y_bar
        coefficients_bar[i] += y_bar
        y_bar = x * y_bar
    return coefficients_bar, x_bar
