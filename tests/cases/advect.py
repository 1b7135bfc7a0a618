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


def advect_vjp(u, inflow, steps, y_bar=1.0):
    """Reverse derivative of `advect` with respect to (u, inflow)."""

    # forward sweep
    u_stack = []
    u_stack2 = []
    u = u.copy()
    for _ in range(steps):
        u_stack2.append(u[1:].copy())
        u[1:] = u[:-1]
        u_stack.append(u[0])
        u[0] = inflow * u[0]

    # backward sweep
    # return np.sum(u * u)
    u_bar = 2.0 * y_bar * u
    inflow_bar = 0.0
    for _ in range(steps):
        # u[0] = inflow * u[0]
        u[0] = u_stack.pop()
        u_part_bar = u_bar[0]
        u_bar[0] = 0.0
        inflow_bar += u[0] * u_part_bar
        u_bar[0] += inflow * u_part_bar
        # u[1:] = u[:-1]
        u[1:] = u_stack2.pop()
        u_part_bar2 = u_bar[1:].copy()
        u_bar[1:] = 0.0
        u_bar[:-1] += u_part_bar2
    return u_bar, inflow_bar
