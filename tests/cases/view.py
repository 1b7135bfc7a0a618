"""This case shows a view that is written, and the array that it belongs to."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 0.8)
import numpy as np


def view(x: "float[n]", s: float):
    a = x * x
    inner = a[1:-1]
    inner *= s
    a[0] = inner[0] * a[0]
    return np.sum(a * a)


# vjp
