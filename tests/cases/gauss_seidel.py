"""This case shows sweeps over elements that read their neighbours, old and new."""
# args: (np.array([0.0, 0.3, -0.5, 1.1, 0.9, 0.0]), np.array([0.1, 0.2, 0.3, 0.2, 0.1, 0.4]), 4)
import numpy as np


def gauss_seidel(u: "float[n]", f: "float[n]", sweeps: int):
    u = u.copy()
    for _ in range(sweeps):
        for i in range(1, len(u) - 1):
            u[i] = 0.5 * (u[i - 1] + u[i + 1] + f[i] * u[i])
    return np.sum(u * u)


# vjp
