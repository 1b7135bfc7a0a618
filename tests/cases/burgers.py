"""This case shows an update in place that reads what it writes."""
# args: (1.0 + 0.5 * np.sin(np.arange(40.0)), 0.1, 9)
import numpy as np


def burgers(u: "float[n]", c: float, steps: int):
    u = u.copy()
    for t in range(steps):
        u[1:] -= c * u[1:] * (u[1:] - u[:-1])
    return np.sum(u * u)


# vjp


import numpy as np


def burgers_vjp(u, c, steps, y_bar=1.0):
    """Reverse derivative of `burgers` with respect to (u, c)."""

    # forward sweep
    u_stack = []
    u = u.copy()
    for t in range(steps):
        u_stack.append(u[1:].copy())
        u[1:] -= c * u[1:] * (u[1:] - u[:-1])

    # backward sweep
    # return np.sum(u * u)
    u_bar = 2.0 * y_bar * u
    c_bar = 0.0
    for _ in range(steps):
        # u[1:] -= c * u[1:] * (u[1:] - u[:-1])
        u[1:] = u_stack.pop()
        part_bar = -c * u[1:] * u_bar[1:]
        part = u[1:] - u[:-1]
        c_bar -= np.sum(u[1:] * part * u_bar[1:])
        u_bar[1:] += part_bar - c * part * u_bar[1:]
        u_bar[:-1] -= part_bar
    return u_bar, c_bar
