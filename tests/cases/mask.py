"""This case shows stores under a boolean mask."""
# args: (np.array([0.3, -0.5, 1.1, -0.9]), 0.2)
import numpy as np


def mask(x: "float[n]", floor: float):
    y = x.copy()
    low = y < floor
    y[low] = floor * floor
    return np.sum(y * y * x)


# vjp


import numpy as np


def mask_vjp(x, floor, y_bar=1.0):
    """Reverse derivative of `mask` with respect to (x, floor)."""

    # forward sweep
    y = x.copy()
    low = y < floor
    y[low] = floor * floor

    # backward sweep
    # return np.sum(y * y * x)
    y_bar2 = 2.0 * y_bar * y * x
    x_bar = y_bar * y * y
    # y[low] = floor * floor
    y_part_bar = y_bar2[low].copy()
    y_bar2[low] = 0.0
    floor_bar = 2.0 * floor * np.sum(y_part_bar)
    # y = x.copy()
    x_bar += y_bar2
    return x_bar, floor_bar
