"""This case shows a `return` out of a nested loop."""
# args: (np.array([0.3, 0.5, 1.1, 0.9]), 0.5)
# args: (np.array([0.3, 0.5, 1.1, 0.9]), 50.0)


def search(x: "float[n]", limit: float):
    total = 0.0
    for i in range(len(x)):
        for j in range(i, len(x)):
            total += x[i] * x[j]
            if total > limit:
                return total * x[j]
    return total


# vjp
