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


import numpy as np


def gauss_seidel_vjp(u, f, sweeps, y_bar=1.0):
    """Reverse derivative of `gauss_seidel` with respect to (u, f)."""

    # forward sweep
    u_stack = []
    u = u.copy()
    for _ in range(sweeps):
        stop = len(u) - 1
        for i in range(1, stop):
            u_stack.append(u[i])
            u[i] = 0.5 * (u[i - 1] + u[i + 1] + f[i] * u[i])

    # backward sweep
    # return np.sum(u * u)
    u_bar = 2.0 * y_bar * u
    f_bar = np.zeros_like(f)
    for _ in range(sweeps):
        stop = len(u) - 1
        for i in range(stop - 1, 0, -1):
            # u[i] = 0.5 * (u[i - 1] + u[i + 1] + f[i] * u[i])
            u[i] = u_stack.pop()
            u_part_bar = u_bar[i]
            u_bar[i] = 0.0
            scale = 0.5 * u_part_bar
            u_bar[i - 1] += scale
            u_bar[i + 1] += scale
            f_bar[i] += u[i] * scale
            u_bar[i] += f[i] * scale
    return u_bar, f_bar
