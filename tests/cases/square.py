"""This case shows the shortest program: one expression of one number."""
# args: (3.0,)


def square(x: float):
    return x * x


# vjp


def square_vjp(x, y_bar=1.0):
    """Reverse derivative of `square` with respect to x."""

    # return x * x
    x_bar = 2.0 * x * y_bar
    return x_bar
