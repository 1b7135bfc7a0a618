"""This case shows matrix products of arrays that nobody changes."""
# args: (np.sin(np.arange(6.0)).reshape(2, 3), np.array([0.3, -0.5, 0.8]), np.array([0.1, 0.2]))
import numpy as np


def affine(W: "float[n, m]", x: "float[m]", b: "float[n]"):
    y = W @ x + b
    return np.sum(y * y)


# vjp


import numpy as np


def affine_vjp(W, x, b, y_bar=1.0):
    """Reverse derivative of `affine` with respect to (W, x, b)."""

    # forward sweep
    y = W @ x + b

    # backward sweep
    # return np.sum(y * y)
    y_bar2 = 2.0 * y_bar * y
    # y = W @ x + b
    W_bar = np.outer(y_bar2, x)
    x_bar = W.T @ y_bar2
    return W_bar, x_bar, y_bar2.copy()
