"""This case shows matrix products of arrays that nobody changes."""
# args: (np.sin(np.arange(6.0)).reshape(2, 3), np.array([0.3, -0.5, 0.8]), np.array([0.1, 0.2]))
import numpy as np


def affine(W: "float[n, m]", x: "float[m]", b: "float[n]"):
    y = W @ x + b
    return np.sum(y * y)


# vjp
