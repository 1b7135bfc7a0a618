"""This case shows a linear solve."""
# args: (np.cos(np.arange(8.0)).reshape(4, 2), np.array([0.3, -0.5, 1.1, 0.9]), 0.1)
import numpy as np


def normal_equations(X: "float[n, m]", y: "float[n]", ridge: float):
    w = np.linalg.solve(X.T @ X + ridge * np.eye(X.shape[1]), X.T @ y)
    r = X @ w - y
    return r @ r


# vjp


import numpy as np


def normal_equations_vjp(X, y, ridge, y_bar=1.0):
    """Reverse derivative of `normal_equations` with respect to (X, y, ridge)."""

    # forward sweep
    product = X.T @ X
    product2 = X.T @ y
    eye = np.eye(X.shape[1])
    part = product + ridge * eye
    w = np.linalg.solve(part, product2)
    r = X @ w - y

    # backward sweep
    # return r @ r
    r_bar = 2.0 * y_bar * r
    # r = X @ w - y
    X_bar = np.outer(r_bar, w)
    w_bar = X.T @ r_bar
    y_bar2 = -r_bar
    # w = np.linalg.solve(X.T @ X + ridge * np.eye(X.shape[1]), X.T @ y)
    b_bar = np.linalg.solve(part.T, w_bar)
    product_bar = np.zeros_like(product)
    part2 = np.outer(b_bar, w)
    product_bar -= part2
    ridge_bar = -np.sum(eye * part2)
    product2_bar = np.zeros_like(product2)
    product2_bar += b_bar
    X_bar += np.outer(product2_bar, y).T
    y_bar2 += X @ product2_bar
    X_bar += (product_bar @ X.T).T + X @ product_bar
    return X_bar, y_bar2, ridge_bar
