"""This case shows elements read at indices that wrap around."""
# args: (np.array([0.0, 1.0, 1.3, 0.2]), np.array([0.1, 0.0, 0.9, 1.1]))


def polygon(x: "float[n]", y: "float[n]"):
    n = len(x)
    area = 0.0
    for i in range(n):
        j = (i + 1) % n
        area += x[i] * y[j] - x[j] * y[i]
    return 0.5 * area


# vjp


import numpy as np


def polygon_vjp(x, y, y_bar=1.0):
    """Reverse derivative of `polygon` with respect to (x, y)."""

    # forward sweep
    n = len(x)

    # backward sweep
    # return 0.5 * area
    area_bar = 0.5 * y_bar
    x_bar = np.zeros_like(x)
    y_bar2 = np.zeros_like(y)
    for i in range(n - 1, -1, -1):
        # area += x[i] * y[j] - x[j] * y[i]
        j = (i + 1) % n
        x_bar[i] += y[j] * area_bar
        y_bar2[j] += x[i] * area_bar
        x_bar[j] -= y[i] * area_bar
        y_bar2[i] -= x[j] * area_bar
    return x_bar, y_bar2
