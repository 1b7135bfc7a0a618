"""This case shows a callee that changes an array."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 0.8, 3)
import numpy as np


def smooth(u: "float[n]", w: float):
    u[1:-1] = w * u[1:-1] + 0.5 * (1.0 - w) * (u[2:] + u[:-2])


def callee_writes(u: "float[n]", w: float, sweeps: int):
    u = u.copy()
    for _ in range(sweeps):
        smooth(u, w)
    return np.sum(u * u)


# vjp
