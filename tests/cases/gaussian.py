"""This case shows elementwise functions and reductions to one number."""
# args: (np.array([0.3, -0.5, 1.1]), 0.2, 0.7)
import math

import numpy as np


def gaussian(x: "float[n]", mean: float, deviation: float):
    z = (x - mean) / deviation
    return -0.5 * np.sum(z * z) - len(x) * math.log(deviation)


# vjp


import numpy as np


def gaussian_vjp(x, mean, deviation, y_bar=1.0):
    """Reverse derivative of `gaussian` with respect to (x, mean, deviation)."""

    # forward sweep
    z = (x - mean) / deviation

    # backward sweep
    # return -0.5 * np.sum(z * z) - len(x) * math.log(deviation)
    z_bar = -y_bar * z
    deviation_bar = -len(x) / deviation * y_bar
    # z = (x - mean) / deviation
    part_bar = z_bar / deviation
    mean_bar = -np.sum(part_bar)
    deviation_bar -= np.sum(z * z_bar) / deviation
    return part_bar.copy(), mean_bar, deviation_bar
