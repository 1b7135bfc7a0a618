"""This case shows slices in two dimensions."""
# args: (np.sin(np.arange(20.0)).reshape(4, 5), 0.1, 3)
import numpy as np


def plate(T: "float[n, m]", k: float, steps: int):
    T = T.copy()
    for _ in range(steps):
        flow = T[2:, 1:-1] + T[:-2, 1:-1] + T[1:-1, 2:] + T[1:-1, :-2]
        T[1:-1, 1:-1] += k * (flow - 4.0 * T[1:-1, 1:-1])
        T[0, :] *= 0.9
    return np.sum(T * T)


# vjp


import numpy as np


def plate_vjp(T, k, steps, y_bar=1.0):
    """Reverse derivative of `plate` with respect to (T, k)."""

    # forward sweep
    T_stack = []
    T_stack2 = []
    flow_stack = []
    T = T.copy()
    for _ in range(steps):
        flow = T[2:, 1:-1] + T[:-2, 1:-1] + T[1:-1, 2:] + T[1:-1, :-2]
        flow_stack.append(flow)
        T_stack.append(T[1:-1, 1:-1].copy())
        T[1:-1, 1:-1] += k * (flow - 4.0 * T[1:-1, 1:-1])
        T_stack2.append(T[0, :].copy())
        T[0, :] *= 0.9

    # backward sweep
    # return np.sum(T * T)
    T_bar = 2.0 * y_bar * T
    k_bar = 0.0
    for _ in range(steps):
        # T[0, :] *= 0.9
        T[0, :] = T_stack2.pop()
        T_bar[0, :] *= 0.9
        # T[1:-1, 1:-1] += k * (flow - 4.0 * T[1:-1, 1:-1])
        flow = flow_stack.pop()
        T[1:-1, 1:-1] = T_stack.pop()
        part_bar = k * T_bar[1:-1, 1:-1]
        k_bar += np.sum((flow - 4.0 * T[1:-1, 1:-1]) * T_bar[1:-1, 1:-1])
        flow_bar = part_bar.copy()
        T_bar[1:-1, 1:-1] -= 4.0 * part_bar
        # flow = T[2:, 1:-1] + T[:-2, 1:-1] + T[1:-1, 2:] + T[1:-1, :-2]
        T_bar[2:, 1:-1] += flow_bar
        T_bar[:-2, 1:-1] += flow_bar
        T_bar[1:-1, 2:] += flow_bar
        T_bar[1:-1, :-2] += flow_bar
    return T_bar, k_bar
