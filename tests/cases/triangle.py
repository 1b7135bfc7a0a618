"""This case shows nested loops whose inner bounds depend on the outer index."""
# args: (np.cos(np.arange(16.0)).reshape(4, 4),)


def triangle(A: "float[n, n]"):
    total = 0.0
    for i in range(A.shape[0]):
        for j in range(i + 1):
            total += A[i, j] * A[j, i] * (i - j)
    return total


# vjp
