"""This case shows a `while` that runs until convergence, and two targets at once."""
# args: (2.0, 0.7)


def agm(a: float, b: float):
    while abs(a - b) > 1e-9:
        a, b = 0.5 * (a + b), (a * b) ** 0.5
    return a


# vjp
