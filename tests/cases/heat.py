"""This case shows two buffers that swap."""
# args: (1.0 + 0.5 * np.sin(np.arange(30.0)), 0.2, 7)
import numpy as np


def heat(u: "float[n]", kappa: float, steps: int):
    u = u.copy()
    v = u.copy()
    for t in range(steps):
        v[1:-1] = u[1:-1] + kappa * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        u, v = v, u
    return np.sum(u * u)


# vjp
