"""This case shows small matrices in a loop over measurements."""
# args: (np.array([0.3, 0.5, 1.1, 0.9]), np.array([0.1, 0.2]), 0.05, 0.3)
import numpy as np


def kalman(measured: "float[n]", state: "float[m]", drift: float, noise: float):
    F = np.array([[1.0, 0.1], [0.0, 1.0]])
    h = np.array([1.0, 0.0])
    P = np.eye(2)
    loss = 0.0
    for i in range(len(measured)):
        state = F @ state
        P = F @ P @ F.T + drift * np.eye(2)
        gap = measured[i] - h @ state
        s = h @ P @ h + noise
        gain = P @ h / s
        state = state + gain * gap
        P = P - np.outer(gain, h @ P)
        loss += 0.5 * gap * gap / s + 0.5 * np.log(s)
    return loss


# vjp
