"""This case shows one expression that reads its variable many times."""
# args: (0.7,)
# args: (-1.2,)


def polynomial(x: float):
    return 2.0 * x**3 - x**2 / 4.0 + 5.0 * x - 1.0


# vjp
