"""This case shows nested loops whose inner bounds depend on the outer index."""
# args: (np.cos(np.arange(16.0)).reshape(4, 4),)


def triangle(A: "float[n, n]"):
    total = 0.0
    for i in range(A.shape[0]):
        for j in range(i + 1):
            total += A[i, j] * A[j, i] * (i - j)
    return total


# vjp


import numpy as np


def triangle_vjp(A, total_bar=1.0):
    """Reverse derivative of `triangle` with respect to A."""

    # forward sweep
    stop = A.shape[0]

    # backward sweep
    A_bar = np.zeros_like(A)
    for i in range(stop - 1, -1, -1):
        for j in range(i, -1, -1):
            # total += A[i, j] * A[j, i] * (i - j)
            A_bar[i, j] += A[j, i] * (i - j) * total_bar
            A_bar[j, i] += A[i, j] * (i - j) * total_bar
    return A_bar
