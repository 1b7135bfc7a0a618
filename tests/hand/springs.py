# at: springs(1.1 * np.arange(6.0), 2.0, 0.1, 8)
# bench: springs(1.1 * np.arange(100.0), 2.0, 0.01, 100)
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


def pull_vjp(x, stiffness, force_bar, x_bar):
    """Reverse derivative of `pull`; adds to x_bar, clears force_bar."""

    # backward sweep
    stiffness_bar = 0.0
    for i in range(len(x) - 2, -1, -1):
        f_bar = force_bar[i] - force_bar[i + 1]
        # f = stiffness * (stretch + 0.3 * stretch**3)
        stretch = x[i + 1] - x[i] - 1.0
        stiffness_bar += f_bar * (stretch + 0.3 * stretch**3)
        stretch_bar = f_bar * stiffness * (1.0 + 0.9 * stretch**2)
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
    stiffness_bar = 0.0
    v_bar = np.zeros_like(x)
    force_bar = np.zeros_like(x)
    # return np.sum(x * x)
    x_bar = 2.0 * y_bar * x
    for _ in range(steps):
        # x += dt * v
        x = x_stack.pop()
        v_bar += dt * x_bar
        # v += dt * force
        force_bar += dt * v_bar
        # pull(x, stiffness, force)
        stiffness_bar += pull_vjp(x, stiffness, force_bar, x_bar)
    return x_bar, stiffness_bar
