"""This case shows a loop whose variable must be recorded."""
# args: (0.4, 5)
# args: (0.4, 0)


def power_loop(x: float, n: int):
    y = x
    for _ in range(n):
        y = y * y + x
    return y


# vjp


def power_loop_vjp(x, n, y_bar=1.0):
    """Reverse derivative of `power_loop` with respect to x."""

    # forward sweep
    y_stack = []
    y = x
    for _ in range(n):
        y_stack.append(y)
        y = y * y + x

    # backward sweep
    x_bar = 0.0
    for _ in range(n):
        # y = y * y + x
        y = y_stack.pop()
        x_bar += y_bar
        y_bar = 2.0 * y * y_bar
    # y = x
    x_bar += y_bar
    return x_bar
