"""This case shows a tridiagonal solver that works in place, forth and back."""
# args: (np.array([0.3, 0.5, 0.4]), np.array([2.0, 2.2, 1.9, 2.5]), np.array([0.2, 0.1, 0.6]), np.array([1.0, 2.0, -1.0, 0.5]))
import numpy as np


def thomas(
    below: "float[k]", diagonal: "float[n]", above: "float[k]", right: "float[n]"
):
    d = diagonal.copy()
    x = right.copy()
    n = len(d)
    for i in range(1, n):
        w = below[i - 1] / d[i - 1]
        d[i] -= w * above[i - 1]
        x[i] -= w * x[i - 1]
    x[n - 1] = x[n - 1] / d[n - 1]
    for i in range(n - 2, -1, -1):
        x[i] = (x[i] - above[i] * x[i + 1]) / d[i]
    return np.sum(x * x)


# vjp


import numpy as np


def thomas_vjp(below, diagonal, above, right, y_bar=1.0):
    """Reverse derivative of `thomas` with respect to (below, diagonal, above, right)."""

    # forward sweep
    d_stack = []
    w_stack = []
    x_stack = []
    d = diagonal.copy()
    x = right.copy()
    n = len(d)
    for i in range(1, n):
        w = below[i - 1] / d[i - 1]
        w_stack.append(w)
        d_stack.append(d[i])
        d[i] -= w * above[i - 1]
        x_stack.append(x[i])
        x[i] -= w * x[i - 1]
    x_stack.append(x[n - 1])
    x[n - 1] = x[n - 1] / d[n - 1]
    for i in range(n - 2, -1, -1):
        x_stack.append(x[i])
        x[i] = (x[i] - above[i] * x[i + 1]) / d[i]

    # backward sweep
    # return np.sum(x * x)
    x_bar = 2.0 * y_bar * x
    above_bar = np.zeros_like(above)
    d_bar = np.zeros_like(d)
    for i in range(n - 1):
        # x[i] = (x[i] - above[i] * x[i + 1]) / d[i]
        x[i] = x_stack.pop()
        x_part_bar = x_bar[i]
        x_bar[i] = 0.0
        part_bar = x_part_bar / d[i]
        x_bar[i] += part_bar
        above_bar[i] -= x[i + 1] * part_bar
        x_bar[i + 1] -= above[i] * part_bar
        d_bar[i] -= (x[i] - above[i] * x[i + 1]) / (d[i] * d[i]) * x_part_bar
    # x[n - 1] = x[n - 1] / d[n - 1]
    x[n - 1] = x_stack.pop()
    x_part_bar2 = x_bar[n - 1]
    x_bar[n - 1] = 0.0
    x_bar[n - 1] += x_part_bar2 / d[n - 1]
    d_bar[n - 1] -= x[n - 1] / (d[n - 1] * d[n - 1]) * x_part_bar2
    below_bar = np.zeros_like(below)
    for i in range(n - 1, 0, -1):
        # x[i] -= w * x[i - 1]
        w = w_stack.pop()
        x[i] = x_stack.pop()
        w_bar = -x[i - 1] * x_bar[i]
        x_bar[i - 1] -= w * x_bar[i]
        # d[i] -= w * above[i - 1]
        d[i] = d_stack.pop()
        w_bar -= above[i - 1] * d_bar[i]
        above_bar[i - 1] -= w * d_bar[i]
        # w = below[i - 1] / d[i - 1]
        below_bar[i - 1] += w_bar / d[i - 1]
        d_bar[i - 1] -= w / d[i - 1] * w_bar
    return below_bar, d_bar, above_bar, x_bar
