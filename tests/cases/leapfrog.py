"""This case shows arrays that are rebound, not changed."""
# args: (np.array([1.0, 0.1]), np.array([0.0, 0.9]), 0.05, 20)
import numpy as np


def leapfrog(x: "float[n]", v: "float[n]", dt: float, steps: int):
    for _ in range(steps):
        v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        x = x + dt * v
        v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
    return np.sum(v * v) - 1.0 / np.sqrt(np.sum(x * x))


# vjp


import numpy as np


def leapfrog_vjp(x, v, dt, steps, y_bar=1.0):
    """Reverse derivative of `leapfrog` with respect to (x, v, dt)."""

    # forward sweep
    total2_stack = []
    total_stack = []
    v_stack = []
    x_stack = []
    for _ in range(steps):
        total = np.sum(x * x)
        total_stack.append(total)
        v = v - 0.5 * dt * x / total ** 1.5
        v_stack.append(v)
        x_stack.append(x)
        x = x + dt * v
        total2 = np.sum(x * x)
        total2_stack.append(total2)
        v = v - 0.5 * dt * x / total2 ** 1.5
    sqrt = np.sqrt(np.sum(x * x))

    # backward sweep
    # return np.sum(v * v) - 1.0 / np.sqrt(np.sum(x * x))
    v_bar = 2.0 * y_bar * v
    x_bar = y_bar / (sqrt * sqrt) / sqrt * x
    dt_bar = 0.0
    for _ in range(steps):
        # v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        total2 = total2_stack.pop()
        part = total2 ** 1.5
        part2 = np.sum(x * v_bar)
        dt_bar -= 0.5 / part * part2
        x_bar -= 0.5 * dt / part * v_bar
        x_bar += 1.5 * dt * part2 * total2 ** -2.5 * x
        # x = x + dt * v
        v = v_stack.pop()
        x = x_stack.pop()
        dt_bar += np.sum(v * x_bar)
        v_bar = v_bar + dt * x_bar
        # v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        total = total_stack.pop()
        part3 = total ** 1.5
        part4 = np.sum(x * v_bar)
        dt_bar -= 0.5 / part3 * part4
        x_bar -= 0.5 * dt / part3 * v_bar
        x_bar += 1.5 * dt * part4 * total ** -2.5 * x
    return x_bar, v_bar.copy(), dt_bar
