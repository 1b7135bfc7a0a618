"""This case shows Horner's rule: an accumulator and an array that is read."""
# args: (np.array([0.3, -1.2, 0.7, 2.0]), 0.8)
import numpy as np


def horner(coefficients: "float[n]", x: float):
    y = 0.0
    for i in range(len(coefficients)):
        y = y * x + coefficients[i]
    return y


# vjp
