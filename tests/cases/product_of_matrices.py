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
