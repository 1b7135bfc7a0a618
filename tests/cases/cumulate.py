"""This case shows elements of an array that are computed from earlier ones."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 0.8)
import numpy as np


def cumulate(x: "float[n]", decay: float):
    a = np.zeros(len(x))
    a[0] = x[0]
    for i in range(1, len(x)):
        a[i] = decay * a[i - 1] + x[i] * x[i]
    return np.sum(a * a)


# vjp
