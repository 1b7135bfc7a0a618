"""This case shows quotients of inner products."""
# args: (np.array([0.3, -0.5, 1.1]), np.array([0.9, 0.2, 0.4]))
import numpy as np


def cosine(a: "float[n]", b: "float[n]"):
    return np.dot(a, b) / (np.sqrt(np.dot(a, a)) * np.sqrt(np.dot(b, b)))


# vjp


import numpy as np


def cosine_vjp(a, b, y_bar=1.0):
    """Reverse derivative of `cosine` with respect to (a, b)."""

    # forward sweep
    sqrt = np.sqrt(np.dot(a, a))
    sqrt2 = np.sqrt(np.dot(b, b))

    # backward sweep
    # return np.dot(a, b) / (np.sqrt(np.dot(a, a)) * np.sqrt(np.dot(b, b)))
    scale = np.dot(a, b) / (sqrt * sqrt2) * y_bar
    product_a_bar = y_bar / (sqrt * sqrt2)
    b_bar = -scale / sqrt2 / sqrt2 * b
    a_bar = -scale / sqrt / sqrt * a
    a_bar += product_a_bar * b
    b_bar += product_a_bar * a
    return a_bar, b_bar
