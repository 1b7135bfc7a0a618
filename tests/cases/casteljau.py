"""This case shows an update in place that shrinks, and reads a neighbour."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 0.35)


def casteljau(points: "float[n]", t: float):
    b = points.copy()
    for r in range(1, len(b)):
        for i in range(len(b) - r):
            b[i] = (1.0 - t) * b[i] + t * b[i + 1]
    return b[0]


# vjp


import numpy as np


def casteljau_vjp(points, t, y_bar=1.0):
    """Reverse derivative of `casteljau` with respect to (points, t)."""

    # forward sweep
    b_stack = []
    b = points.copy()
    stop = len(b)
    for r in range(1, stop):
        stop2 = len(b) - r
        for i in range(stop2):
            b_stack.append(b[i])
            b[i] = (1.0 - t) * b[i] + t * b[i + 1]

    # backward sweep
    # return b[0]
    b_bar = np.zeros_like(b)
    b_bar[0] += y_bar
    t_bar = 0.0
    for r in range(stop - 1, 0, -1):
        stop2 = len(b) - r
        for i in range(stop2 - 1, -1, -1):
            # b[i] = (1.0 - t) * b[i] + t * b[i + 1]
            b[i] = b_stack.pop()
            b_part_bar = b_bar[i]
            b_bar[i] = 0.0
            t_bar += (b[i + 1] - b[i]) * b_part_bar
            b_bar[i] += (1.0 - t) * b_part_bar
            b_bar[i + 1] += t * b_part_bar
    return b_bar, t_bar
