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
    product_stack = []
    state_stack = []
    state = np.zeros(W.shape[0])
    stop = X.shape[0]
    for t in range(stop):
        tanh = np.tanh(W @ state + U @ X[t])
        state_stack.append(state)
        state = tanh
        product = v @ state
        product_stack.append(product)

    # backward sweep
    v_bar = np.zeros_like(v)
    W_bar = np.zeros_like(W)
    state_bar = np.zeros_like(state)
    U_bar = np.zeros_like(U)
    X_bar = np.zeros_like(X)
    for t in range(stop - 1, -1, -1):
        # loss += (v @ state - 1.0) ** 2
        tanh = state
        product = product_stack.pop()
        product_bar = 2.0 * (product - 1.0) * loss_bar
        v_bar += product_bar * state
        state_bar += product_bar * v
        # state = np.tanh(W @ state + U @ X[t])
        state = state_stack.pop()
        part_bar = (1.0 - tanh * tanh) * state_bar
        W_bar += np.outer(part_bar, state)
        state_bar = W.T @ part_bar
        U_bar += np.outer(part_bar, X[t])
        X_bar[t] += U.T @ part_bar
    return W_bar, U_bar, X_bar, v_bar
