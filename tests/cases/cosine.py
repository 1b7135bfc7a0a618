"""This case shows quotients of inner products."""
# args: (np.array([0.3, -0.5, 1.1]), np.array([0.9, 0.2, 0.4]))
import numpy as np


def cosine(a: "float[n]", b: "float[n]"):
    return np.dot(a, b) / (np.sqrt(np.dot(a, a)) * np.sqrt(np.dot(b, b)))


# vjp
