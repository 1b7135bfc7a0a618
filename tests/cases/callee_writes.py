"""This case shows a callee that changes an array."""
# runtime: yes (arrays with several names: their adjoints are found by identity)
# jit: no (the text calls s2s.runtime)
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 0.8, 3)
import numpy as np


def smooth(u: "float[n]", w: float):
    u[1:-1] = w * u[1:-1] + 0.5 * (1.0 - w) * (u[2:] + u[:-2])


def callee_writes(u: "float[n]", w: float, sweeps: int):
    u = u.copy()
    for _ in range(sweeps):
        smooth(u, w)
    return np.sum(u * u)


# vjp


import numpy as np


def smooth_forward(u, w):
    """Forward sweep of `smooth`: its value, and a tape for the way back."""

    u_stack = []
    u_stack.append(u[1:-1].copy())
    u[1:-1] = w * u[1:-1] + 0.5 * (1.0 - w) * (u[2:] + u[:-2])
    return None, (u, u_stack, w)


def smooth_backward(tape, u_bar):
    """Backward sweep of `smooth` with respect to u, w."""

    u, u_stack, w = tape
    # u[1:-1] = w * u[1:-1] + 0.5 * (1.0 - w) * (u[2:] + u[:-2])
    u[1:-1] = u_stack.pop()
    u_part_bar = u_bar[1:-1].copy()
    u_bar[1:-1] = 0.0
    part_bar = 0.5 * (1.0 - w) * u_part_bar
    w_bar = np.sum(u[1:-1] * u_part_bar) - 0.5 * np.sum((u[2:] + u[:-2]) * u_part_bar)
    u_bar[1:-1] += w * u_part_bar
    u_bar[2:] += part_bar
    u_bar[:-2] += part_bar
    return w_bar


def callee_writes_vjp(u, w, sweeps, y_bar=1.0):
    """Reverse derivative of `callee_writes` with respect to (u, w)."""

    # forward sweep
    smooth_tape_stack = []
    u = u.copy()
    for _ in range(sweeps):
        _, smooth_tape = smooth_forward(u, w)
        smooth_tape_stack.append(smooth_tape)

    # backward sweep
    # return np.sum(u * u)
    u_bar = 2.0 * y_bar * u
    w_bar = 0.0
    for _ in range(sweeps):
        # smooth(u, w)
        smooth_tape = smooth_tape_stack.pop()
        d_w = smooth_backward(smooth_tape, u_bar)
        w_bar += d_w
    return u_bar, w_bar
