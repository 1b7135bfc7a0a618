"""This case shows three buffers that rotate."""
# args: (np.sin(np.arange(8.0)), 0.4, 5)
import numpy as np


def wave(u: "float[n]", c: float, steps: int):
    old = u.copy()
    now = u.copy()
    new = np.zeros_like(u)
    for _ in range(steps):
        new[1:-1] = (
            2.0 * now[1:-1] - old[1:-1] + c * c * (now[2:] - 2.0 * now[1:-1] + now[:-2])
        )
        old, now, new = now, new, old
    return np.sum(now**3)


# vjp
