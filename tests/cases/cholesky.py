"""This case shows triple loops over the elements of matrices."""
# args: (np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]]),)
import math

import numpy as np


def cholesky(A: "float[n, n]"):
    n = A.shape[0]
    L = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = A[i, j]
            for k in range(j):
                s -= L[i, k] * L[j, k]
            if i == j:
                L[i, j] = math.sqrt(s)
            else:
                L[i, j] = s / L[j, j]
    total = 0.0
    for i in range(n):
        total += 2.0 * math.log(L[i, i])
    return total


# vjp


import math
import numpy as np


def cholesky_vjp(A, total_bar=1.0):
    """Reverse derivative of `cholesky` with respect to A."""

    # forward sweep
    L_stack = []
    s_stack = []
    n = A.shape[0]
    L = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = A[i, j]
            for k in range(j):
                s -= L[i, k] * L[j, k]
            s_stack.append(s)
            if i == j:
                L_stack.append(L[i, j])
                L[i, j] = math.sqrt(s)
            else:
                L_stack.append(L[i, j])
                L[i, j] = s / L[j, j]

    # backward sweep
    L_bar = np.zeros_like(L)
    for i in range(n - 1, -1, -1):
        # total += 2.0 * math.log(L[i, i])
        L_bar[i, i] += 2.0 / L[i, i] * total_bar
    A_bar = np.zeros_like(A)
    for i in range(n - 1, -1, -1):
        for j in range(i, -1, -1):
            s = s_stack.pop()
            if i == j:
                # L[i, j] = math.sqrt(s)
                L[i, j] = L_stack.pop()
                L_part_bar = L_bar[i, j]
                L_bar[i, j] = 0.0
                s_bar = 0.5 / math.sqrt(s) * L_part_bar
            else:
                # L[i, j] = s / L[j, j]
                L[i, j] = L_stack.pop()
                L_part_bar2 = L_bar[i, j]
                L_bar[i, j] = 0.0
                s_bar = L_part_bar2 / L[j, j]
                L_bar[j, j] -= s / (L[j, j] * L[j, j]) * L_part_bar2
            for k in range(j - 1, -1, -1):
                # s -= L[i, k] * L[j, k]
                L_bar[i, k] -= L[j, k] * s_bar
                L_bar[j, k] -= L[i, k] * s_bar
            # s = A[i, j]
            A_bar[i, j] += s_bar
    return A_bar
