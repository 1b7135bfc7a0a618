"""This case shows stores under a boolean mask."""
# args: (np.array([0.3, -0.5, 1.1, -0.9]), 0.2)
import numpy as np


def mask(x: "float[n]", floor: float):
    y = x.copy()
    low = y < floor
    y[low] = floor * floor
    return np.sum(y * y * x)


# vjp
