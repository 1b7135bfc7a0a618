"""This case shows quotients of inner products."""
# args: (np.array([0.3, -0.5, 1.1]), np.array([0.9, 0.2, 0.4]))
import numpy as np


def cosine(a: "float[n]", b: "float[n]"):
    return np.dot(a, b) / (np.sqrt(np.dot(a, a)) * np.sqrt(np.dot(b, b)))


# vjp


import numpy as np


def cosine_vjp(a, b, part2_bar=1.0):
    """Reverse derivative of `cosine` with respect to (a, b)."""

    # forward sweep
    sqrt = np.sqrt(np.dot(a, a))
    sqrt2 = np.sqrt(np.dot(b, b))
    part = sqrt * sqrt2
    part2 = np.dot(a, b) / part

    # backward sweep
    # return np.dot(a, b) / (np.sqrt(np.dot(a, a)) * np.sqrt(np.dot(b, b)))
    part_bar = part2_bar / part
    a_bar = part_bar * b
    b_bar = part_bar * a
    part_bar2 = -part2 * part2_bar / part
    # return np.dot(a, b) / (np.sqrt(np.dot(a, a)) * np.sqrt(np.dot(b, b)))
    sqrt_bar = part_bar2 * sqrt2
    sqrt2_bar = part_bar2 * sqrt
    # return np.dot(a, b) / (np.sqrt(np.dot(a, a)) * np.sqrt(np.dot(b, b)))
    b_bar += 2.0 * (0.5 * sqrt2_bar / sqrt2) * b
    # return np.dot(a, b) / (np.sqrt(np.dot(a, a)) * np.sqrt(np.dot(b, b)))
    a_bar += 2.0 * (0.5 * sqrt_bar / sqrt) * a
    return a_bar, b_bar
