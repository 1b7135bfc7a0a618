"""This case shows a result of two numbers."""
# args: (0.7, 1.9)


def tuple_result(x: float, y: float):
    r = x * x + y * y
    return r * x, r / y


# vjp
