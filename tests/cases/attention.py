"""This case shows a chain of matrix products and a softmax by rows."""
# args: (np.cos(np.arange(6.0)).reshape(3, 2), np.sin(np.arange(6.0)).reshape(3, 2), np.cos(2.0 * np.arange(6.0)).reshape(3, 2))
import numpy as np


def attention(Q: "float[n, d]", K: "float[n, d]", V: "float[n, d]"):
    weights = np.exp(Q @ K.T / np.sqrt(Q.shape[1]))
    total = np.sum(weights, axis=1)
    mixed = weights @ V / total[:, None]
    return np.sum(mixed * mixed)


# vjp
