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
