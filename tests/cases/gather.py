"""This case shows reads at indices that repeat."""
# args: (np.array([0.3, -0.5, 1.1]), np.array([0, 2, 2, 1, 0]))
# jit: no (repeats are summed by np.add.at, which Numba does not know)
import numpy as np


def gather(x: "float[n]", where: "int[m]"):
    y = x[where]
    return np.sum(y * y * y)


# vjp
