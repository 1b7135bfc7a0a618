"""This case shows an update in place that shrinks, and reads a neighbour."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 0.35)


def casteljau(points: "float[n]", t: float):
    b = points.copy()
    for r in range(1, len(b)):
        for i in range(len(b) - r):
            b[i] = (1.0 - t) * b[i] + t * b[i + 1]
    return b[0]


# vjp
