"""This case shows an update in place that is linear in the array."""
# args: (1.0 + 0.5 * np.sin(np.arange(40.0)), 0.1, 9)
import numpy as np


def diffuse(u: "float[n]", kappa: float, steps: int):
    u = u.copy()
    for t in range(steps):
        curvature = u[2:] - 2.0 * u[1:-1] + u[:-2]
        u[1:-1] += kappa * curvature
    return np.sum(u * u)


# vjp
