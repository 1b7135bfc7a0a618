"""This case shows a linear solve."""
# args: (np.cos(np.arange(8.0)).reshape(4, 2), np.array([0.3, -0.5, 1.1, 0.9]), 0.1)
import numpy as np


def normal_equations(X: "float[n, m]", y: "float[n]", ridge: float):
    w = np.linalg.solve(X.T @ X + ridge * np.eye(X.shape[1]), X.T @ y)
    r = X @ w - y
    return r @ r


# vjp
