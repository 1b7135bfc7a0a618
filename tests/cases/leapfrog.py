"""This case shows arrays that are rebound, not changed."""
# args: (np.array([1.0, 0.1]), np.array([0.0, 0.9]), 0.05, 20)
import numpy as np


def leapfrog(x: "float[n]", v: "float[n]", dt: float, steps: int):
    for _ in range(steps):
        v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        x = x + dt * v
        v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
    return np.sum(v * v) - 1.0 / np.sqrt(np.sum(x * x))


# vjp
