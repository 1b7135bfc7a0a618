"""This case shows a matrix product by loops over elements, accumulated in place."""
# args: (np.cos(np.arange(6.0)).reshape(2, 3), np.sin(np.arange(6.0)).reshape(3, 2))
import numpy as np


def product_of_matrices(A: "float[n, m]", B: "float[m, p]"):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                C[i, j] += A[i, k] * B[k, j]
    return np.sum(C * C)


# vjp


import numpy as np


def product_of_matrices_vjp(A, B, y_bar=1.0):
    """Reverse derivative of `product_of_matrices` with respect to (A, B)."""

    # forward sweep
    C = np.zeros((A.shape[0], B.shape[1]))
    stop = A.shape[0]
    for i in range(stop):
        stop2 = B.shape[1]
        for j in range(stop2):
            stop3 = A.shape[1]
            for k in range(stop3):
                C[i, j] += A[i, k] * B[k, j]

    # backward sweep
    # return np.sum(C * C)
    C_bar = 2.0 * y_bar * C
    A_bar = np.zeros_like(A)
    B_bar = np.zeros_like(B)
    for i in range(stop - 1, -1, -1):
        stop2 = B.shape[1]
        for j in range(stop2 - 1, -1, -1):
            stop3 = A.shape[1]
            for k in range(stop3 - 1, -1, -1):
                # C[i, j] += A[i, k] * B[k, j]
                A_bar[i, k] += B[k, j] * C_bar[i, j]
                B_bar[k, j] += A[i, k] * C_bar[i, j]
    return A_bar, B_bar
