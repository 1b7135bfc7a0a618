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


import numpy as np


def diffuse_vjp(u, kappa, steps, y_bar=1.0):
    """Reverse derivative of `diffuse` with respect to (u, kappa)."""

    # forward sweep
    curvature_stack = []
    u = u.copy()
    for t in range(steps):
        curvature = u[2:] - 2.0 * u[1:-1] + u[:-2]
        curvature_stack.append(curvature)
        u[1:-1] += kappa * curvature

    # backward sweep
    # return np.sum(u * u)
    u_bar = 2.0 * y_bar * u
    kappa_bar = 0.0
    for _ in range(steps):
        # u[1:-1] += kappa * curvature
        curvature = curvature_stack.pop()
        kappa_bar += np.sum(curvature * u_bar[1:-1])
        curvature_bar = kappa * u_bar[1:-1]
        # curvature = u[2:] - 2.0 * u[1:-1] + u[:-2]
        u_bar[2:] += curvature_bar
        u_bar[1:-1] -= 2.0 * curvature_bar
        u_bar[:-2] += curvature_bar
    return u_bar, kappa_bar
