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
    part2_stack = []
    part3_stack = []
    part4_stack = []
    part_stack = []
    total2_stack = []
    total_stack = []
    v_stack = []
    x_stack = []
    for _ in range(steps):
        total = np.sum(x * x)
        total_stack.append(total)
        part = total ** 1.5
        part_stack.append(part)
        part2 = 0.5 * dt * x / part
        part2_stack.append(part2)
        v = v - part2
        v_stack.append(v)
        x_stack.append(x)
        x = x + dt * v
        total2 = np.sum(x * x)
        total2_stack.append(total2)
        part3 = total2 ** 1.5
        part3_stack.append(part3)
        part4 = 0.5 * dt * x / part3
        part4_stack.append(part4)
        v = v - part4
    sqrt = np.sqrt(np.sum(x * x))
    part5 = 1.0 / sqrt

    # backward sweep
    # return np.sum(v * v) - 1.0 / np.sqrt(np.sum(x * x))
    v_bar = 2.0 * y_bar * v
    part5_bar = -y_bar
    # return np.sum(v * v) - 1.0 / np.sqrt(np.sum(x * x))
    sqrt_bar = -part5_bar * part5 / sqrt
    # return np.sum(v * v) - 1.0 / np.sqrt(np.sum(x * x))
    x_bar = 2.0 * (0.5 * sqrt_bar / sqrt) * x
    dt_bar = 0.0
    for _ in range(steps):
        # v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        part4_bar = -v_bar
        part4 = part4_stack.pop()
        part3 = part3_stack.pop()
        # v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        dt_bar += 0.5 * np.sum(part4_bar * x) / part3
        x_bar += 0.5 * dt * part4_bar / part3
        part3_bar = -np.sum(part4_bar * part4) / part3
        total2 = total2_stack.pop()
        # v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        total2_bar = 1.5 * part3_bar * total2 ** 0.5
        # v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        x_bar += 2.0 * total2_bar * x
        v = v_stack.pop()
        # x = x + dt * v
        x = x_stack.pop()
        dt_bar += np.sum(x_bar * v)
        v_bar = v_bar + dt * x_bar
        # v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        part2_bar = -v_bar
        part2 = part2_stack.pop()
        part = part_stack.pop()
        # v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        dt_bar += 0.5 * np.sum(part2_bar * x) / part
        x_bar += 0.5 * dt * part2_bar / part
        part_bar2 = -np.sum(part2_bar * part2) / part
        total = total_stack.pop()
        # v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        total_bar = 1.5 * part_bar2 * total ** 0.5
        # v = v - 0.5 * dt * x / np.sum(x * x) ** 1.5
        x_bar += 2.0 * total_bar * x
    return x_bar, v_bar.copy(), dt_bar
