"""This case shows a callee that fills an output argument."""
# args: (1.1 * np.arange(6.0), 2.0, 0.1, 8)
# wrt: x, stiffness
import numpy as np


def pull(x: "float[n]", stiffness: float, force: "float[n]"):
    force[:] = 0.0
    for i in range(len(x) - 1):
        stretch = x[i + 1] - x[i] - 1.0
        f = stiffness * (stretch + 0.3 * stretch**3)
        force[i] += f
        force[i + 1] -= f


def springs(x: "float[n]", stiffness: float, dt: float, steps: int):
    x = x.copy()
    v = np.zeros_like(x)
    force = np.zeros_like(x)
    for t in range(steps):
        pull(x, stiffness, force)
        v += dt * force
        x += dt * v
    return np.sum(x * x)


# vjp


import numpy as np


def pull_vjp(x, stiffness, x_bar, force_bar):
    """Reverse derivative of `pull` with respect to x, stiffness, force."""

    stop = len(x) - 1
    stiffness_bar = 0.0
    for i in range(stop - 1, -1, -1):
        # force[i + 1] -= f
        f_bar = -force_bar[i + 1]
        # force[i] += f
        f_bar += force_bar[i]
        # f = stiffness * (stretch + 0.3 * stretch**3)
        stretch = x[i + 1] - x[i] - 1.0
        part_bar = stiffness * f_bar
        stiffness_bar += (stretch + 0.3 * stretch ** 3) * f_bar
        stretch_bar = part_bar + 0.9 * stretch ** 2 * part_bar
        # stretch = x[i + 1] - x[i] - 1.0
        x_bar[i + 1] += stretch_bar
        x_bar[i] -= stretch_bar
    # force[:] = 0.0
    force_bar[:] = 0.0
    return stiffness_bar


def springs_vjp(x, stiffness, dt, steps, y_bar=1.0):
    """Reverse derivative of `springs` with respect to (x, stiffness)."""

    # forward sweep
    x_stack = []
    x = x.copy()
    v = np.zeros_like(x)
    force = np.zeros_like(x)
    for t in range(steps):
        pull(x, stiffness, force)
        v += dt * force
        x_stack.append(x.copy())
        x += dt * v

    # backward sweep
    # return np.sum(x * x)
    x_bar = 2.0 * y_bar * x
    v_bar = np.zeros_like(v)
    force_bar = np.zeros_like(force)
    stiffness_bar = 0.0
    for _ in range(steps):
        # x += dt * v
        x = x_stack.pop()
        v_bar += dt * x_bar
        # v += dt * force
        force_bar += dt * v_bar
        # pull(x, stiffness, force)
        d_stiffness = pull_vjp(x, stiffness, x_bar, force_bar)
        stiffness_bar += d_stiffness
    return x_bar, stiffness_bar
