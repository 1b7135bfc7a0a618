"""This case shows an overlapping store: each element is moved up by one."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 0.8, 3)
import numpy as np


def advect(u: "float[n]", inflow: float, steps: int):
    u = u.copy()
    for _ in range(steps):
        u[1:] = u[:-1]
        u[0] = inflow * u[0]
    return np.sum(u * u)


# vjp
