"""This case shows a chain of matrix products and a softmax by rows."""
# jit: no (np.sum with keepdims)
# args: (np.cos(np.arange(6.0)).reshape(3, 2), np.sin(np.arange(6.0)).reshape(3, 2), np.cos(2.0 * np.arange(6.0)).reshape(3, 2))
import numpy as np


def attention(Q: "float[n, d]", K: "float[n, d]", V: "float[n, d]"):
    weights = np.exp(Q @ K.T / np.sqrt(Q.shape[1]))
    total = np.sum(weights, axis=1)
    mixed = weights @ V / total[:, None]
    return np.sum(mixed * mixed)


# vjp


import numpy as np


def attention_vjp(Q, K, V, y_bar=1.0):
    """Reverse derivative of `attention` with respect to (Q, K, V)."""

    # forward sweep
    sqrt = np.sqrt(Q.shape[1])
    weights = np.exp(Q @ K.T / sqrt)
    total = np.sum(weights, axis=1)
    mixed = weights @ V / total[:, None]

    # backward sweep
    # return np.sum(mixed * mixed)
    mixed_bar = 2.0 * y_bar * mixed
    # mixed = weights @ V / total[:, None]
    part_bar = mixed_bar / total[:, None]
    weights_bar = part_bar @ V.T
    V_bar = weights.T @ part_bar
    total_bar = np.zeros_like(total)
    total_bar[:, None] -= np.sum(
        mixed * mixed_bar / total[:, None], axis=1, keepdims=True
    )
    # total = np.sum(weights, axis=1)
    weights_bar += np.expand_dims(total_bar, 1)
    # weights = np.exp(Q @ K.T / np.sqrt(Q.shape[1]))
    part_bar2 = weights * weights_bar / sqrt
    Q_bar = part_bar2 @ K
    K_bar = (Q.T @ part_bar2).T
    return Q_bar, K_bar.copy(), V_bar
