"""This case shows a result that is an array: the seed is one too."""
# args: (np.array([0.3, -0.5, 1.1]), 0.7)
import numpy as np


def array_result(x: "float[n]", s: float):
    y = np.sin(s * x)
    return y * x


# vjp
