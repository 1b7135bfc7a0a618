"""This case shows elementwise functions and reductions to one number."""
# args: (np.array([0.3, -0.5, 1.1]), 0.2, 0.7)
import math

import numpy as np


def gaussian(x: "float[n]", mean: float, deviation: float):
    z = (x - mean) / deviation
    return -0.5 * np.sum(z * z) - len(x) * math.log(deviation)


# vjp
