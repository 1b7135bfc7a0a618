"""This case shows reads at indices that repeat."""
# jit: no (the text calls s2s.runtime)
# args: (np.array([0.3, -0.5, 1.1]), np.array([0, 2, 2, 1, 0]))
# runtime: yes (indices may repeat, and Numba has no np.add.at)
import numpy as np


def gather(x: "float[n]", where: "int[m]"):
    y = x[where]
    return np.sum(y * y * y)


# vjp


import numpy as np
from s2s import runtime


def gather_vjp(x, where, y_bar=1.0):
    """Reverse derivative of `gather` with respect to x."""

    # forward sweep
    y = x[where]

    # backward sweep
    # return np.sum(y * y * y)
    y_bar2 = 3.0 * y_bar * y * y
    # y = x[where]
    x_bar = np.zeros_like(x)
    runtime.gather_add(x_bar, where, y_bar2)
    return x_bar
