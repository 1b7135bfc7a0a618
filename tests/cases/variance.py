"""This case shows reductions along an axis."""
# args: (np.cos(np.arange(6.0)).reshape(3, 2),)
import numpy as np


def variance(X: "float[n, m]"):
    centred = X - np.sum(X, axis=0) / X.shape[0]
    return np.sum(np.sqrt(np.sum(centred * centred, axis=1) + 1.0))


# vjp
