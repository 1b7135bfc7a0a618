"""This case shows a nested function that captures what is differentiated."""
# args: (0.9, 1.3, 4)
# jit: no (a nested function)


def nested_function(x: float, rate: float, n: int):
    def slope(y):
        return -rate * y * x

    y = x
    for _ in range(n):
        y = y + 0.1 * slope(y)
    return y


# vjp


def slope_vjp(y, rate, x, y_bar):
    """Reverse derivative of `slope` with respect to (y, rate, x)."""

    # return -rate * y * x
    rate_bar = -y * x * y_bar
    y_bar2 = -rate * x * y_bar
    x_bar = -rate * y * y_bar
    return y_bar2, rate_bar, x_bar


def nested_function_vjp(x, rate, n, y_bar=1.0):
    """Reverse derivative of `nested_function` with respect to (x, rate)."""

    # forward sweep
    y_stack = []

    def slope(y):
        return -rate * y * x

    y = x
    for _ in range(n):
        slope_value = slope(y)
        y_stack.append(y)
        y = y + 0.1 * slope_value

    # backward sweep
    rate_bar = 0.0
    x_bar = 0.0
    for _ in range(n):
        # y = y + 0.1 * slope(y)
        y = y_stack.pop()
        d_y, d_rate, d_x = slope_vjp(y, rate, x, 0.1 * y_bar)
        y_bar += d_y
        rate_bar += d_rate
        x_bar += d_x
    # y = x
    x_bar += y_bar
    return x_bar, rate_bar
