"""This case shows a tridiagonal solver that works in place, forth and back."""
# args: (np.array([0.3, 0.5, 0.4]), np.array([2.0, 2.2, 1.9, 2.5]), np.array([0.2, 0.1, 0.6]), np.array([1.0, 2.0, -1.0, 0.5]))
import numpy as np


def thomas(
    below: "float[k]", diagonal: "float[n]", above: "float[k]", right: "float[n]"
):
    d = diagonal.copy()
    x = right.copy()
    n = len(d)
    for i in range(1, n):
        w = below[i - 1] / d[i - 1]
        d[i] -= w * above[i - 1]
        x[i] -= w * x[i - 1]
    x[n - 1] = x[n - 1] / d[n - 1]
    for i in range(n - 2, -1, -1):
        x[i] = (x[i] - above[i] * x[i + 1]) / d[i]
    return np.sum(x * x)


# vjp
