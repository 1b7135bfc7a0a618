"""This case shows a result of two numbers."""
# args: (0.7, 1.9)


def tuple_result(x: float, y: float):
    r = x * x + y * y
    return r * x, r / y


# vjp


def tuple_result_vjp(x, y, y_bar=1.0):
    """Reverse derivative of `tuple_result` with respect to (x, y)."""

    # forward sweep
    r = x * x + y * y

    # backward sweep
    # return r * x, r / y
    r_bar = x * y_bar[0] + y_bar[1] / y
    x_bar = r * y_bar[0]
    y_bar2 = -r / (y * y) * y_bar[1]
    # r = x * x + y * y
    x_bar += 2.0 * x * r_bar
    y_bar2 += 2.0 * y * r_bar
    return x_bar, y_bar2
