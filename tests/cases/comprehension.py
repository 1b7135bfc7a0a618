"""This case shows a list comprehension and a sum of a generator."""
# args: (np.array([0.3, -0.5, 1.1, 0.9]), 0.7)
# jit: no (sum of a generator)


def comprehension(x: "float[n]", s: float):
    scaled = [s * a * a for a in x]
    return sum(a * b for a, b in zip(scaled, x)) + scaled[0]


# vjp
