"""This case shows sums into bins by `np.add.at`."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]), np.array([0, 2, 2, 1]), 3)
# jit: no (np.add.at is not known to Numba)
import numpy as np


def scatter(x: "float[n]", bins: "int[n]", count: int):
    totals = np.zeros(count)
    np.add.at(totals, bins, x * x)
    return np.sum(totals * totals)


# vjp


import numpy as np


def scatter_vjp(x, bins, count, y_bar=1.0):
    """Reverse derivative of `scatter` with respect to x."""

    # forward sweep
    totals = np.zeros(count)
    np.add.at(totals, bins, x * x)

    # backward sweep
    # return np.sum(totals * totals)
    totals_bar = 2.0 * y_bar * totals
    # np.add.at(totals, bins, x * x)
    x_bar = 2.0 * x * totals_bar[bins]
    return x_bar
