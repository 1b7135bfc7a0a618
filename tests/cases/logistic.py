"""This case shows a regression in matrix form."""
# args: (np.array([0.3, -0.5, 0.2]), 0.1, np.cos(np.arange(15.0)).reshape(5, 3), np.array([0.0, 1.0, 1.0, 0.0, 1.0]), 0.01)
# wrt: w, b
import numpy as np


def logistic(
    w: "float[m]", b: float, X: "float[n, m]", labels: "float[n]", ridge: float
):
    z = X @ w + b
    p = 1.0 / (1.0 + np.exp(-z))
    fit = labels * np.log(p) + (1.0 - labels) * np.log(1.0 - p)
    return ridge * np.sum(w * w) - np.sum(fit) / len(labels)


# vjp
