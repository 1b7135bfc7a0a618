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


import numpy as np


def logistic_vjp(w, b, X, labels, ridge, y_bar=1.0):
    """Reverse derivative of `logistic` with respect to (w, b)."""

    # forward sweep
    z = X @ w + b
    exp = np.exp(-z)
    p = 1.0 / (1.0 + exp)

    # backward sweep
    # return ridge * np.sum(w * w) - np.sum(fit) / len(labels)
    w_bar = 2.0 * ridge * y_bar * w
    fit_bar = -y_bar / len(labels)
    # fit = labels * np.log(p) + (1.0 - labels) * np.log(1.0 - p)
    p_bar = fit_bar * (labels / p - (1.0 - labels) / (1.0 - p))
    # p = 1.0 / (1.0 + np.exp(-z))
    z_bar = exp * p * p * p_bar
    # z = X @ w + b
    w_bar += X.T @ z_bar
    b_bar = np.sum(z_bar)
    return w_bar, b_bar
