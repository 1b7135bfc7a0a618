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
from s2s import runtime


def wave_vjp(u, c, steps, y_bar=1.0):
    """Reverse derivative of `wave` with respect to (u, c)."""

    # forward sweep
    new_stack = []
    new_stack2 = []
    now_stack = []
    old_stack = []
    old = u.copy()
    now = u.copy()
    new = np.zeros_like(u)
    for _ in range(steps):
        new_stack.append(new[1:-1].copy())
        new[1:-1] = (
            2.0 * now[1:-1] - old[1:-1] + c * c * (now[2:] - 2.0 * now[1:-1] + now[:-2])
        )
        old_new = now
        now_stack.append(now)
        now = new
        new_stack2.append(new)
        new = old
        old_stack.append(old)
        old = old_new

    # backward sweep
    shared = runtime.Shared()
    # return np.sum(now**3)
    shared.of(now)[...] += 3.0 * y_bar * now ** 2
    c_bar = 0.0
    for _ in range(steps):
        # old, now, new = now, new, old
        old = old_stack.pop()
        new = new_stack2.pop()
        now = now_stack.pop()
        # new[1:-1] = 2.0 * now[1:-1] - old[1:-1] + c * c * (now[2:] - 2.0 * now[1:- ...
        new[1:-1] = new_stack.pop()
        new_part_bar = shared.of(new)[1:-1].copy()
        shared.of(new)[1:-1] = 0.0
        part_bar = c * c * new_part_bar
        shared.of(now)[1:-1] += 2.0 * (new_part_bar - part_bar)
        shared.of(old)[1:-1] -= new_part_bar
        c_bar += 2.0 * c * np.sum((now[2:] - 2.0 * now[1:-1] + now[:-2]) * new_part_bar)
        shared.of(now)[2:] += part_bar
        shared.of(now)[:-2] += part_bar
    # now = u.copy()
    u_bar = np.zeros_like(u)
    u_bar += shared.of(now)
    # old = u.copy()
    u_bar += shared.of(old)
    return u_bar, c_bar
