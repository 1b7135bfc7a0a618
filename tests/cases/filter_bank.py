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


import numpy as np


def filter_bank_vjp(W, U, X, v, loss_bar=1.0):
    """Reverse derivative of `filter_bank` with respect to (W, U, X, v)."""

    # forward sweep
    part_stack = []
    state_stack = []
    tanh_stack = []
    state = np.zeros(W.shape[0])
    stop = X.shape[0]
    for t in range(stop):
        tanh = np.tanh(W @ state + U @ X[t])
        tanh_stack.append(tanh)
        state_stack.append(state)
        state = tanh
        part = v @ state - 1.0
        part_stack.append(part)

    # backward sweep
    v_bar = np.zeros_like(v)
    W_bar = np.zeros_like(W)
    state_bar = np.zeros_like(state)
    U_bar = np.zeros_like(U)
    X_bar = np.zeros_like(X)
    for t in range(stop - 1, -1, -1):
        part = part_stack.pop()
        # loss += (v @ state - 1.0) ** 2
        part_bar = 2.0 * part * loss_bar
        # loss += (v @ state - 1.0) ** 2
        v_bar += part_bar * state
        state_bar += part_bar * v
        # state = np.tanh(W @ state + U @ X[t])
        state = state_stack.pop()
        tanh = tanh_stack.pop()
        # state = np.tanh(W @ state + U @ X[t])
        part_bar2 = state_bar * (1.0 - tanh * tanh)
        W_bar += np.outer(part_bar2, state)
        state_bar = W.T @ part_bar2
        U_bar += np.outer(part_bar2, X[t])
        X_bar[t] += U.T @ part_bar2
    return W_bar, U_bar, X_bar, v_bar
