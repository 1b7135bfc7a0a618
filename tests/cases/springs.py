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
