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
from s2s import runtime


def heat_vjp(u, kappa, steps, y_bar=1.0):
    """Reverse derivative of `heat` with respect to (u, kappa)."""

    # forward sweep
    u2_stack = []
    v_stack = []
    v_stack2 = []
    u2 = u.copy()
    v = u2.copy()
    for t in range(steps):
        v_stack.append(v[1:-1].copy())
        v[1:-1] = u2[1:-1] + kappa * (u2[2:] - 2.0 * u2[1:-1] + u2[:-2])
        u_new = v
        v_stack2.append(v)
        v = u2
        u2_stack.append(u2)
        u2 = u_new

    # backward sweep
    shared = runtime.Shared()
    # return np.sum(u * u)
    shared.of(u2)[...] += 2.0 * y_bar * u2
    kappa_bar = 0.0
    for _ in range(steps):
        # u, v = v, u
        u2 = u2_stack.pop()
        v = v_stack2.pop()
        # v[1:-1] = u[1:-1] + kappa * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        v[1:-1] = v_stack.pop()
        v_part_bar = shared.of(v)[1:-1].copy()
        shared.of(v)[1:-1] = 0.0
        part_bar = kappa * v_part_bar
        shared.of(u2)[1:-1] += v_part_bar - 2.0 * part_bar
        kappa_bar += np.sum((u2[2:] - 2.0 * u2[1:-1] + u2[:-2]) * v_part_bar)
        shared.of(u2)[2:] += part_bar
        shared.of(u2)[:-2] += part_bar
    # v = u.copy()
    shared.of(u2)[...] += shared.of(v)
    # u = u.copy()
    u_bar = np.zeros_like(u)
    u_bar += shared.of(u2)
    return u_bar, kappa_bar
