"""This case shows tuples as values in a loop."""
# args: (0.3, 0.4, 6)


def complex_square(re: float, im: float, n: int):
    z = (0.0, 0.0)
    for _ in range(n):
        a, b = z
        z = (a * a - b * b + re, 2.0 * a * b + im)
    return z[0] * z[0] + z[1] * z[1]


# vjp
