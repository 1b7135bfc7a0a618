"""This case shows one array on both sides of a product."""
# args: (np.array([0.3, -0.5, 0.8]), np.cos(np.arange(9.0)).reshape(3, 3))


def quadratic_form(x: "float[n]", A: "float[n, n]"):
    return 0.5 * (x @ A @ x)


# vjp


import numpy as np


def quadratic_form_vjp(x, A, y_bar=1.0):
    """Reverse derivative of `quadratic_form` with respect to (x, A)."""

    # return 0.5 * (x @ A @ x)
    product_bar = 0.5 * y_bar * x
    x_bar = 0.5 * y_bar * (x @ A)
    x_bar += A @ product_bar
    A_bar = np.outer(x, product_bar)
    return x_bar, A_bar
