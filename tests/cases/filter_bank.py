"""This case shows a recurrent network: a hidden state and a loss over time."""
# args: (np.cos(np.arange(9.0)).reshape(3, 3), np.sin(np.arange(6.0)).reshape(3, 2), np.cos(np.arange(8.0)).reshape(4, 2), np.array([0.5, -0.2, 0.3]))
import numpy as np


def filter_bank(W: "float[h, h]", U: "float[h, m]", X: "float[t, m]", v: "float[h]"):
    state = np.zeros(W.shape[0])
    loss = 0.0
    for t in range(X.shape[0]):
        state = np.tanh(W @ state + U @ X[t])
        loss += (v @ state - 1.0) ** 2
    return loss


# vjp
