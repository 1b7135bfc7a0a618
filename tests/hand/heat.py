# at: heat(1.0 + 0.5 * np.sin(np.arange(30.0)), 0.2, 7)
# bench: heat(1.0 + 0.5 * np.sin(np.arange(10000.0)), 0.2, 50)
import numpy as np


def heat(u: "float[n]", kappa: float, steps: int):
    u = u.copy()
    v = u.copy()
    for t in range(steps):
        v[1:-1] = u[1:-1] + kappa * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        u, v = v, u
    return np.sum(u * u)


# vjp


def heat_vjp(u, kappa, steps, y_bar=1.0):
    """Reverse derivative of `heat` with respect to (u, kappa)."""

    # forward sweep
    curvature_stack = []
    u = u.copy()
    v = u.copy()
    for t in range(steps):
        curvature = u[2:] - 2.0 * u[1:-1] + u[:-2]
        curvature_stack.append(curvature)
        v[1:-1] = u[1:-1] + kappa * curvature
        u, v = v, u

    # backward sweep
    kappa_bar = 0.0
    # return np.sum(u * u)
    u_bar = 2.0 * y_bar * u
    v_bar = np.zeros_like(u)
    for _ in range(steps):
        # u, v = v, u
        u_bar, v_bar = v_bar, u_bar
        # v[1:-1] = u[1:-1] + kappa * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        kappa_bar += np.sum(v_bar[1:-1] * curvature_stack.pop())
        curvature_bar = kappa * v_bar[1:-1]
        u_bar[2:] += curvature_bar
        u_bar[1:-1] += v_bar[1:-1] - 2.0 * curvature_bar
        u_bar[:-2] += curvature_bar
        v_bar[1:-1] = 0.0
    # v = u.copy()
    u_bar += v_bar
    return u_bar, kappa_bar
