"""This case shows the smallest loop."""
# args: (1.5, 5)


def sum_loop(x: float, n: int):
    total = 0.0
    for i in range(n):
        total += x * i
    return total


# vjp


def sum_loop_vjp(x, n, total_bar=1.0):
    """Reverse derivative of `sum_loop` with respect to x."""

    x_bar = 0.0
    for i in range(n - 1, -1, -1):
        # total += x * i
        x_bar += i * total_bar
    return x_bar
