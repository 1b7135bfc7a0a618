"""This case shows reductions along an axis."""
# args: (np.cos(np.arange(6.0)).reshape(3, 2),)
import numpy as np


def variance(X: "float[n, m]"):
    centred = X - np.sum(X, axis=0) / X.shape[0]
    return np.sum(np.sqrt(np.sum(centred * centred, axis=1) + 1.0))


# vjp


import numpy as np


def variance_vjp(X, y_bar=1.0):
    """Reverse derivative of `variance` with respect to X."""

    # forward sweep
    centred = X - np.sum(X, axis=0) / X.shape[0]

    # backward sweep
    # return np.sum(np.sqrt(np.sum(centred * centred, axis=1) + 1.0))
    centred_bar = (
        2.0 * centred
        * np.expand_dims(
            0.5 * y_bar / np.sqrt(np.sum(centred * centred, axis=1) + 1.0), 1
        )
    )
    # centred = X - np.sum(X, axis=0) / X.shape[0]
    X_bar = centred_bar - np.expand_dims(np.sum(centred_bar, axis=0) / X.shape[0], 0)
    return X_bar
