"""This case shows slices of an array that is only read."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]),)
import numpy as np


def rosenbrock(x: "float[n]"):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


# vjp
