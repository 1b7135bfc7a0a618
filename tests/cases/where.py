"""This case shows a choice by element, and kinks that do not meet the examples."""
# args: (np.array([0.3, -0.5, 1.1, -0.9]), 0.1)
import numpy as np


def where(x: "float[n]", slope: float):
    y = np.where(x > 0.0, x, slope * x)
    return np.sum(np.maximum(y, 0.2) * np.abs(x))


# vjp


import numpy as np


def where_vjp(x, slope, y_bar=1.0):
    """Reverse derivative of `where` with respect to (x, slope)."""

    # forward sweep
    y = np.where(x > 0.0, x, slope * x)

    # backward sweep
    # return np.sum(np.maximum(y, 0.2) * np.abs(x))
    x_bar = y_bar * np.sign(x) * np.maximum(y, 0.2)
    y_bar2 = y_bar * np.where(y == 0.2, 0.5, y > 0.2) * np.abs(x)
    # y = np.where(x > 0.0, x, slope * x)
    x_bar += np.where(x > 0.0, y_bar2, 0.0) + np.where(x > 0.0, 0.0, slope * y_bar2)
    slope_bar = np.sum(np.where(x > 0.0, 0.0, x * y_bar2))
    return x_bar, slope_bar
