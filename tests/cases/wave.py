"""This case shows three buffers that rotate."""
# runtime: yes (arrays with several names: their adjoints are found by identity)
# jit: no (the text calls s2s.runtime)
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


import numpy as np


def wave_vjp(u, c, steps, y_bar=1.0):
    """Reverse derivative of `wave` with respect to (u, c)."""

    # forward sweep
    part_stack = []
    old = u.copy()
    now = u.copy()
    new = np.zeros_like(u)
    for _ in range(steps):
        part = now[2:] - 2.0 * now[1:-1] + now[:-2]
        new[1:-1] = 2.0 * now[1:-1] - old[1:-1] + c * c * part
        part_stack.append(part)
        old, now, new = now, new, old

    # backward sweep
    # return np.sum(now**3)
    now_bar = 3.0 * y_bar * now ** 2
    new_bar = np.zeros_like(new)
    old_bar = np.zeros_like(old)
    c_bar = 0.0
    for _ in range(steps):
        # old, now, new = now, new, old
        now_bar, old_bar, new_bar = old_bar, new_bar, now_bar
        # new[1:-1] = 2.0 * now[1:-1] - old[1:-1] + c * c * (now[2:] - 2.0 * now[1:- ...
        part = part_stack.pop()
        new_part_bar = new_bar[1:-1].copy()
        new_bar[1:-1] = 0.0
        part_bar = c * c * new_part_bar
        now_bar[1:-1] += 2.0 * (new_part_bar - part_bar)
        old_bar[1:-1] -= new_part_bar
        c_bar += 2.0 * c * np.sum(part * new_part_bar)
        now_bar[2:] += part_bar
        now_bar[:-2] += part_bar
    # now = u.copy()
    u_bar = now_bar
    # old = u.copy()
    u_bar += old_bar
    return u_bar, c_bar
