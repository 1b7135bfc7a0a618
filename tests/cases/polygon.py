"""This case shows elements read at indices that wrap around."""
# args: (np.array([0.0, 1.0, 1.3, 0.2]), np.array([0.1, 0.0, 0.9, 1.1]))


def polygon(x: "float[n]", y: "float[n]"):
    n = len(x)
    area = 0.0
    for i in range(n):
        j = (i + 1) % n
        area += x[i] * y[j] - x[j] * y[i]
    return 0.5 * area


# vjp
