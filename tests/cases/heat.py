"""This case shows two buffers that swap."""
# runtime: yes (arrays with several names: their adjoints are found by identity)
# jit: no (the text calls s2s.runtime)
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


import numpy as np


def heat_vjp(u, kappa, steps, y_bar=1.0):
    """Reverse derivative of `heat` with respect to (u, kappa)."""

    # forward sweep
    part_stack = []
    u = u.copy()
    v = u.copy()
    for t in range(steps):
        part = u[2:] - 2.0 * u[1:-1] + u[:-2]
        v[1:-1] = u[1:-1] + kappa * part
        part_stack.append(part)
        u, v = v, u

    # backward sweep
    # return np.sum(u * u)
    u_bar = 2.0 * y_bar * u
    v_bar = np.zeros_like(v)
    kappa_bar = 0.0
    for _ in range(steps):
        # u, v = v, u
        v_bar, u_bar = u_bar, v_bar
        # v[1:-1] = u[1:-1] + kappa * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        part = part_stack.pop()
        v_part_bar = v_bar[1:-1].copy()
        v_bar[1:-1] = 0.0
        part_bar = kappa * v_part_bar
        u_bar[1:-1] += v_part_bar - 2.0 * part_bar
        kappa_bar += np.sum(part * v_part_bar)
        u_bar[2:] += part_bar
        u_bar[:-2] += part_bar
    # v = u.copy()
    u_bar += v_bar
    return u_bar, kappa_bar
