"""This case shows one expression that reads its variable many times."""
# args: (0.7,)
# args: (-1.2,)


def polynomial(x: float):
    return 2.0 * x**3 - x**2 / 4.0 + 5.0 * x - 1.0


# vjp


def polynomial_vjp(x, y_bar=1.0):
    """Reverse derivative of `polynomial` with respect to x."""

    # return 2.0 * x**3 - x**2 / 4.0 + 5.0 * x - 1.0
    x_bar = (6.0 * x ** 2 + 5.0 - 0.5 * x) * y_bar
    return x_bar
