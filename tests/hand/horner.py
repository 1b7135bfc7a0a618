# at: horner(np.array([0.3, -1.2, 0.7, 2.0]), 0.8)
# bench: horner(np.sin(np.arange(5000.0)), 0.8)
import numpy as np


def horner(coefficients: "float[n]", x: float):
    y = 0.0
    for i in range(len(coefficients)):
        y = y * x + coefficients[i]
    return y


# vjp


def horner_vjp(coefficients, x, y_bar=1.0):
    """Reverse derivative of `horner` with respect to (coefficients, x)."""

    # forward sweep
    y_stack = []
    y = 0.0
    for i in range(len(coefficients)):
        y_stack.append(y)
        y = y * x + coefficients[i]

    # backward sweep
    coefficients_bar = np.zeros_like(coefficients)
    x_bar = 0.0
    for i in range(len(coefficients) - 1, -1, -1):
        # y = y * x + coefficients[i]
        y = y_stack.pop()
        coefficients_bar[i] += y_bar
        x_bar += y * y_bar
        y_bar = x * y_bar
    return coefficients_bar, x_bar
