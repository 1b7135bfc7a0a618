# at: burgers(1.0 + 0.5 * np.sin(np.arange(40.0)), 0.1, 9)
# bench: burgers(1.0 + 0.5 * np.sin(np.arange(10000.0)), 0.1, 50)
import numpy as np


def burgers(u: "float[n]", c: float, steps: int):
    u = u.copy()
    for t in range(steps):
        u[1:] -= c * u[1:] * (u[1:] - u[:-1])
    return np.sum(u * u)


# vjp


def burgers_vjp(u, c, steps, y_bar=1.0):
    """Reverse derivative of `burgers` with respect to (u, c)."""

    # forward sweep
    u_stack = []
    u = u.copy()
    for t in range(steps):
        u_stack.append(u[1:].copy())
        u[1:] -= c * u[1:] * (u[1:] - u[:-1])

    # backward sweep
    c_bar = 0.0
    # return np.sum(u * u)
    u_bar = 2.0 * y_bar * u
    for _ in range(steps):
        # u[1:] -= c * u[1:] * (u[1:] - u[:-1])
        u[1:] = u_stack.pop()
        slope = u[1:] - u[:-1]
        step_bar = u_bar[1:] * u[1:]
        c_bar -= np.sum(step_bar * slope)
        u_bar[1:] -= c * (u_bar[1:] * slope + step_bar)
        u_bar[:-1] += c * step_bar
    return u_bar, c_bar
