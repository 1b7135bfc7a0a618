"""This case shows a network that trains itself for one step, in place."""
# args: (np.cos(np.arange(12.0)).reshape(4, 3), np.sin(np.arange(4.0)), np.cos(np.arange(4.0)), np.array([0.5, -0.3, 0.8]), 0.7, 0.2)
# wrt: W, b, v, rate
import numpy as np


def network(
    W: "float[h, m]",
    b: "float[h]",
    v: "float[h]",
    x: "float[m]",
    target: float,
    rate: float,
):
    hidden = np.tanh(W @ x + b)
    error = v @ hidden - target
    delta = error * v * (1.0 - hidden * hidden)
    v -= rate * error * hidden
    W -= rate * np.outer(delta, x)
    b -= rate * delta
    after = v @ np.tanh(W @ x + b) - target
    return 0.5 * after * after


# vjp


import numpy as np


def network_vjp(W, b, v, x, target, rate, y_bar=1.0):
    """Reverse derivative of `network` with respect to (W, b, v, rate)."""

    # forward sweep
    W = W.copy()
    b = b.copy()
    v = v.copy()
    hidden = np.tanh(W @ x + b)
    error = v @ hidden - target
    part = error * v
    part2 = 1.0 - hidden * hidden
    delta = part * part2
    v_record = v.copy()
    v -= rate * error * hidden
    W -= rate * np.outer(delta, x)
    b -= rate * delta
    tanh = np.tanh(W @ x + b)
    after = v @ tanh - target

    # backward sweep
    # return 0.5 * after * after
    after_bar = after * y_bar
    # after = v @ np.tanh(W @ x + b) - target
    v_bar = after_bar * tanh
    part_bar = after_bar * (1.0 - tanh * tanh) * v
    W_bar = np.outer(part_bar, x)
    b_bar = part_bar
    # b -= rate * delta
    rate_bar = -np.sum(delta * b_bar)
    delta_bar = -rate * b_bar
    # W -= rate * np.outer(delta, x)
    part3 = W_bar @ x
    rate_bar -= delta @ part3
    delta_bar -= rate * part3
    # v -= rate * error * hidden
    v[:] = v_record
    part4 = np.sum(hidden * v_bar)
    rate_bar -= error * part4
    error_bar = -rate * part4
    hidden_bar = -rate * error * v_bar
    # delta = error * v * (1.0 - hidden * hidden)
    error_bar += np.sum(v * part2 * delta_bar)
    v_bar += error * part2 * delta_bar
    hidden_bar -= 2.0 * hidden * part * delta_bar
    # error = v @ hidden - target
    v_bar += error_bar * hidden
    hidden_bar += error_bar * v
    # hidden = np.tanh(W @ x + b)
    part_bar2 = (1.0 - hidden * hidden) * hidden_bar
    W_bar += np.outer(part_bar2, x)
    b_bar = b_bar + part_bar2
    return W_bar, b_bar, v_bar, rate_bar
