"""This case shows a view that is written, and the array that it belongs to."""
# runtime: yes (arrays with several names: their adjoints are found by identity)
# jit: no (the text calls s2s.runtime)
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 0.8)
import numpy as np


def view(x: "float[n]", s: float):
    a = x * x
    inner = a[1:-1]
    inner *= s
    a[0] = inner[0] * a[0]
    return np.sum(a * a)


# vjp


import numpy as np


def view_vjp(x, s, y_bar=1.0):
    """Reverse derivative of `view` with respect to (x, s)."""

    # forward sweep
    a = x * x
    inner = a[1:-1]
    inner_record = inner.copy()
    inner *= s
    a_record = a[0]
    a[0] = inner[0] * a[0]

    # backward sweep
    # return np.sum(a * a)
    a_bar = 2.0 * y_bar * a
    # a[0] = inner[0] * a[0]
    a[0] = a_record
    a_part_bar = a_bar[0]
    a_bar[0] = 0.0
    inner_bar = a_bar[1:-1]
    inner_bar[0] += a[0] * a_part_bar
    a_bar[0] += inner[0] * a_part_bar
    # inner *= s
    inner[:] = inner_record
    inner_part_bar = inner_bar[:].copy()
    inner_bar[:] = 0.0
    inner_bar[:] += s * inner_part_bar
    s_bar = np.sum(inner[:] * inner_part_bar)
    # a = x * x
    x_bar = 2.0 * x * a_bar
    return x_bar, s_bar
