"""This case shows a result that is an array: the seed is one too."""
# args: (np.array([0.3, -0.5, 1.1]), 0.7)
import numpy as np


def array_result(x: "float[n]", s: float):
    y = np.sin(s * x)
    return y * x


# vjp


import numpy as np


def array_result_vjp(x, s, y_bar=1.0):
    """Reverse derivative of `array_result` with respect to (x, s)."""

    # forward sweep
    part = s * x
    y = np.sin(part)

    # backward sweep
    # return y * x
    y_bar2 = x * y_bar
    x_bar = y * y_bar
    # y = np.sin(s * x)
    part2 = np.cos(part)
    s_bar = np.sum(x * part2 * y_bar2)
    x_bar += s * part2 * y_bar2
    return x_bar, s_bar
